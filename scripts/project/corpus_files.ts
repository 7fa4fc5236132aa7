/** Which cases are kept: a list of names, without what it takes to read them. */

import { COUNTEREXAMPLES } from "../base/paths.ts";

/** Where kept cases lie, from the root of the project. */
export const CORPUS = "fixtures/counterexamples";

/** Names of the files of the corpus, sorted. */
export async function corpusFiles(): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(COUNTEREXAMPLES)) {
      if (isFile && name.endsWith(".json")) names.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}
