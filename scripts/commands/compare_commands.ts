/** The commands that hold runs against each other: compare, accept, history. */

import { type Command, InvalidArgumentError } from "commander";
import type { AddArguments, ShowArguments } from "./run_history.ts";
import type { CompareArguments } from "./run_compare.ts";

/** What the commands do. */
export interface CompareCommands {
  readonly compare: (asked: CompareArguments) => Promise<void>;
  readonly accept: (path: string) => Promise<void>;
  readonly historyAdd: (asked: AddArguments) => Promise<void>;
  readonly historyShow: (asked: ShowArguments) => Promise<void>;
  readonly historyPlot: (asked: ShowArguments) => Promise<void>;
}

/** File that runs are kept in unless another is named. */
const HISTORY = ".attest/history.db";

const COMPARE_NOTES = (task: string) => `
BASE and HEAD are reports, or directories that verify wrote to. A regression is
a verdict or a mutant lost, an expected verdict changed, a claim gone, fewer
cases, a part of the regime no longer reached, an effect that moved against its
claim beyond the joint intervals, or a run that is not whole.

Exit codes: 0 nothing got worse, 1 a regression, 2 a report cannot be used.

Examples:
  ${task} attest compare fixtures/baselines/ci.json attest-report
  ${task} attest compare before after --html`;

const ACCEPT_NOTES = (task: string) => `
Writes fixtures/baselines/PROFILE.json; nothing else writes there. The run must
be of all claims and of the sources as they are, and every claim as expected.

Exit codes: 0 accepted, 1 not a run to hold others to, 2 the report cannot be
used.

Example:
  ${task} verify && ${task} attest accept attest-report`;

const HISTORY_NOTES = (task: string) => `
Runs are kept in a SQLite file, each in full or not at all; the same report
twice is one run. E-values of runs of the same build, which is code, scripts
and packages, from different seeds multiply; with another the product starts
again.

Examples:
  ${task} attest history add attest-report
  ${task} attest history show --claim B12
  ${task} attest history plot`;

/** Adds the commands to the program. */
export function addCompareCommands(
  program: Command,
  commands: CompareCommands,
  { task }: { readonly task: string },
): void {
  program.command("compare")
    .description("list what changed between two runs, and whether anything got worse")
    .argument("<base>", "report.json, or the directory that holds it", parsePath)
    .argument("<head>", "the same, of the newer run", parsePath)
    .option("--html [file]", "write a page, by default compare.html in HEAD", parsePath)
    .option("--json", "as JSON")
    .addHelpText("after", COMPARE_NOTES(task))
    .action((base, head, { json = false, ...rest }) =>
      commands.compare({ base, head, json, ...rest })
    );
  program.command("accept")
    .description("make a run the baseline of its profile")
    .argument("<dir>", "directory that holds a report.json, or the file", parsePath)
    .addHelpText("after", ACCEPT_NOTES(task))
    .action((path) => commands.accept(path));
  addHistory(program, commands, task);
}

function addHistory(program: Command, commands: CompareCommands, task: string): void {
  const history = program.command("history")
    .description("keep runs by commit, and show each claim's history")
    .addHelpText("after", HISTORY_NOTES(task));
  history.command("add")
    .description("add a run")
    .argument("<dir>", "directory that holds a report.json, or the file", parsePath)
    .option("--db <file>", "where runs are kept", parsePath, HISTORY)
    .option("--commit <sha>", "the run's commit (default: $GITHUB_SHA, else HEAD)", parseCommit)
    .action((path, asked) => commands.historyAdd({ path, ...asked }));
  history.command("show")
    .description("the runs, or those of some claims, with the product of their e-values")
    .option("--claim <id...>", "only these; B10 selects all its parts", collectIds)
    .option("--db <file>", "where runs are kept", parsePath, HISTORY)
    .option("--json", "as JSON")
    .action(({ claim = [], json = false, db }) => commands.historyShow({ claim, json, db }));
  history.command("plot")
    .description("draw the runs, or those of some claims")
    .option("--claim <id...>", "these, run by run", collectIds)
    .option("--db <file>", "where runs are kept", parsePath, HISTORY)
    .action(({ claim = [], db }) => commands.historyPlot({ claim, json: false, db }));
}

/** Ids, given one by one or with commas, added to those before. */
function collectIds(value: string, before: readonly string[] = []): string[] {
  const ids = value.split(",").map((id) => id.trim());
  if (ids.includes("")) throw new InvalidArgumentError("It must be an id, or several with commas.");
  return [...before, ...ids];
}

/** A commit's name as git writes it, or the beginning of one. */
export function parseCommit(value: string): string {
  if (!/^[0-9a-f]{7,64}$/.test(value)) {
    throw new InvalidArgumentError("It must be 7 to 64 hexadecimal digits.");
  }
  return value;
}

/** A path; what is empty names nothing, and what looks like an option is more likely one. */
export function parsePath(value: string): string {
  if (value.trim() === "" || value.startsWith("-")) {
    throw new InvalidArgumentError("It must name a file or a directory, with ./ before a dash.");
  }
  return value;
}
