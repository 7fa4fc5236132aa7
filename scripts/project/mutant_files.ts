/** The mutant files of fixtures/mutants/: every one is read, so there is no registry to keep. */

import { project } from "../base/project.ts";
import { isTestSource } from "../base/test_source.ts";

/** A mutant's file: its name in snake case. */
export function mutantFile(name: string): string {
  return `${name.replaceAll("-", "_")}.ts`;
}

/** Names of all mutants in alphabetical order, as their files have them; none without a folder of them. */
export async function mutantNames(): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name, isFile } of Deno.readDir(project().mutants)) {
      if (isFile && name.endsWith(".ts") && !isTestSource(name)) {
        names.push(name.slice(0, -".ts".length).replaceAll("_", "-"));
      }
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}
