/** The page of performance, written from a run of the bench. */

import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown } from "./bench_table.ts";

/** Where the page is, from the root. */
export const PERFORMANCE = "fixtures/baselines/PERFORMANCE.md";

/** The report's tables, with date and machine. */
export function performancePage(report: BenchReport): string {
  const { date, machine: { processor, cores, deno }, rounds } = report;
  return `${
    [
      "# Performance",
      "`deno task bench:peers --page` writes this page; `deno task bench` measures without the others.",
      `Measured on ${
        date.slice(0, 10)
      } on ${processor}, ${cores} cores, Deno ${deno}: medians of ${rounds} ` +
      "alternating rounds, with the least and the most in brackets. Times on one thread are of the processor, on two " +
      "of the wall clock; in parentheses how many times the kernel's time they are, by the same clock.",
      benchMarkdown(report),
    ].join("\n\n")
  }\n`;
}
