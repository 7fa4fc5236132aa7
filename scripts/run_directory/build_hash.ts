/**
 * What a result belongs to: all that computes it, and not just what it is about.
 *
 * The seed follows from less, from what is put to the test: work on a script must not re-roll every claim. But a
 * result of other scripts, or of other versions of packages, is another result.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { IS_BUNDLED, ROOT, SOURCES } from "../base/paths.ts";
import { project } from "../base/project.ts";
import { isTestSource } from "../base/test_source.ts";
import {
  contentFiles,
  type HashedFile,
  hashFiles,
  isJudged,
  readFiles,
  type Roots,
} from "../project/content_seed.ts";
import { filesBelow } from "../project/project_files.ts";
import { requireWhole } from "./whole_bundle.ts";

/** Which versions of packages, and how they are compiled. */
const FILES = ["deno.json", "deno.lock"];
/** A shell starts what is judged. */
const SCRIPT = /\.(?:ts|sh)$/;
/** Rooms that no run loads, beside those with a configuration of their own. */
const NOT_RUN = new Set(
  ["bundle", "checks", "engines", "mutation", "probes", "test_project"].map((room) =>
    `scripts/${room}`
  ),
);
/** What attest writes into a project, and what no claim reads. */
const WRITTEN =
  /^fixtures\/(?:baselines|counterexamples|calibration\.json)(?:\/|$)|(?:^|\/)node_modules(?:\/|$)/;
const PROSE = /\.(?:md|html|db|sqlite|xml|log)$/;

/** What a result is about and what it belongs to, each in sixteen hexadecimal digits. */
export interface ProjectHashes {
  /** That of `contentCode`, which the seed follows from. */
  readonly code: string;
  /** Changes with every file that a run depends on. */
  readonly build: string;
}

/** Both hashes of a project, its files read once; needs to read them. */
export async function projectHashes(
  roots: Roots = { attest: SOURCES, project: project().root },
): Promise<ProjectHashes> {
  if (IS_BUNDLED) await requireWhole(ROOT);
  const [judging, own] = [roots.attest, roots.project].map((root) => fileURLToPath(root));
  const about = contentFiles(roots);
  // The claims of a bundle are attest's own, too.
  const isOwn = own === judging || own === fileURLToPath(ROOT);
  const build = [
    ...about,
    ...readFiles(judging, workshopPaths(judging)),
    // A claim may read all of its project; attest's own claims read data in fixtures/ only.
    ...restOf(own, isOwn ? "fixtures" : "."),
  ];
  return { code: await hashFiles(about), build: await hashFiles(build) };
}

/** What computes a result beside the library: the scripts of a run, and which packages they have. */
export function workshopPaths(at: string): string[] {
  const scripts = filesBelow(at, "scripts", {
    counts: (path) => SCRIPT.test(path) && !isTestSource(path),
    skips: (path) => NOT_RUN.has(path) || isRoomApart(at, path),
  });
  // A project may do without a lock.
  return [...scripts, ...FILES.filter((path) => isThere(join(at, path)))];
}

/** What else a claim may read, under names that no other file has. */
function restOf(at: string, folder: string): HashedFile[] {
  const paths = filesBelow(at, folder, {
    counts: (path) => !PROSE.test(path) && !WRITTEN.test(path) && !isJudged(path),
    skips: (path) => WRITTEN.test(path) || isRun(at, path),
    optional: true,
  });
  return readFiles(at, paths).map(([path, bytes]) => [`project/${path}`, bytes]);
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
