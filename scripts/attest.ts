/**
 * The command line of Attest; `deno task attest --help` says what it can do.
 *
 * What a command needs is loaded when it runs, so that help and errors come at once.
 */

import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { UsageError } from "./usage_error.ts";

/** Exit code for a mistake of our own, EX_SOFTWARE of sysexits.h: it says nothing of any claim. */
const INTERNAL_ERROR = 70;

const EXIT_CODES = `
Exit codes:
  0    every claim is as expected
  1    a claim is not as expected
  2    the arguments, a file or a directory cannot be used
  130  interrupted; what was decided is in the report
  70   a mistake in attest itself`;

/** Runs the command line; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = commandLine((done) => code = done);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.code === "commander.helpDisplayed" ||
          error.code === "commander.version"
        ? 0
        : 2;
    }
    if (error instanceof UsageError) {
      console.error(`attest: ${error.message}`);
      return 2;
    }
    return internalError(error, program.opts().debug === true);
  }
}

function commandLine(exit: (code: number) => void): Command {
  const program = new Command("attest")
    .description(
      "Verifies, by property and by experiment, what one layer of attention learns in context.",
    )
    .option("--debug", "show where an internal error comes from")
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "attest: ")) })
    .showHelpAfterError("(--help says what can be given)")
    .exitOverride()
    .addHelpText("after", EXIT_CODES);
  addVerify(program, exit);
  program.command("list")
    .description("list the claims")
    .option("--json", "as JSON", false)
    .action(async (options) => exit(await (await import("./run_list.ts")).runList(options)));
  program.command("replay")
    .description("check a kept counterexample again, and print its numbers")
    .argument("<file>", "a file that verify wrote to DIR/counterexamples/")
    .addHelpText(
      "after",
      "\nExample:\n  deno task attest replay attest-report/counterexamples/A7.json",
    )
    .action(async (file) => exit(await (await import("./run_replay.ts")).runReplay(file)));
  return program;
}

function addVerify(program: Command, exit: (code: number) => void): void {
  program.command("verify")
    .description("verify claims on the reference model, and that each refutes its mutants")
    .option("--claim <id...>", "only these: ids or slugs, B10 with all its parts", collectNames, [])
    .addOption(
      new Option("--profile <name>", "how much to spend")
        .choices(["quick", "ci", "deep"]).default("ci"),
    )
    .option(
      "--seed <number>",
      "root of all randomness (default: from the sources; deep: fresh)",
      parseSeed,
    )
    .option("--out <dir>", "directory for the report", "attest-report")
    .option("--json", "print the report as JSON", false)
    .addHelpText(
      "after",
      `
Writes DIR/report.json, DIR/report.md and DIR/counterexamples/; Ctrl-C keeps what is decided.

Examples:
  deno task verify
  deno task verify --claim A7 B10 --profile quick
  deno task verify --profile deep --seed 1 --out nightly`,
    )
    .action(async (options) => exit(await (await import("./run_verify.ts")).runVerify(options)));
}

function collectNames(value: string, names: readonly string[]): string[] {
  const added = value.split(",").map((name) => name.trim());
  if (added.includes("")) {
    throw new InvalidArgumentError("It must be an id or a slug, or several with commas.");
  }
  return [...names, ...added];
}

function parseSeed(value: string): number {
  const seed = /^[+-]?\d+$/.test(value) ? Number(value) : NaN;
  if (!Number.isSafeInteger(seed)) {
    throw new InvalidArgumentError("It must be a whole number from −(2^53 − 1) to 2^53 − 1.");
  }
  return seed;
}

function internalError(error: unknown, debug: boolean): number {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  console.error(`attest: internal error: ${message.split("\n")[0]}`);
  console.error(
    debug ? stack : "attest: this is a mistake in attest; `attest --debug …` shows where",
  );
  return INTERNAL_ERROR;
}

Deno.exit(await main(Deno.args));
