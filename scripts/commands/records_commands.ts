/** The commands on users' own tables: diagnose, answer. */

import { type Command, InvalidArgumentError } from "commander";
import type { Started } from "./help_notes.ts";
import type { AnswerArguments, DiagnoseArguments } from "./run_diagnose.ts";
import { collectNames, parseDirectory, parseSeed } from "./argument_values.ts";

/** What the commands do. */
export interface RecordsCommands {
  readonly diagnose: (asked: DiagnoseArguments) => Promise<void>;
  readonly answer: (asked: AnswerArguments) => Promise<void>;
}

const DIAGNOSE_NOTES = ({ task }: Started): string => `
FILE is .csv, .tsv, .parquet or .jsonl (an object a line), at most 256 MiB, a million rows and twenty million cells.
Empty cells, NA, N/A, null and none are missing. Texts become a column for each of at most 64 texts, dates are
2026-11-27. Of the rows a fifth each, at most 1000, are kept aside: to set intervals and the fail-safe, and to
confirm them. Nothing leaves the machine.
--out writes DIR/diagnosis.json, DIR/answers.csv and DIR/page.html.

Exit codes: 0 it is said, 2 the table or the arguments cannot be used.

Examples:
  ${task} attest diagnose cars.csv --label mpg
  ${task} attest diagnose cars.csv --label mpg --query new.csv --out diagnosis --save cars.model.json
  ${task} attest answer cars.model.json --query newer.csv`;

/** Adds the commands to the program. */
export function addRecordsCommands(
  program: Command,
  commands: RecordsCommands,
  started: Started,
): void {
  program.command("diagnose")
    .description(
      "say whether past cases of a table predict new ones, which, and when not to trust them",
    )
    .argument("<file>", "a table with a header", parseDirectory)
    .requiredOption("--label <column>", "the column to predict: numbers, or two classes")
    .option(
      "--features <column...>",
      "predict from these, with commas (default: all others)",
      collectNames,
    )
    .option("--query <file>", "rows to answer, in the same columns", parseDirectory)
    .option("--group <column>", "rows of one group are never used to predict one another")
    .option("--class <name>", "of a label with more classes, the one to tell from the rest")
    .option(
      "--tolerance <number>",
      "an answer off by more is wrong (default: half a standard deviation)",
      parsePositive,
    )
    .option("--seed <number>", "root of all randomness (default: follows from the file)", parseSeed)
    .option(
      "--out <dir>",
      "directory for diagnosis.json, answers.csv and page.html",
      parseDirectory,
    )
    .option("--save <file>", "keep what answers queries, for `attest answer`", parseDirectory)
    .option("--json", "print the diagnosis as JSON")
    .addHelpText("after", DIAGNOSE_NOTES(started))
    .action((file, { json = false, ...rest }) => commands.diagnose({ file, json, ...rest }));
  program.command("answer")
    .description("answer queries with what `diagnose --save` kept")
    .argument("<model>", "a file that `diagnose --save` wrote", parseDirectory)
    .requiredOption("--query <file>", "rows to answer, in the columns of the table", parseDirectory)
    .option("--out <dir>", "directory for answers.json and answers.csv", parseDirectory)
    .option("--json", "print the answers as JSON")
    .action((model, { json = false, ...rest }) => commands.answer({ model, json, ...rest }));
}

/** A number above 0. */
function parsePositive(value: string): number {
  const number = Number(value);
  if (!/^\d*\.?\d+(e[+-]?\d+)?$/i.test(value) || !(number > 0 && number < Infinity)) {
    throw new InvalidArgumentError("It must be a number above 0.");
  }
  return number;
}
