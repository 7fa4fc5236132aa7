/** Which commit a run was of: said, or found where git keeps it, without running git. */

import { isAbsolute, join } from "node:path";
import { readOutsideText } from "../base/outside_file.ts";
import { UsageError } from "../base/usage_error.ts";

/** Largest file of git that is read, in bytes: a hundred thousand packed refs. */
const LARGEST = 10_000_000;
const FULL = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** Where to look for the commit. */
export interface CommitSources {
  /** What the user said. */
  readonly asked: string | undefined;
  /** What the environment says, as that of GitHub's workflows does. */
  readonly environment: string | undefined;
  /** Directory of the project. */
  readonly root: string;
}

/**
 * The commit, from what is said, else from the environment, else from `.git`.
 *
 * @throws {UsageError} If none of them has one.
 */
export async function findCommit({ asked, environment, root }: CommitSources): Promise<string> {
  if (asked !== undefined) return asked;
  if (environment !== undefined && FULL.test(environment)) return environment;
  const found = await headCommit(root);
  if (found !== undefined) return found;
  throw new UsageError(`--commit must be given where .git has no commit, got none in ${root}`);
}

/** The value of GITHUB_SHA, where it may be read. */
export function commitOfEnvironment(): string | undefined {
  const variable = "GITHUB_SHA";
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) : undefined;
}

/** What HEAD of the repository at `root` stands for; undefined without a repository or a commit. */
export async function headCommit(root: string): Promise<string | undefined> {
  const folder = await gitFolder(join(root, ".git"));
  const head = await readLine(join(folder, "HEAD"));
  const ref = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  const commit = ref === undefined ? head : await commitOfRef(folder, ref);
  return FULL.test(commit) ? commit : undefined;
}

/** `.git`, or what it points to: in a worktree it is a file. */
async function gitFolder(path: string): Promise<string> {
  const pointed = /^gitdir: (.+)$/.exec(await readLine(path))?.[1];
  if (pointed === undefined) return path;
  return isAbsolute(pointed) ? pointed : join(path, "..", pointed);
}

/** Branches of a worktree are kept in the repository that it belongs to; old ones are packed. */
async function commitOfRef(folder: string, ref: string): Promise<string> {
  if (ref.split("/").includes("..")) return "";
  const common = join(folder, await readLine(join(folder, "commondir")) || ".");
  for (const place of [folder, common]) {
    const loose = await readLine(join(place, ref));
    if (loose !== "") return loose;
  }
  const packed = await read(join(common, "packed-refs"));
  const line = packed.split("\n").find((line) => line.endsWith(` ${ref}`));
  return line?.split(" ")[0] ?? "";
}

/** The first line of a file, empty where there is none. */
async function readLine(path: string): Promise<string> {
  return (await read(path)).split("\n")[0].trim();
}

function read(path: string): Promise<string> {
  return readOutsideText(path, { bytes: LARGEST }).catch(() => "");
}
