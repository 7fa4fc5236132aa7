/** The scripts of engines beside an `attest` that says what it was asked, for tests that run no claim. */

import { fileURLToPath } from "node:url";
import { ROOT, SCRATCH } from "../base/paths.ts";
import type { Ran } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

/** Scripts of engines, in a directory of their own. */
export interface Stub extends AsyncDisposable {
  readonly at: string;
  /** Runs a program there; `INTERRUPTED` in its environment is for an attest that leaves results. */
  readonly run: (
    program: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Promise<Ran>;
}

/** Leaves a result where it is told to, as a run does that is killed after its first. */
const ATTEST = `#!/bin/sh
printf '%s\\n' "$*"
for word in "$@"; do
  [ "$before" = --out ] && mkdir -p "$word" && printf '{}\\n' >"$word/run.json" && printf 'head\\n' >"$word/journal.jsonl"
  [ "$before" = --resume ] && out=$word
  before=$word
done
[ -z "$out" ] || printf 'result\\n' >>"$out/journal.jsonl"
`;

/** Makes one. */
export async function makeStub(): Promise<Stub> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const at = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "stub-" });
  await Deno.mkdir(`${at}/scripts/engines`, { recursive: true });
  for (const name of ["merge.sh", "shard.sh", "slurm.sh", "tries.sh"]) {
    await Deno.copyFile(new URL(`scripts/engines/${name}`, ROOT), `${at}/scripts/engines/${name}`);
  }
  await Deno.writeTextFile(`${at}/attest`, ATTEST, { mode: 0o755 });
  return {
    at,
    run: (program, env = {}) => runProgram(program, { cwd: at, env }),
    [Symbol.asyncDispose]: () => Deno.remove(at, { recursive: true }),
  };
}
