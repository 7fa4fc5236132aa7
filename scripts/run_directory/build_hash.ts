/**
 * What a result belongs to: all that computes it, and not just what it is about.
 *
 * The seed follows from less, from what is put to the test: work on a script must not re-roll every claim. But a
 * result of other scripts, or of other versions of packages, is another result.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { isTestSource } from "../base/test_source.ts";
import { hashFiles } from "../project/content_seed.ts";

const FOLDERS = ["fixtures/mutants", "props", "scripts", "src"];
/** Which versions of packages, and how they are compiled. */
const FILES = ["deno.json", "deno.lock"];
/** In scripts/ a shell starts what is judged. */
const SOURCE = /\.ts$|^scripts\/.*\.sh$/;
/** Rooms that no run loads, beside those with a configuration of their own. */
const NOT_RUN = new Set(
  ["checks", "engines", "mutation", "probes", "test_project"].map((room) => `scripts/${room}`),
);

/** What a result is about and what it belongs to, each in sixteen hexadecimal digits. */
export interface ProjectHashes {
  /** That of `contentCode`, which the seed follows from. */
  readonly code: string;
  /** That of `buildHash`. */
  readonly build: string;
}

/**
 * Sixteen hexadecimal digits that change with the files under `root` that a run depends on; needs to read them.
 *
 * They are read one after the other: for hundreds of small files that is three times as fast as at once.
 */
export async function buildHash(root: URL = ROOT): Promise<string> {
  return (await projectHashes(root)).build;
}

/** Both hashes of a project, its files read once. */
export async function projectHashes(root: URL = ROOT): Promise<ProjectHashes> {
  const at = fileURLToPath(root);
  const paths = [...FILES, ...FOLDERS.flatMap((folder) => [...filesIn(at, folder)])].sort();
  const files = paths.map((path) => [path, bytesOf(at, path)] as const);
  const judged = files.filter(([path]) => !FILES.includes(path) && !path.startsWith("scripts/"));
  return { code: await hashFiles(judged), build: await hashFiles(files) };
}

function bytesOf(at: string, path: string): Uint8Array {
  try {
    return Deno.readFileSync(join(at, path));
  } catch (error) {
    // A project may do without a lock.
    if (FILES.includes(path) && error instanceof Deno.errors.NotFound) return new Uint8Array();
    throw error;
  }
}

function* filesIn(at: string, folder: string): Generator<string> {
  const entries = [...Deno.readDirSync(join(at, folder))];
  const isRoomApart = folder !== "scripts" && entries.some(({ name }) => name === "deno.json");
  if (NOT_RUN.has(folder) || isRoomApart) return;
  for (const { name, isDirectory } of entries) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesIn(at, path);
    else if (SOURCE.test(path) && (path.startsWith("props/") || !isTestSource(name))) yield path;
  }
}
