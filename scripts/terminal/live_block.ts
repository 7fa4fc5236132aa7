/** Lines at the bottom of a terminal that are written anew again and again, in place of what was there. */

import { printableLine } from "../../src/report/text/printable.ts";
import { CLEAR_BELOW, REWRITE, UP } from "./printed.ts";

/** Where they are written. */
export interface LiveOutput {
  /** Columns of the terminal, asked for anew as it may be resized. */
  readonly width: () => number;
  readonly write: (text: string) => void;
}

/** The lines that are shown. */
export class LiveBlock {
  readonly #output: LiveOutput;
  #height = 0;

  /** Nothing is shown yet. */
  constructor(output: LiveOutput) {
    this.#output = output;
  }

  /** Shows these lines, each cut to the width of the terminal, so that one line is one row. */
  show(lines: readonly string[]): void {
    const width = this.#output.width() - 1;
    const cut = lines.map((line) => cutTo(printableLine(line), width));
    this.#output.write(this.#start() + cut.join("\n"));
    this.#height = lines.length;
  }

  /** Takes them away. */
  hide(): void {
    if (this.#height > 0) this.#output.write(this.#start());
    this.#height = 0;
  }

  /** To the first row of what is shown, with nothing below. */
  #start(): string {
    const rows = Math.max(0, this.#height - 1);
    return UP.repeat(rows) + REWRITE + (rows > 0 ? CLEAR_BELOW : "");
  }
}

/** At most `width` characters, the last an ellipsis where some are left out. */
function cutTo(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, width - 1).join("")}…`;
}
