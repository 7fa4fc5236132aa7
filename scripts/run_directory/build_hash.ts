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
import { filesBelow } from "../project/project_files.ts";

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
/** What attest writes into a project, and what no claim reads. */
const WRITTEN =
  /^fixtures\/(?:baselines|counterexamples|calibration\.json)(?:\/|$)|(?:^|\/)node_modules(?:\/|$)/;
const PROSE = /\.(?:md|html|db|sqlite|xml|log)$/;

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
  ].sort(byPath);
  const about = files.filter(([path]) => !FILES.includes(path) && !path.startsWith("scripts/"));
  // A claim may read all of its project; attest's own claims read data in fixtures/ only.
  const rest = restOf(own, own === judging ? "fixtures" : ".").sort(byPath);
  return { code: await hashFiles(about), build: await hashFiles([...files, ...rest]) };
}

type HashedFile = readonly [path: string, bytes: Uint8Array];

function byPath([a]: HashedFile, [b]: HashedFile): number {
  return a < b ? -1 : 1;
}

function read(at: string, folder: string): HashedFile[] {
  const paths = filesBelow(at, folder, {
    counts: isSource,
    skips: (path) => NOT_RUN.has(path) || isRoomApart(at, path),
    optional: JUDGED.includes(folder),
  });
  return paths.map((path) => [path, bytesOf(at, path)]);
}

/** What else a claim may read, under names that no other file has. */
function restOf(at: string, folder: string): HashedFile[] {
  const paths = filesBelow(at, folder, {
    counts: (path) => !PROSE.test(path) && !WRITTEN.test(path) && !isJudged(path),
    skips: (path) => WRITTEN.test(path) || isRun(at, path),
    optional: true,
  });
  return paths.map((path) => [`project/${path}`, bytesOf(at, path)]);
}

function isJudged(path: string): boolean {
  return isSource(path) && JUDGED.some((folder) => path.startsWith(`${folder}/`));
}

/** Claims are test files; what else is one changes no result. */
function isSource(path: string): boolean {
  return SOURCE.test(path) && (path.startsWith("props/") || !isTestSource(path));
}

function isRoomApart(at: string, folder: string): boolean {
  return folder.startsWith("scripts/") && isThere(join(at, folder, "deno.json"));
}

/** Whether a folder is the directory of a run. */
function isRun(at: string, folder: string): boolean {
  return isThere(join(at, folder, "run.json"));
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
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
