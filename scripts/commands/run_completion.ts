/** `attest completion`: the script by which a shell completes the command line. */

import type { Command } from "commander";
import { completedCommands } from "../completion/completed_commands.ts";
import { completionScript, type Shell } from "../completion/completion_script.ts";
import { listClaims } from "../judged/list_claims.ts";
import { mutantNames } from "../project/mutant_files.ts";
import { attestCommandHere } from "../terminal/launcher.ts";
import { writeOutput } from "../terminal/terminal.ts";

/** Prints it; returns the exit code. */
export async function runCompletion(shell: Shell, program: Command): Promise<number> {
  const [claims, mutants] = await Promise.all([listClaims(), mutantNames()]);
  const commands = completedCommands(program, { claims: claims.map(({ id }) => id), mutants });
  writeOutput(completionScript(shell, { commands, command: attestCommandHere() }));
  return 0;
}
