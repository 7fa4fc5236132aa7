/** Foreign text in Markdown: shown as it is, wherever it stands, and linked to nothing. */

import { printable, printableLine } from "../text/printable.ts";

/** A space without width, as text: GitHub looks for mentions and links after it has read the Markdown. */
const APART = "&#8203;";

/**
 * Where GitHub sees a link that nobody wrote, up to the place at which it is broken: users and teams, issues,
 * addresses of pages and of letters, commits, which have 7 to 40 hexadecimal digits.
 */
const LINKS =
  /@|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|www(?=\.)|(?:mailto|xmpp):|[0-9a-f]{6}(?=[0-9a-f])/gi;

/**
 * Text that Markdown shows as it is, on one line: no markup, no HTML, no mention, no link.
 *
 * @example A pipe and a star
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeMarkdown } from "./markdown_text.ts";
 *
 * assertEquals(escapeMarkdown("|ŷ − y_*|"), "\\|ŷ − y\\_\\*\\|");
 * ```
 *
 * @example A mention
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeMarkdown } from "./markdown_text.ts";
 *
 * assertEquals(escapeMarkdown("@user"), "@&#8203;user");
 * ```
 */
export function escapeMarkdown(text: string): string {
  return printableLine(text).replaceAll(/[^\S\u00a0]+/g, " ").trim()
    .replaceAll(/[\\`*_{}[\]<>|&~$#!]/g, "\\$&")
    // At the start of a line these begin a list, a rule or a heading.
    .replace(/^(?:[-+](?= |$)|[-=]+$)/, "\\$&").replace(/^(\d+)([.)])(?= |$)/, "$1\\$2")
    .replaceAll(LINKS, `$&${APART}`);
}

/** Text as a span of code, which no backtick in it ends. */
export function codeSpan(text: string): string {
  const fence = fenceFor(text, 1);
  const room = /^`|`$/.test(text) ? " " : "";
  return `${fence}${room}${printableLine(text)}${room}${fence}`;
}

/** Lines as a block of code, which no backticks in them end. */
export function codeBlock(text: string): string {
  const fence = fenceFor(text, 3);
  return `${fence}text\n${printable(text)}\n${fence}`;
}

/** More backticks than stand in a row anywhere in the text, and at least so many. */
function fenceFor(text: string, least: number): string {
  const runs = Array.from(text.matchAll(/`+/g), ([run]) => run.length + 1);
  return "`".repeat(Math.max(least, ...runs));
}
