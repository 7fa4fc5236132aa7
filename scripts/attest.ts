/**
 * The command line of Attest; `deno task attest --help` says what it can do.
 *
 * What a command needs is loaded when it runs, so that help and errors come at once.
 */

import { CommanderError } from "commander";
import { commandLine } from "./commands/command_line.ts";
import { enterCallerDirectory } from "./base/caller_directory.ts";
import { endWith, tellError } from "./terminal/uncaught.ts";

/** Exit code for unusable arguments. */
const UNUSABLE = 2;

/** Runs the command line; returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let code = 0;
  const program = commandLine({
    async verify(asked) {
      code = await (await import("./commands/run_verify.ts")).runVerify(asked);
    },
    async merge(asked) {
      code = await (await import("./commands/run_merge.ts")).runMerge(asked);
    },
    async list(asked) {
      code = await (await import("./commands/run_list.ts")).runList(asked);
    },
    async replay(file) {
      code = await (await import("./commands/run_replay.ts")).runReplay(file);
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
    async report(asked) {
      code = await (await import("./commands/run_report.ts")).runReport(asked);
    },
  });
  try {
    enterCallerDirectory();
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed its own message; only asking for help is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : UNUSABLE;
    return tellError(error, program.opts().debug === true);
  }
}

endWith(main(Deno.args));
