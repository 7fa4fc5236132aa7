/** What attest takes a line of arguments for. */

import { commandLine, type Commands } from "../commands/command_line.ts";

/** The command of a line and what it is given; throws where attest takes it for none. */
export async function askedBy(line: string): Promise<readonly [command: string, given: unknown]> {
  let asked: readonly [string, unknown] | undefined;
  const note = (name: string) => (given: unknown) => {
    asked = [name, given];
    return Promise.resolve();
  };
  // Any other command would be called by its name, and fail.
  const program = commandLine(
    { verify: note("verify"), merge: note("merge") } as unknown as Commands,
  );
  await program.parseAsync(line.trim().split(/\s+/), { from: "user" });
  return asked!;
}
