/** The seed that follows from the code under test: running again is no re-roll, and a change is. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { isTestSource } from "../base/test_source.ts";

/** Sources that a seed follows from. */
type Folders = readonly { readonly name: string; readonly tests: boolean }[];

/** What is put to the test by claims, and the claims. */
const CLAIMED: Folders = [
  { name: "fixtures/mutants", tests: false },
  { name: "props", tests: true },
  { name: "src", tests: false },
];

/** What is put to the test by tests. They have no say themselves: to touch one is no re-roll. */
const TESTED: Folders = [{ name: "scripts", tests: false }, { name: "src", tests: false }];

/** A seed in [0, 2³²) for claims, from the sources under `root`; needs to read them. */
export async function contentSeed(root: URL = ROOT): Promise<number> {
  return seedOf(await contentCode(root));
}

/** A seed in [0, 2³²) for all other tests, from what they test; needs to read it. */
export async function testedSeed(root: URL = ROOT): Promise<number> {
  return seedOf(await codeOf(TESTED, root));
}

/** The seed that follows from `contentCode`: its first 32 bits. */
export function seedOf(code: string): number {
  return parseInt(code.slice(0, 8), 16);
}

/**
 * Sixteen hexadecimal digits that change with the sources under `root`; needs to read them.
 *
 * Tests of src/ have no say: they do not change what a claim does.
 */
export function contentCode(root: URL = ROOT): Promise<string> {
  return codeOf(CLAIMED, root);
}

async function codeOf(folders: Folders, root: URL): Promise<string> {
  const paths: string[] = [];
  for (const { name, tests } of folders) {
    for await (const path of sources(root, name)) {
      if (tests || !isTestSource(path)) paths.push(path);
    }
  }
  const files = await Promise.all(
    paths.sort().map(async (path) =>
      [path, await Deno.readFile(join(fileURLToPath(root), path))] as const
    ),
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

async function* sources(root: URL, folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(join(fileURLToPath(root), folder))) {
    if (isDirectory) yield* sources(root, `${folder}/${name}`);
    else if (name.endsWith(".ts")) yield `${folder}/${name}`;
  }
}
