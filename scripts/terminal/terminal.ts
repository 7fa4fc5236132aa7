/** What the terminal can show. */

import { complaint, UsageError } from "../base/usage_error.ts";
import { printed, type Style, styled } from "./printed.ts";

/** Narrowest layout; a smaller terminal breaks lines on its own. */
const NARROWEST = 60;
/** Width where there is no terminal. */
const PIPED = 100;

/** Text in a style, or as it is where colours are unwelcome. */
export type Paint = (style: Style, text: string) => string;

/** Paint for standard output: colours on a terminal, unless NO_COLOR asks for none. */
export function stdoutPaint(): Paint {
  return Deno.stdout.isTerminal() && !Deno.noColor ? styled : plain;
}

/** No colours. */
export function plain(_style: Style, text: string): string {
  return text;
}

/** Whether lines on standard error can be rewritten. */
export function stderrIsLive(): boolean {
  return Deno.stderr.isTerminal();
}

/** Columns for a table on standard output. */
export function stdoutWidth(): number {
  return Deno.stdout.isTerminal() ? Math.max(NARROWEST, terminalWidth()) : PIPED;
}

/** Columns of the terminal. */
export function terminalWidth(): number {
  try {
    // A terminal that does not say has 0.
    return Deno.consoleSize().columns || PIPED;
  } catch {
    return PIPED;
  }
}

/** Writes what is printed to standard output; a reader that has gone away, as `head` does, is no error. */
export function writeOutput(text: string): void {
  writeAll(Deno.stdout, text);
}

/** Writes to standard error, likewise; where that cannot be written there is no one to tell. */
export function writeError(text: string): void {
  try {
    writeAll(Deno.stderr, text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
  }
}

function writeAll(stream: { writeSync(bytes: Uint8Array): number }, text: string): void {
  const bytes = new TextEncoder().encode(printed(text));
  try {
    for (let written = 0; written < bytes.length;) {
      written += stream.writeSync(bytes.subarray(written));
    }
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return;
    throw new UsageError(`standard output must take what is written, got ${complaint(error)}`);
  }
}
