/** What is not as expected, as workflow commands by which GitHub Actions marks lines of the sources. */

import type { Report } from "../schema.ts";
import { inert, printable, printableLine } from "../text/printable.ts";
import { type CaseOptions, testCases } from "./reported_cases.ts";

/** Most characters of a title. */
const TITLE = 255;

/**
 * One line for each claim that is not as expected, then one for each mutant that survived.
 *
 * GitHub shows the first ten of a step. What an interrupted run did not come to is left out.
 */
export function annotations(report: Report, options: CaseOptions): string[] {
  const failing = testCases(report, options)
    .filter(({ status }) => status === "failed" || status === "undecided");
  const rank = ({ mutant }: { readonly mutant: string | undefined }) =>
    mutant === undefined ? 0 : 1;
  return failing.toSorted((a, b) => rank(a) - rank(b)).map(({ claim, line, message, text }) => {
    const place = [`file=${escapeProperty(claim.file)}`, ...(line ? [`line=${line}`] : [])];
    const properties = [...place, `title=${escapeProperty(cut(printableLine(message)))}`].join(",");
    return `::error ${properties}::${escapeMessage(text)}`;
  });
}

/**
 * The message of a workflow command, on one line.
 *
 * @example Two lines
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeMessage } from "./annotations.ts";
 *
 * assertEquals(escapeMessage("95 %\nof cases"), "95 %25%0Aof cases");
 * ```
 */
export function escapeMessage(text: string): string {
  return inert(printable(text)).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

/** A property of a workflow command: commas and colons separate properties. */
export function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length <= TITLE ? text : `${characters.slice(0, TITLE - 1).join("")}…`;
}
