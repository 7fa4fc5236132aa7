/** The files that claims are made of, as they are at one moment, and what changed between two. */

import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import { contentFiles, type Roots } from "../project/content_seed.ts";

/** Texts by the address of their file. */
export type Texts = ReadonlyMap<string, string>;

/** Reads all of them: the library, and the project's claims, mutants and laws. */
export function readWatched({ attest, project }: Roots): Texts {
  const decoder = new TextDecoder();
  return new Map(
    contentFiles({ attest, project }).map(([path, bytes]) => {
      const root = path.startsWith("src/") ? attest : project;
      return [addressOf(root, path), decoder.decode(bytes)];
    }),
  );
}

/** Addresses of the files that are new, gone, or have another text. */
export function changesBetween(before: Texts, after: Texts): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  return [...all].filter((file) => before.get(file) !== after.get(file)).sort();
}

/** The address of a file, by its path from a root. */
export function addressOf(root: URL, path: string): string {
  return pathToFileURL(join(fileURLToPath(root), path)).href;
}
