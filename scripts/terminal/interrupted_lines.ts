/** What a run that was stopped says: how far it came, what is wrong already, and how to go on. */

import { attestCommand } from "../../src/report/text/attest_command.ts";
import { isNotApplicable } from "../../src/report/conclusion.ts";
import { verifyCommand } from "../../src/report/text/failure.ts";
import { shellWord } from "../../src/report/text/shell_word.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { failureLines } from "./failure_lines.ts";
import type { Print } from "./result_lines.ts";

/** The lines; no table, as most of it would be of what never ran. */
export function interruptedLines(
  report: Report,
  { joined, ...print }: Print & { readonly joined: boolean },
): string[] {
  const decided = report.claims.filter(({ verdict }) => verdict !== "undecided");
  const failing = decided.filter(({ verdict, expected, mutants }) =>
    verdict !== expected || mutants.some(({ killed }) => !killed)
  );
  const { claims, run } = report;
  const apart = claims.filter((claim) => isNotApplicable(claim, run)).length;
  const left = claims.length - decided.length - apart;
  return [
    ...failing.flatMap((claim: ReportClaim) => [
      ...failureLines(claim, { ...run, ...print }, print),
      "",
    ]),
    `${decided.length} decided, ${left} not reached. ${goOnText(report, { joined, ...print })}`,
  ];
}

function goOnText(
  { run }: Report,
  { joined, ...print }: Print & { readonly joined: boolean },
): string {
  if (joined) {
    return "A shard is not done: go on with it by `attest verify --resume`, and join again.";
  }
  const asked = { ...run, ...print };
  // A user's model may be another by then.
  if (run.given !== undefined) return `Begin anew: ${verifyCommand(run.selected, asked)} --anew`;
  return `Go on: ${attestCommand(asked)} verify --resume ${shellWord(print.folder)}`;
}
