/** Text as one word of a shell's command line. */

/**
 * The text itself where it is harmless, else in single quotes.
 *
 * A report may come from anywhere, and what it says is put into commands that a reader copies.
 *
 * @example A path with a space, and one with a command in it
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { shellWord } from "./shell_word.ts";
 *
 * assertEquals(shellWord("out/A1.json"), "out/A1.json");
 * assertEquals(shellWord("my out/$(id).json"), "'my out/$(id).json'");
 * ```
 */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) && !text.startsWith("-")
    ? text
    : `'${text.replaceAll("'", `'\\''`)}'`;
}
