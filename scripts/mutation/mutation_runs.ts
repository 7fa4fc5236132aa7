/** Trying one mutation: a changed source in a copy of the tree, and the tests that may notice. */

import { fileURLToPath } from "node:url";
import { filesUnder } from "../base/files_under.ts";
import { mutate } from "./source_mutations.ts";
import type { FileMutation } from "./source_mutations.ts";

/** Tests, or a script that exits with 0 when all is well, and may start the processes of claims. */
export type Stage =
  & { readonly name: string }
  & (
    | { readonly tests: readonly string[]; /** Of the tests' room. */ readonly config?: string }
    | { readonly script: string; readonly args: readonly string[] }
  );

/** How a mutation is tried. */
export interface Trial {
  /** The source without the mutation. */
  readonly original: string;
  /** A copy of the tree that no one else uses. */
  readonly copy: string;
  /** What it is put to, the likeliest to notice first. */
  readonly stages: readonly Stage[];
  /** Seconds for all stages together. */
  readonly timeout: number;
}

/** What the tests need to find in a copy. */
const ENTRIES = ["deno.json", "deno.lock", "fixtures", "props", "scripts", "src"];

/** The texts of the tree under `root` by path, in the order of the paths; of more entries where they are named. */
export async function readTree(
  root: URL,
  more: readonly string[] = [],
): Promise<Map<string, string>> {
  const paths: string[] = [];
  for (const entry of [...ENTRIES, ...more]) {
    if ((await Deno.stat(new URL(entry, root))).isFile) paths.push(entry);
    else paths.push(...await Array.fromAsync(filesUnder(fileURLToPath(root), entry)));
  }
  const read = async (path: string) =>
    [path, await Deno.readTextFile(new URL(path, root))] as const;
  return new Map(await Promise.all(paths.sort().map(read)));
}

/** Writes the tree into a folder, over what may be there. */
export async function copyTree(tree: ReadonlyMap<string, string>, copy: string): Promise<void> {
  for (const [path, text] of tree) {
    const target = `${copy}/${path}`;
    await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
    await Deno.writeTextFile(target, text, { mode: path.endsWith(".sh") ? 0o755 : 0o644 });
  }
}

/** What kills the mutation: a stage by its name, or the time limit; undefined when nothing does. */
export async function tryMutation(
  mutation: FileMutation,
  { original, copy, stages, timeout }: Trial,
): Promise<string | undefined> {
  const texts = { original, text: mutate(original, mutation) };
  return await withText(
    `${copy}/${mutation.file}`,
    texts,
    () => firstFailure(stages, { copy, signal: AbortSignal.timeout(timeout * 1000) }),
  );
}

/** What comes of `use` while a file of a copy has another text than its own. */
export async function withText<Result>(
  path: string,
  { original, text }: { readonly original: string; readonly text: string },
  use: () => Promise<Result>,
): Promise<Result> {
  await Deno.writeTextFile(path, text);
  try {
    return await use();
  } finally {
    await Deno.writeTextFile(path, original);
  }
}

/** The first stage that fails in a copy as it is. */
export async function firstFailure(
  stages: readonly Stage[],
  { copy, signal }: { readonly copy: string; readonly signal: AbortSignal },
): Promise<string | undefined> {
  for (const stage of stages) {
    const args = "tests" in stage
      ? [
        "test",
        `--config=${stage.config ?? "deno.json"}`,
        "--fail-fast",
        ...PERMISSIONS,
        ...stage.tests,
      ]
      : ["run", ...PERMISSIONS, "--allow-run=scripts/judged/child.sh", stage.script, ...stage.args];
    const { code } = await new Deno.Command(Deno.execPath(), {
      args,
      cwd: copy,
      signal,
      stdout: "null",
      stderr: "null",
    }).output();
    if (signal.aborted) return "the time limit";
    if (code !== 0) return stage.name;
  }
  return undefined;
}

const PERMISSIONS = ["--no-check", "--no-prompt", "--quiet", "--allow-read=."];
