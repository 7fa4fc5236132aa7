/** A comparison as a terminal shows it. */

import type { Change, Severity } from "../../src/report/compare/change.ts";
import { type Comparison, comparisonText, hasRegressed } from "../../src/report/compare/compare.ts";
import { type Cell, layOut, wrapWords } from "./text_table.ts";
import type { Style } from "./printed.ts";
import type { Paint } from "./terminal.ts";

const STYLES: Readonly<Record<Severity, Style>> = {
  regression: "red",
  change: "yellow",
  note: "dim",
};

/** Width from which what changed has a column of its own. */
const ROOMY = 72;

/** The differences as a table, and what they amount to. */
export function comparisonLines(
  comparison: Comparison,
  { width, paint }: { readonly width: number; readonly paint: Paint },
): string[] {
  const roomy = width >= ROOMY;
  const columns = [
    { header: "" },
    { header: "claim" },
    { header: "of" },
    ...(roomy ? [{ header: "what changed", wrap: width }] : []),
  ];
  const rows = comparison.changes.flatMap((change) => {
    const cells = rowOf(change, paint);
    return roomy ? [cells] : [cells.slice(0, 3), [{ text: "" }, cells[3]]];
  });
  const [totals, ...rest] = comparisonText(comparison);
  return [
    ...(rows.length === 0 ? [] : [...layOut(columns, rows, width), ""]),
    paint(hasRegressed(comparison) ? "red" : "green", totals),
    ...rest.flatMap((line) => wrapWords(line, width)),
  ];
}

function rowOf({ severity, claim, kind, text }: Change, paint: Paint): Cell[] {
  return [
    { text: severity, paint: (line) => paint(STYLES[severity], line) },
    { text: claim ?? "the run", paint: (line) => paint("bold", line) },
    { text: kind },
    { text },
  ];
}
