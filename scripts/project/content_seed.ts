/** The seed that follows from the code under test: running again is no re-roll, and a change is. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { project } from "../base/project.ts";
import { isTestSource } from "../base/test_source.ts";
import { filesBelow } from "./project_files.ts";

/** A folder whose sources a seed follows from. */
interface Folder {
  readonly root: URL;
  readonly name: string;
  readonly tests: boolean;
  /** It may be absent. */
  readonly optional?: true;
}

/** A seed in [0, 2³²) for claims, from the library, the project's claims and mutants; needs to read them. */
export async function contentSeed(): Promise<number> {
  return seedOf(await contentCode());
}

/** A seed in [0, 2³²) for all other tests, from what they test; needs to read it. */
export async function testedSeed(): Promise<number> {
  // Tests have no say themselves: to touch one is no re-roll.
  return seedOf(
    await codeOf([
      { root: ROOT, name: "scripts", tests: false },
      { root: ROOT, name: "src", tests: false },
    ]),
  );
}

/** The seed that follows from `contentCode`: its first 32 bits. */
export function seedOf(code: string): number {
  return parseInt(code.slice(0, 8), 16);
}

/**
 * Sixteen hexadecimal digits that change with the library, the project's claims and its mutants; needs to read them.
 *
 * Tests of src/ have no say: they do not change what a claim does.
 */
export function contentCode(): Promise<string> {
  const { root } = project();
  return codeOf([
    { root, name: "fixtures/mutants", tests: false, optional: true },
    { root, name: "props", tests: true },
    { root: ROOT, name: "src", tests: false },
  ]);
}

async function codeOf(folders: readonly Folder[]): Promise<string> {
  const found = folders.flatMap(({ root, name, tests, optional = false }) => {
    const at = fileURLToPath(root);
    const counts = (path: string) => path.endsWith(".ts") && (tests || !isTestSource(path));
    return filesBelow(at, name, { counts, optional }).map((path) => ({ path, at }));
  });
  // By code units, as the seeds of earlier runs were.
  found.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = await Promise.all(
    found.map(async ({ path, at }) => [path, await Deno.readFile(join(at, path))] as const),
  );
  return hashFiles(files);
}

/** A seed that no one can foresee. */
export function freshSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0];
}

/** The first 64 bits of SHA-256 over paths and bytes, each with its length, in hexadecimal digits. */
export async function hashFiles(
  files: readonly (readonly [path: string, bytes: Uint8Array])[],
): Promise<string> {
  const encoder = new TextEncoder();
  const parts = files.flatMap(([path, bytes]) => [
    encoder.encode(`${path}\n${bytes.length}\n`),
    bytes,
  ]);
  const text = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  return new Uint8Array(await crypto.subtle.digest("SHA-256", text)).slice(0, 8).toHex();
}
