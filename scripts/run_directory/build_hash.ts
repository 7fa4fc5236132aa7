/**
 * What a result belongs to: all that computes it, and not just what it is about.
 *
 * The seed follows from less, from what is put to the test: work on a script must not re-roll every claim. But a
 * result of other scripts, or of other versions of packages, is another result.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { project } from "../base/project.ts";
import { isTestSource } from "../base/test_source.ts";
import { hashFiles } from "../project/content_seed.ts";

/** What is judged, of the project. */
const JUDGED = ["fixtures/mutants", "props"];
/** What judges, of attest. */
const JUDGING = ["scripts", "src"];
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

/** Where what judges and what is judged lie. */
export interface Roots {
  readonly attest: URL;
  readonly project: URL;
}

/** Sixteen hexadecimal digits that change with the files that a run depends on; needs to read them. */
export async function buildHash(roots?: Roots): Promise<string> {
  return (await projectHashes(roots)).build;
}

/**
 * Both hashes of a project, its files read once.
 *
 * They are read one after the other: for hundreds of small files that is three times as fast as at once.
 */
export async function projectHashes(
  { attest, project: judged }: Roots = { attest: ROOT, project: project().root },
): Promise<ProjectHashes> {
  const [judging, own] = [attest, judged].map((root) => fileURLToPath(root));
  const files = [
    ...FILES.map((path) => [path, bytesOf(judging, path)] as const),
    ...JUDGING.flatMap((folder) => read(judging, folder)),
    ...JUDGED.flatMap((folder) => read(own, folder)),
  ].sort(([a], [b]) => (a < b ? -1 : 1));
  const about = files.filter(([path]) => !FILES.includes(path) && !path.startsWith("scripts/"));
  return { code: await hashFiles(about), build: await hashFiles(files) };
}

function read(at: string, folder: string) {
  return [...filesIn(at, folder)].map((path) => [path, bytesOf(at, path)] as const);
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
  const entries = entriesOf(at, folder);
  const isRoomApart = folder !== "scripts" && entries.some(({ name }) => name === "deno.json");
  if (NOT_RUN.has(folder) || isRoomApart) return;
  for (const { name, isDirectory } of entries) {
    const path = `${folder}/${name}`;
    if (isDirectory) yield* filesIn(at, path);
    else if (SOURCE.test(path) && (path.startsWith("props/") || !isTestSource(name))) yield path;
  }
}

function entriesOf(at: string, folder: string): Deno.DirEntry[] {
  try {
    return [...Deno.readDirSync(join(at, folder))];
  } catch (error) {
    // A project may do without mutants of its own.
    if (JUDGED.includes(folder) && error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
