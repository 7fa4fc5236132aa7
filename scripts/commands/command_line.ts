/** The commands of attest and their options, each argument checked on its own. */

import { Argument, Command, InvalidArgumentError, Option } from "commander";
import config from "../../deno.json" with { type: "json" };
import type { Shard } from "../../src/verify/shard.ts";
import { addCompareCommands, type CompareCommands } from "./compare_commands.ts";
import { type Shell, SHELLS } from "../completion/completion_script.ts";
import type { ListArguments } from "./run_list.ts";
import { addSubjectCommands, type SubjectCommands, subjectOption } from "./subject_commands.ts";
import { addRecordsCommands, type RecordsCommands } from "./records_commands.ts";
import type { MergeArguments } from "./run_merge.ts";
import type { ReportArguments } from "./run_report.ts";
import type { VerifyArguments } from "./verify_arguments.ts";
import { collectNames, parseDirectory, parseSeed } from "./argument_values.ts";
import {
  COMPLETION_NOTES,
  LIST_NOTES,
  MERGE_NOTES,
  PROGRAM_NOTES,
  REPLAY_NOTES,
  REPORT_NOTES,
  type Started,
  VERIFY_NOTES,
} from "./help_notes.ts";
import { enterProject } from "../base/project.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

/** What the commands do. */
export interface Commands extends CompareCommands, SubjectCommands, RecordsCommands {
  readonly verify: (asked: VerifyArguments) => Promise<void>;
  readonly merge: (asked: MergeArguments) => Promise<void>;
  readonly list: (asked: ListArguments) => Promise<void>;
  readonly replay: (file: string, subject: string | undefined) => Promise<void>;
  readonly report: (asked: ReportArguments) => Promise<void>;
  readonly completion: (shell: Shell, program: Command) => Promise<void>;
}

/** The command line; errors are thrown as CommanderError, after their message is printed. */
export function commandLine(
  commands: Commands,
  started: Started = { task: "deno task" },
): Command {
  const program = new Command("attest")
    .description(
      "Verifies, by property and by experiment, what one layer of attention learns in context.",
    )
    .option(
      "--project <dir>",
      "judge the claims in its props/, which import @attest/attest by name (default: attest's own)",
      parseDirectory,
    )
    .version(versionText(), "--version", "print the version")
    .option("--debug", "show where an internal error comes from")
    .configureOutput({
      writeOut: writeOutput,
      writeErr: writeError,
      outputError: (text, write) => write(text.replace(/^error: /, "attest: ")),
    })
    .showHelpAfterError("(--help lists what can be given)")
    .exitOverride()
    .addHelpText("after", PROGRAM_NOTES(started));
  // Before anything of a project is read, whichever command is to.
  program.hook("preAction", () => {
    const { project } = program.opts<{ project?: string }>();
    if (project !== undefined) enterProject(project);
  });
  addVerify(program, commands, started);
  program.command("merge")
    .description("join the shards of a run, and decide its claims")
    .argument("<dir...>", "directories that `verify --shard` wrote, in any order")
    .option("--out <dir>", "directory for the report", parseDirectory, "attest-report")
    .option("--json", "print the report as JSON")
    .addHelpText("after", MERGE_NOTES(started))
    .action((directories, { out, json = false }) => commands.merge({ directories, out, json }));
  addList(program, commands, started);
  program.command("replay")
    .description("check a kept counterexample again, and print its numbers")
    .argument("<file>", "a counterexample that verify wrote to DIR/counterexamples/")
    .addOption(subjectOption())
    .addHelpText("after", REPLAY_NOTES(started))
    .action((file, { subject }) => commands.replay(file, subject));
  addSubjectCommands(program, commands, started);
  addRecordsCommands(program, commands, started);
  addCompareCommands(program, commands, started);
  addReport(program, commands, started);
  program.command("completion")
    .description("print the script by which a shell completes attest's commands")
    .addArgument(new Argument("<shell>", "bash, zsh or fish").choices(SHELLS))
    .addHelpText("after", COMPLETION_NOTES(started))
    .action((shell) => commands.completion(shell, program));
  return program;
}

function addList(program: Command, commands: Commands, started: Started): void {
  program.command("list")
    .description("list the claims, all or some")
    .option(
      "--group <group...>",
      "only these rows of the theory: B is all of paper B, B12 one row with its parts",
      collectNames,
    )
    .addOption(new Option("--kind <kind>", "only this kind").choices(["ID", "INEQ", "LIM", "EXP"]))
    .addOption(
      new Option("--verdict <verdict>", "only those with this verdict in the last run")
        .choices(["verified", "refuted", "undecided"]),
    )
    .option("--json", "as JSON")
    .addHelpText("after", LIST_NOTES(started))
    .action(({ json = false, group = [], ...rest }) => commands.list({ json, group, ...rest }));
}

function addVerify(program: Command, { verify }: Commands, started: Started): void {
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
        .conflicts(["claim", "profile", "seed", "shard", "out", "matrix", "cases", "subject"]),
    )
    .addOption(subjectOption().conflicts(["shard", "matrix", "resume"]))
    .option(
      "--subject-limit <seconds>",
      "longest time that a claim waits for an answer of it that does not come (default: 20)",
      parseLimit,
    )
    .option(
      "--out <dir>",
      "directory for the report (default: attest-report; of some claims attest-partial, of a shard " +
        "attest-shards/I-of-N)",
      parseDirectory,
    )
    .addOption(
      new Option("--watch", "run what an edit touches, until Ctrl-C; writes no report").conflicts([
        ...["shard", "resume", "out", "anew", "json", "matrix", "cases", "table"],
      ]),
    )
    .option("--table", "print the table of claims, also where there are more than 12")
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
    .addHelpText("after", VERIFY_NOTES(started))
    .action(({ claim = [], json = false, ...rest }) => verify({ claim, json, ...rest }));
}

function addReport(program: Command, { report }: Commands, started: Started): void {
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
    .addHelpText("after", REPORT_NOTES(started))
    .action((directory, { interactive = false, ...rest }) =>
      report({ directory, interactive, ...rest })
    );
}

/** `attest 0.1.0, deno 2.9.6`. */
function versionText(): string {
  return `attest ${config.version}, deno ${Deno.version.deno}`;
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
