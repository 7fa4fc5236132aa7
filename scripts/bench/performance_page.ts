/** The page of performance: written from a run of the bench, held to the code that it timed. */

import { hashFiles } from "../project/content_seed.ts";
import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown } from "./bench_table.ts";

/** Where the page is, from the root. */
export const PERFORMANCE = "fixtures/baselines/PERFORMANCE.md";

/** What writes it. */
const AGAIN = "write it with `deno task bench:peers --page` on a machine that does nothing else";
/** The page, and its last line. */
const SEALED =
  /^(.*\n)The timed code was `([0-9a-f]{16})`, and the text above is `([0-9a-f]{16})`\.\n$/s;

/** The report's tables, with date and machine, the code `timed`, and a hash of all that. */
export async function performancePage(report: BenchReport, timed: string): Promise<string> {
  const { date, machine: { processor, cores, deno }, rounds } = report;
  const text = [
    "# Performance",
    "`deno task bench:peers --page` writes this page; `deno task bench` measures without the others.",
    `Measured on ${
      date.slice(0, 10)
    } on ${processor}, ${cores} cores, Deno ${deno}: medians of ${rounds} ` +
    "alternating rounds, with the least and the most in brackets. Times on one thread are of the processor, on two " +
    "of the wall clock; in parentheses how many times the kernel's time they are, by the same clock.",
    benchMarkdown(report),
    "",
  ].join("\n\n");
  return `${text}The timed code was \`${timed}\`, and the text above is \`${await hashOf(
    text,
  )}\`.\n`;
}

/** Why the page is not what the bench wrote of the code `timed`, one line each. */
export async function stalePerformance(page: string, timed: string): Promise<string[]> {
  const [, text, code, seal] = SEALED.exec(page) ?? [];
  if (text === undefined) {
    return [`${PERFORMANCE} must end with the code that was timed, got no such line: ${AGAIN}`];
  }
  const hash = await hashOf(text);
  return [
    ...(code === timed
      ? []
      : [`${PERFORMANCE} must be of the code ${timed}, got ${code}: ${AGAIN}`]),
    ...(seal === hash
      ? []
      : [`${PERFORMANCE} must be as the bench wrote it, ${seal}, got ${hash}: ${AGAIN}`]),
  ];
}

function hashOf(text: string): Promise<string> {
  return hashFiles([[PERFORMANCE, new TextEncoder().encode(text)]]);
}
