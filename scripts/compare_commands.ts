/** The commands that hold runs against each other: compare, accept, history. */

import { type Command, InvalidArgumentError } from "commander";
import type { CompareArguments } from "./run_compare.ts";

/** What the commands do. */
export interface CompareCommands {
  readonly compare: (asked: CompareArguments) => Promise<void>;
  readonly accept: (path: string) => Promise<void>;
}

const COMPARE_NOTES = `
BASE and HEAD are reports, or directories that verify wrote to.
A regression is a verdict or a mutant lost, a claim gone, fewer cases, a part of the regime no longer
reached, an effect that moved against its claim beyond the joint intervals, or a run that is not whole.

Exit codes: 0 nothing got worse, 1 a regression, 2 a report cannot be used.

Examples:
  deno task attest compare fixtures/baselines/ci.json attest-report
  deno task attest compare before after --html`;

const ACCEPT_NOTES = `
Writes fixtures/baselines/PROFILE.json; nothing else writes there. The run must be of all claims and of
the sources as they are, and every claim as expected.

Exit codes: 0 accepted, 1 not a run to hold others to, 2 the report cannot be used.

Example:
  deno task verify && deno task attest accept attest-report`;

/** Adds the commands to the program. */
export function addCompareCommands(program: Command, commands: CompareCommands): void {
  program.command("compare")
    .description("what changed from one run to another, and whether anything got worse")
    .argument("<base>", "report.json, or the directory that holds it", parsePath)
    .argument("<head>", "the same, of the newer run", parsePath)
    .option("--html [file]", "write a page, by default compare.html in HEAD", parsePath)
    .option("--json", "as JSON")
    .addHelpText("after", COMPARE_NOTES)
    .action((base, head, { json = false, ...rest }) =>
      commands.compare({ base, head, json, ...rest })
    );
  program.command("accept")
    .description("make a run the baseline of its profile")
    .argument("<dir>", "directory that holds a report.json, or the file", parsePath)
    .addHelpText("after", ACCEPT_NOTES)
    .action((path) => commands.accept(path));
}

/** A path; what is empty names nothing. */
export function parsePath(value: string): string {
  if (value.trim() === "") throw new InvalidArgumentError("It must name a file or a directory.");
  return value;
}
