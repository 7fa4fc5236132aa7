/** The commands of attest and their options, each argument checked on its own. */

import { Command, InvalidArgumentError, Option } from "commander";
import type { Shard } from "../../src/verify/shard.ts";
import { addCompareCommands, type CompareCommands } from "./compare_commands.ts";
import type { MergeArguments } from "./run_merge.ts";
import type { ReportArguments } from "./run_report.ts";
import type { VerifyArguments } from "./verify_arguments.ts";
import { enterProject } from "../base/project.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

/** What the commands do. */
export interface Commands extends CompareCommands {
  readonly verify: (asked: VerifyArguments) => Promise<void>;
  readonly merge: (asked: MergeArguments) => Promise<void>;
  readonly list: (asked: { readonly json: boolean }) => Promise<void>;
  readonly replay: (file: string) => Promise<void>;
  readonly report: (asked: ReportArguments) => Promise<void>;
}

const EXIT_CODES = `
Exit codes:
  0    every claim is as expected
  1    a claim is not as expected
  2    the arguments, a file or a directory cannot be used
  130  interrupted; what was decided is in the report
  70   a mistake in attest itself

Examples:
  deno task attest list
  deno task attest verify --claim A7 --profile quick
  deno task attest verify --project ../my-claims`;

const VERIFY_NOTES = `
Writes DIR/report.json, DIR/report.md, DIR/junit.xml, DIR/ctrf.json and DIR/counterexamples/; Ctrl-C keeps
what is decided, and so does DIR/journal.jsonl when the run is killed: \`--resume DIR\` goes on from there.
The seed follows from the sources unless it is given, so running again is the same run.
The deep profile takes a fresh one.
DIR must be new, empty or that of an earlier run, which is replaced. Relative paths begin where attest is called.

Examples:
  deno task verify
  deno task verify --claim A7 B10 --profile quick
  deno task verify --profile deep --seed 1 --out nightly`;

const MERGE_NOTES = `
Shards must be of one run: the same sources, claims, profile and seed. Cases add up to exactly those of a
run that is not split; e-values multiply. A shard that is missing leaves its claims undecided, one that is
given twice counts once. Failing cases of shards are kept here, for the whole run at once.

Examples:
  deno task attest verify --shard 1/2 --out shards/1
  deno task attest verify --shard 2/2 --out shards/2
  deno task attest merge shards/1 shards/2`;

const REPLAY_NOTES = `
Exit code 0 when the case comes out as the claim expects, 1 when it does not.

Example:
  deno task attest replay attest-report/counterexamples/C4.linear.json`;

const REPORT_NOTES = `
One file that needs nothing else: it opens offline, in light and dark, and prints.
Figures come from DIR/figures.json; without it they are measured, which takes some seconds.

Examples:
  deno task attest report attest-report
  deno task attest report attest-report --interactive --out attest-report/interactive.html`;

/** The command line; errors are thrown as CommanderError, after their message is printed. */
export function commandLine(commands: Commands): Command {
  const program = new Command("attest")
    .description(
      "Verifies, by property and by experiment, what one layer of attention learns in context.",
    )
    .option(
      "--project <dir>",
      "judge the claims in its props/, which import @attest/attest by name (default: attest's own)",
      parseDirectory,
    )
    .option("--debug", "show where an internal error comes from")
    .configureOutput({
      writeOut: writeOutput,
      writeErr: writeError,
      outputError: (text, write) => write(text.replace(/^error: /, "attest: ")),
    })
    .showHelpAfterError("(--help lists what can be given)")
    .exitOverride()
    .addHelpText("after", EXIT_CODES);
  // Before anything of a project is read, whichever command is to.
  program.hook("preAction", () => {
    const { project } = program.opts<{ project?: string }>();
    if (project !== undefined) enterProject(project);
  });
  addVerify(program, commands);
  program.command("merge")
    .description("join the shards of a run, and decide its claims")
    .argument("<dir...>", "directories that `verify --shard` wrote, in any order")
    .option("--out <dir>", "directory for the report", parseDirectory, "attest-report")
    .option("--json", "print the report as JSON")
    .addHelpText("after", MERGE_NOTES)
    .action((directories, { out, json = false }) => commands.merge({ directories, out, json }));
  program.command("list")
    .description("list the claims")
    .option("--json", "as JSON")
    .action(({ json = false }) => commands.list({ json }));
  program.command("replay")
    .description("check a kept counterexample again, and print its numbers")
    .argument("<file>", "a counterexample that verify wrote to DIR/counterexamples/")
    .addHelpText("after", REPLAY_NOTES)
    .action((file) => commands.replay(file));
  addCompareCommands(program, commands);
  addReport(program, commands);
  return program;
}

function addVerify(program: Command, { verify }: Commands): void {
  program.command("verify")
    .description("verify claims on the reference model, and that each refutes its mutants")
    .option("--claim <id...>", "only these: ids or slugs; B10 selects all its parts", collectNames)
    .addOption(
      new Option("--profile <name>", "how much to spend")
        .choices(["quick", "ci", "deep"]).default("ci"),
    )
    .option("--seed <number>", "root of all randomness", parseSeed)
    .option("--shard <I/N>", "only the I-th of N parts, to be joined by `merge`", parseShard)
    .addOption(
      new Option("--resume <dir>", "go on with the run in this directory")
        .argParser(parseDirectory)
        .conflicts(["claim", "profile", "seed", "shard", "out", "matrix", "cases"]),
    )
    .option(
      "--out <dir>",
      "directory for the report (default: attest-report; of some claims attest-partial, of a shard " +
        "attest-shards/I-of-N)",
      parseDirectory,
    )
    .option("--anew", "replace a run in the directory that was stopped or killed")
    .option("--json", "print the report as JSON")
    .option("--no-keep", "do not add failing cases to fixtures/counterexamples/")
    .option("--matrix", "run every claim on every mutant, as the deep profile does")
    .option(
      "--limit <seconds>",
      "longest time for one case or replicate (default: 60 quick, 120 ci, 900 deep)",
      parseLimit,
    )
    .option(
      "--claim-limit <seconds>",
      "longest time for one claim with its mutants (default: 600 quick, 1800 ci, 14400 deep)",
      parseLimit,
    )
    .option(
      "--workers <number>",
      "processes that compute at a time (default: the cores)",
      parseWorkers,
    )
    .option(
      "--cases",
      "write a line about each generated case to DIR/cases.jsonl, as Tyche reads it",
    )
    .addHelpText("after", VERIFY_NOTES)
    .action(({ claim = [], json = false, ...rest }) => verify({ claim, json, ...rest }));
}

function addReport(program: Command, { report }: Commands): void {
  program.command("report")
    .description("write a run's report as one HTML page")
    .argument("<dir>", "directory that verify wrote", parseDirectory)
    .option("--interactive", "make charts interactive; adds half a megabyte")
    .option("--out <file>", "file to write (default: DIR/report.html)", parseDirectory)
    .option(
      "--base <report>",
      "list what changed since this report (default: the baseline)",
      parseDirectory,
    )
    .addHelpText("after", REPORT_NOTES)
    .action((directory, { interactive = false, ...rest }) =>
      report({ directory, interactive, ...rest })
    );
}

/** Names, given one by one or with commas, added to those before. */
export function collectNames(value: string, before: readonly string[] = []): string[] {
  const names = value.split(",").map((name) => name.trim());
  if (names.includes("")) {
    throw new InvalidArgumentError("It must be an id or a slug, or several with commas.");
  }
  return [...before, ...names];
}

/** Seconds that a claim's process may be silent. */
function parseLimit(value: string): number {
  const seconds = Number(value);
  if (!/^\d+(\.\d+)?$/.test(value) || seconds < 1 || seconds > 86_400) {
    throw new InvalidArgumentError("It must be seconds from 1 to 86400.");
  }
  return seconds;
}

/** A number of workers that a machine may have. */
export function parseWorkers(value: string): number {
  const workers = Number(value);
  if (!/^\d+$/.test(value) || workers < 1 || workers > 256) {
    throw new InvalidArgumentError("It must be a whole number from 1 to 256.");
  }
  return workers;
}

/** A part of a run, `2/4`. */
export function parseShard(value: string): Shard {
  const [index, of, ...more] = value.split("/").map((text) =>
    /^\d{1,4}$/.test(text) ? Number(text) : 0
  );
  if (more.length > 0 || !(index >= 1 && index <= of && of <= 1000)) {
    throw new InvalidArgumentError("It must be I/N with 1 ≤ I ≤ N ≤ 1000, as in 2/4.");
  }
  return { index, of };
}

/** A whole number that is exact. */
export function parseSeed(value: string): number {
  const seed = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError("It must be a whole number from −(2^53 − 1) to 2^53 − 1.");
  }
  // "-0" is 0: one run, one seed.
  return seed + 0;
}

/** A path; what looks like an option is more likely one that lost its place. */
export function parseDirectory(value: string): string {
  if (value.trim() === "" || value.startsWith("-")) {
    throw new InvalidArgumentError("It must name a directory, with ./ before a leading dash.");
  }
  return value;
}
