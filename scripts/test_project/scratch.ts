/** Directories for tests of files, and what only a process with every right can put into them. */

import { fileURLToPath } from "node:url";
import { SCRATCH } from "../base/paths.ts";
import { MAY_RUN } from "./project.ts";

/** A test with a directory of its own, gone after it. */
export function inScratch(name: string, run: (folder: string) => Promise<void>): void {
  Deno.test({
    name,
    ignore: !MAY_RUN,
    async fn() {
      await Deno.mkdir(SCRATCH, { recursive: true });
      const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "files-" });
      try {
        await run(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/** Runs a program that the tests themselves may not, `mkfifo` for one. */
export async function unrestricted(program: string, ...args: string[]): Promise<void> {
  const code = `const { success } = await new Deno.Command(${JSON.stringify(program)}, ` +
    `{ args: ${JSON.stringify(args)} }).output(); if (!success) Deno.exit(1);`;
  const command = new Deno.Command(Deno.execPath(), { args: ["eval", "--no-config", code] });
  const { success, stderr } = await command.output();
  if (!success) throw new Error(`${program} must run, got ${new TextDecoder().decode(stderr)}`);
}
