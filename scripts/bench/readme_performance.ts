/** The README's performance section, written from a run of the bench. */

import type { BenchReport } from "./bench_report.ts";
import { benchMarkdown } from "./bench_table.ts";

const BEGIN = "<!-- performance: begin -->\n";
const END = "<!-- performance: end -->\n";

/** The text with what stands between its marks replaced by the report's tables, date and machine. */
export function withPerformance(readme: string, report: BenchReport): string {
  const from = readme.indexOf(BEGIN);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) {
    throw new RangeError(`README.md must hold ${BEGIN.trim()} and ${END.trim()} in this order`);
  }
  const { date, machine: { processor, cores, deno }, rounds } = report;
  const section = [
    `Measured on ${
      date.slice(0, 10)
    } on ${processor}, ${cores} cores, Deno ${deno}: medians of ${rounds} ` +
    "alternating rounds, with the least and the most in brackets. Times on one thread are of the processor, on two " +
    "of the wall clock; in parentheses how many times the kernel's time they are, by the same clock.",
    benchMarkdown(report),
  ].join("\n\n");
  return `${readme.slice(0, from + BEGIN.length)}${section}\n${readme.slice(to)}`;
}
