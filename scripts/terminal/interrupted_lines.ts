/** What a run that was stopped says: how far it came, what is wrong already, and how to go on. */

import { attestCommand } from "../../src/report/text/attest_command.ts";
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
  const left = report.claims.length - decided.length;
  const goOn = joined
    ? "A shard is not done: go on with it by `attest verify --resume`, and join again."
    : `Go on: ${attestCommand({ ...report.run, ...print })} verify --resume ${
      shellWord(print.folder)
    }`;
  return [
    ...failing.flatMap((claim: ReportClaim) => [
      ...failureLines(claim, { ...report.run, ...print }, print),
      "",
    ]),
    `${decided.length} decided, ${left} not reached. ${goOn}`,
  ];
}
