/** Tables in plain text: one column gives way, so that the table fits. */

import { printable } from "../../src/report/text/printable.ts";

/** A column of a table. */
export interface Column {
  readonly header: string;
  readonly align?: "right";
  /** Text breaks at spaces, to fit what the other columns leave, at most this wide. */
  readonly wrap?: number;
}

/** A cell; its lines are parted by newlines. */
export interface Cell {
  readonly text: string;
  readonly paint?: (line: string) => string;
}

const GAP = "  ";

/**
 * The lines of a table no wider than `width`, headers first; of the wrapping columns the widest gives way.
 *
 * The last cell of a row that is short of cells spans what is left of the line, and is wrapped to it.
 */
export function layOut(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): string[] {
  const headers = columns.map(({ header }) => ({ text: header }));
  // What is measured here is what will be shown.
  const shown = [headers, ...rows].map((row) =>
    row.map((cell) => ({ ...cell, text: printable(cell.text) }))
  );
  const widths = columnWidths(columns, shown, width);
  return shown.flatMap((row) =>
    rowLines(
      columns,
      row,
      row.length < columns.length ? spanned(widths, row.length, width) : widths,
    )
  );
}

/**
 * Text broken at spaces into lines of at most `width`; only a longer word is cut.
 *
 * @param text Lines of their own are kept.
 */
export function wrapWords(text: string, width: number): string[] {
  return printable(text).split("\n").flatMap((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (let word of paragraph.split(" ").filter(Boolean)) {
      if (line !== "" && length(line) + 1 + length(word) > width) {
        lines.push(line);
        line = "";
      }
      while (length(word) > width) {
        lines.push([...word].slice(0, width).join(""));
        word = [...word].slice(width).join("");
      }
      line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line];
  });
}

/** Number of characters; the symbols of the theory all take one place. */
export function length(text: string): number {
  return [...text].length;
}

function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
): number[] {
  const natural = columns.map((_, c) =>
    Math.max(
      0,
      ...rows.filter((row) => row.length === columns.length)
        .flatMap((row) => row[c].text.split("\n").map(length)),
    )
  );
  const widths = columns.map(({ wrap }, c) => Math.min(natural[c], wrap ?? Infinity));
  const spare = () => width - widths.reduce((a, b) => a + b) - GAP.length * (columns.length - 1);
  while (spare() < 0) {
    const giving = columns.flatMap(({ wrap }, c) =>
      wrap === undefined || widths[c] <= 8 ? [] : [c]
    );
    if (giving.length === 0) break;
    widths[giving.reduce((a, b) => (widths[b] > widths[a] ? b : a))]--;
  }
  return widths;
}

/** The widths of a row of fewer cells, the last as wide as the line allows. */
function spanned(widths: readonly number[], cells: number, width: number): number[] {
  const before = widths.slice(0, cells - 1);
  return [...before, before.reduce((rest, taken) => rest - taken - GAP.length, width)];
}

function rowLines(
  columns: readonly Column[],
  row: readonly Cell[],
  widths: readonly number[],
): string[] {
  const spans = row.length < columns.length;
  const cells = row.map(({ text }, c) =>
    columns[c].wrap === undefined && !(spans && c === row.length - 1)
      ? text.split("\n")
      : wrapWords(text, widths[c])
  );
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, i) =>
    row.map(({ paint }, c) => {
      const line = cells[c][i] ?? "";
      const room = " ".repeat(Math.max(0, widths[c] - length(line)));
      const shown = line === "" || paint === undefined ? line : paint(line);
      return columns[c].align === "right" ? room + shown : shown + room;
    }).join(GAP).trimEnd());
}
