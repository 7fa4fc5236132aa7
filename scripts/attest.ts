/**
 * The command line of Attest; `deno task attest --help` says what it can do.
 *
 * What a command needs is loaded when it runs, so that help and errors come at once.
 */

import { CommanderError } from "commander";
import { commandLine } from "./commands/command_line.ts";
import { slipOf } from "./commands/slips.ts";
import { enterCallerDirectory } from "./base/caller_directory.ts";
import { UsageError } from "./base/usage_error.ts";
import { attestCommandHere, taskHere } from "./terminal/launcher.ts";
import { endWith, tellError } from "./terminal/uncaught.ts";

/** Exit code for unusable arguments. */
const UNUSABLE = 2;

/** Runs the command line; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  try {
    enterCallerDirectory();
  } catch (error) {
    return tellError(error);
  }
  const program = commandLine({
    async verify(asked) {
      code = asked.watch
        ? await (await import("./commands/run_watch.ts")).runWatch(asked)
        : await (await import("./commands/run_verify.ts")).runVerify(asked);
    },
    async merge(asked) {
      code = await (await import("./commands/run_merge.ts")).runMerge(asked);
    },
    async list(asked) {
      code = await (await import("./commands/run_list.ts")).runList(asked);
    },
    async replay(file, subject) {
      code = await (await import("./commands/run_replay.ts")).runReplay(file, subject);
    },
    async subjectCheck(subject) {
      code = await (await import("./commands/run_subject.ts")).checkSubject(subject);
    },
    async subjectNew(asked) {
      code = await (await import("./commands/run_subject.ts")).newSubject(asked);
    },
    async compare(asked) {
      code = await (await import("./commands/run_compare.ts")).runCompare(asked);
    },
    async accept(path) {
      code = await (await import("./commands/run_accept.ts")).runAccept(path);
    },
    async historyAdd(asked) {
      code = await (await import("./commands/run_history.ts")).addToHistory(asked);
    },
    async historyShow(asked) {
      code = await (await import("./commands/run_history.ts")).showHistory(asked);
    },
    async historyPlot(asked) {
      code = await (await import("./commands/run_history.ts")).plotHistory(asked);
    },
    async diagnose(asked) {
      code = await (await import("./commands/run_diagnose.ts")).runDiagnose(asked);
    },
    async answer(asked) {
      code = await (await import("./commands/run_diagnose.ts")).runAnswer(asked);
    },
    async report(asked) {
      code = await (await import("./commands/run_report.ts")).runReport(asked);
    },
    async completion(shell, own) {
      code = await (await import("./commands/run_completion.ts")).runCompletion(shell, own);
    },
  }, { task: taskHere() });
  try {
    const slip = slipOf(program, args, { command: attestCommandHere() });
    if (slip !== undefined) throw new UsageError(slip);
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed its own message; only asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNUSABLE;
    return tellError(error, program.opts().debug === true);
  }
}

endWith(main(Deno.args));
