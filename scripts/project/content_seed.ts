/** The seed that follows from the code under test: running again is no re-roll, and a change is. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, SOURCES } from "../base/paths.ts";
import { project } from "../base/project.ts";
import { isTestSource } from "../base/test_source.ts";
import { filesBelow } from "./project_files.ts";

/** Where what judges and what is judged lie. */
export interface Roots {
  readonly attest: URL;
  readonly project: URL;
}

/** A file that a hash is of: its path from its root, and its bytes. */
export type HashedFile = readonly [path: string, bytes: Uint8Array];

/** A seed in [0, 2³²) for claims, from the library, the project's claims, laws and mutants; needs to read them. */
export async function contentSeed(): Promise<number> {
  return seedOf(await contentCode());
}

/** A seed in [0, 2³²) for all other tests, from what they test; needs to read it. */
export async function testedSeed(): Promise<number> {
  // Tests have no say themselves: to touch one is no re-roll.
  const at = fileURLToPath(ROOT);
  const paths = ["scripts", "src"].flatMap((folder) => filesBelow(at, folder, { counts: isCode }));
  return seedOf(await hashFiles(readFiles(at, paths)));
}

/** The seed that follows from `contentCode`: its first 32 bits. */
export function seedOf(code: string): number {
  return parseInt(code.slice(0, 8), 16);
}

/**
 * Sixteen hexadecimal digits that change with the library, the project's claims, laws and mutants; needs to read them.
 *
 * Tests of src/ have no say: they do not change what a claim does.
 */
export function contentCode(): Promise<string> {
  return hashFiles(contentFiles());
}

/** What claims are put to, and what several of them share: another law is another claim. */
const BESIDE_CLAIMS = ["fixtures/formulas", "fixtures/laws", "fixtures/mutants"];

/** The files that `contentCode` is of; a project may do without claims and without mutants. */
export function contentFiles(
  { attest, project: judged }: Roots = { attest: SOURCES, project: project().root },
): HashedFile[] {
  const [judging, own] = [attest, judged].map((root) => fileURLToPath(root));
  const claimed = [...BESIDE_CLAIMS, "props"].flatMap((folder) =>
    filesBelow(own, folder, { counts: isJudged, optional: true })
  );
  return [
    ...readFiles(own, claimed),
    ...readFiles(judging, libraryPaths(judging)),
  ];
}

/** The files of the library, whose tests have no say. */
export function libraryPaths(at: string): string[] {
  return filesBelow(at, "src", { counts: isCode });
}

/** Whether a project's file is a claim or a mutant, or code beside them. */
export function isJudged(path: string): boolean {
  if (path.startsWith("props/")) return path.endsWith(".ts");
  return BESIDE_CLAIMS.some((folder) => path.startsWith(`${folder}/`)) && isCode(path);
}

function isCode(path: string): boolean {
  return path.endsWith(".ts") && !isTestSource(path);
}

/** These files, one after the other: for hundreds of small ones that is three times as fast as at once. */
export function readFiles(at: string, paths: readonly string[]): HashedFile[] {
  return paths.map((path) => [path, Deno.readFileSync(join(at, path))]);
}

/** A seed that no one can foresee. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

/**
 * The first 64 bits of SHA-256 over paths and bytes, each with its length, in hexadecimal digits; the order in
 * which the files are given has no say.
 */
export async function hashFiles(files: readonly HashedFile[]): Promise<string> {
  const encoder = new TextEncoder();
  // By code units, as the seeds of earlier runs were.
  const parts = files.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([path, bytes]) => [
    encoder.encode(`${path}\n${bytes.length}\n`),
    bytes,
  ]);
  const text = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 8).toHex();
}
