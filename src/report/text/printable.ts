/**
 * What may be printed: the one rule for text that others wrote, whether a claim, a file or a path.
 *
 * Terminals and GitHub's runner obey some characters and some beginnings of lines. Here they lose that power
 * and stay visible as far as they can.
 */

/**
 * Control characters but the newline, what has no shape of its own (format characters, marks of the direction
 * of writing, separators of lines), and what is no character (halves of surrogate pairs, noncharacters).
 *
 * What has no shape belongs here as comparisons by culture, as the runner's, pass over it: `:\u00ad:` is `::`.
 */
const UNPRINTABLE =
  /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]--[\n]]/gv;

/**
 * Text in which every character is seen: a tab becomes a space, every other one that is not becomes U+FFFD.
 *
 * @example Lines stay, what would move the cursor does not
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printable } from "./printable.ts";
 *
 * assertEquals(printable("a\r\nb\u001b[2Jc\u0007\u202ed"), "a\nb\ufffd[2Jc\ufffd\ufffdd");
 * ```
 */
export function printable(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\t", " ").replaceAll(UNPRINTABLE, "\ufffd");
}

/**
 * Whether text is printable and holds no command for certain: nearly all of it is, and is told so at once.
 *
 * @example Nothing but ASCII, and nothing that a command begins with
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { isPlain } from "./printable.ts";
 *
 * assertEquals(["a: [1]\n", "a\tb", "é", "::a"].map(isPlain), [true, false, false, false]);
 * ```
 */
export function isPlain(text: string): boolean {
  return !/[^\n -~]/.test(text) && !text.includes("::") && !text.includes("##[");
}

/** Printable text on one line. */
export function printableLine(text: string): string {
  return printable(text).replaceAll("\n", " ");
}

/** What stands for the second colon, and for the bracket, of a line that would be a command. */
interface Instead {
  readonly colon: string;
  readonly bracket: string;
}

/**
 * Printable text without lines that GitHub's runner takes for commands: `::…` after any white space, and
 * `##[…` anywhere, get a space in between, or what a format has for the same character.
 *
 * @example Two commands
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { inert } from "./printable.ts";
 *
 * assertEquals(inert("a::b\n  ::error::c\n##[debug]d"), "a::b\n  : :error::c\n## [debug]d");
 * ```
 */
export function inert(
  text: string,
  { colon, bracket }: Instead = { colon: " :", bracket: " [" },
): string {
  return text.replaceAll(/^([^\S\n]*:):/gm, `$1${colon}`).replaceAll("##[", `##${bracket}`);
}

/**
 * JSON of the same value that can be printed: what may not be seen or obeyed is escaped.
 *
 * @example A control character that JSON.stringify leaves
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { printableJson } from "./printable.ts";
 *
 * assertEquals(printableJson('"\u009b2J"'), '"\\u009b2J"');
 * ```
 */
export function printableJson(json: string): string {
  if (isPlain(json)) return json;
  const seen = json.replaceAll(
    UNPRINTABLE,
    (character) => character.split("").map(escaped).join(""),
  );
  return inert(seen, { colon: escaped(":"), bracket: escaped("[") });
}

/** Markup of the same text that is no command, where a file is printed. */
export function inertMarkup(markup: string): string {
  return inert(markup, { colon: "&#58;", bracket: "&#91;" });
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
