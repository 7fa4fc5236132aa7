/**
 * What gets to the terminal and to GitHub's runner: foreign text neutralised, and what we add to it.
 *
 * Colours, the rewriting of a line and workflow commands of our own are marks until they are written. A mark
 * holds a key that is drawn when the process starts, so no text from outside can be one.
 */

import { inspect } from "node:util";
import { inert, isPlain, printable } from "../../src/report/text/printable.ts";

/** Colours and weights in use. */
export type Style = "green" | "red" | "yellow" | "dim" | "bold";

const STYLES: readonly Style[] = ["green", "red", "yellow", "dim", "bold"];
const KEY = crypto.randomUUID();

/** What each mark stands for. */
const SEQUENCES: ReadonlyMap<string, string> = new Map([
  // Back to the first column, and clear to the end of the line.
  ["rewrite", "\r\x1b[K"],
  ["up", "\x1b[A"],
  // Whatever stands from here to the end of the screen.
  ["below", "\x1b[J"],
  ["command", ""],
  ...STYLES.flatMap((style): [string, string][] => {
    const [open, close] = inspect.colors[style]!;
    return [[style, `\x1b[${open}m`], [`${style}.end`, `\x1b[${close}m`]];
  }),
]);
const MARKS = new RegExp(`\ufdd0${KEY}(${[...SEQUENCES.keys()].join("|")})\ufdd1`);
/** What may stand before the first word of a line. */
const LEAD = new RegExp(`^(?:\\s|${MARKS.source})*`);

/** Takes the line away that was written last, where lines are live. */
export const REWRITE: string = mark("rewrite");
/** To the row above. */
export const UP: string = mark("up");
/** Takes away all that stands below. */
export const CLEAR_BELOW: string = mark("below");
const COMMAND = mark("command");

/** Text in a style. */
export function styled(style: Style, text: string): string {
  return `${mark(style)}${text}${mark(`${style}.end`)}`;
}

/** A line that GitHub's runner is to take for a command. */
export function workflowCommand(line: string): string {
  return `${COMMAND}${line}`;
}

/** Text as it is written: marks become what they stand for, everything else is neutralised. */
export function printed(text: string): string {
  if (isPlain(text)) return text;
  const parts = text.split(MARKS)
    .map((part, i) => (i % 2 === 0 ? printable(part) : mark(part)));
  const lines = parts.join("").split("\n").map((line) => {
    if (line.startsWith(COMMAND)) return line;
    const [lead] = LEAD.exec(line)!;
    return lead + inert(line.slice(lead.length));
  });
  return lines.join("\n").split(MARKS)
    .map((part, i) => (i % 2 === 0 ? part : SEQUENCES.get(part))).join("");
}

function mark(name: string): string {
  return `\ufdd0${KEY}${name}\ufdd1`;
}
