/** Which cases are kept: a list of names, without what it takes to read them. */

import { project } from "../base/project.ts";

/** Where kept cases lie, from the root of the project. */
export const CORPUS = "fixtures/counterexamples";

/** Names of the files of the corpus, sorted. */
export async function corpusFiles(): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(project().counterexamples)) {
      // Whatever it is: what cannot be read is refused by who reads it, and not passed over.
      if (name.endsWith(".json")) names.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}
