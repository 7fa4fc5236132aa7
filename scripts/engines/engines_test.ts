/** The ready-made files for other machines: all of them call the same two commands. */

import { assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { commandLine, type Commands } from "../commands/command_line.ts";

const FILES = [
  "scripts/engines/slurm.sh",
  "scripts/engines/kubernetes.yaml",
  ".github/workflows/deep.yml",
];

/** Calls of attest in a file, as arguments; what the shell fills in is a 1. */
async function callsOf(file: string): Promise<string[][]> {
  const text = (await Deno.readTextFile(new URL(file, ROOT))).replaceAll("\\\n", " ");
  return [...text.matchAll(/^(?!\s*#).*deno@2\.9\.6 task attest (.*)$/gm)].map(([, call]) =>
    call.replaceAll(/\$\{\{[^}]*\}\}|\$\w+/g, "1").replaceAll('"', "").trim().split(/\s+/)
  );
}

for (const file of FILES) {
  Deno.test({
    name: `engines: ${file} verifies a shard and merges`,
    ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
    async fn() {
      const asked: unknown[] = [];
      const note = (name: string) => (given: unknown) => {
        asked.push([name, given]);
        return Promise.resolve();
      };
      const calls = (await callsOf(file)).toSorted((a, b) => b.length - a.length);
      for (const call of calls) {
        // Any other command would be called by its name, and fail.
        const program = commandLine(
          { verify: note("verify"), merge: note("merge") } as unknown as Commands,
        );
        await program.parseAsync(call, { from: "user" });
      }
      const shard = { index: 1, of: 1 };
      const own = { claim: [], json: false, keep: true, profile: "deep", seed: 1, shard };
      assertEquals(asked, [
        ["verify", { ...own, out: "shards/1" }],
        ["merge", { directories: ["shards/*"], out: "attest-report", json: false }],
      ]);
    },
  });
}
