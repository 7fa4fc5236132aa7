/** The mutants of fixtures/mutants/: every file is read, so there is no registry to keep. */

import type { Subject } from "../../src/claim/subject.ts";
import { MUTANTS } from "../base/paths.ts";
import { isTestSource } from "../base/test_source.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** A mutant's file: its name in snake case. */
export function mutantFile(name: string): string {
  return `${name.replaceAll("-", "_")}.ts`;
}

/** The mutant of this name; throws UsageError when its file does not hold it. */
export async function loadMutant(name: string): Promise<Subject> {
  const file = mutantFile(name);
  const module = await import(new URL(file, MUTANTS).href).catch((error) => {
    throw new UsageError(`fixtures/mutants/${file} must load, got ${complaint(error)}`);
  });
  const mutant = Object.values<Partial<Subject>>(module).find((value) => value?.name === name);
  if (mutant === undefined) {
    throw new UsageError(`fixtures/mutants/${file} must export the mutant ${name}, got none`);
  }
  return mutant as Subject;
}

/** Names of all mutants in alphabetical order, as their files have them. */
export async function mutantNames(): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, isFile } of Deno.readDir(MUTANTS)) {
    if (isFile && name.endsWith(".ts") && !isTestSource(name)) {
      names.push(name.slice(0, -".ts".length).replaceAll("_", "-"));
    }
  }
  return names.sort();
}

/** All mutants in alphabetical order. */
export async function loadMutants(): Promise<Subject[]> {
  return await Promise.all((await mutantNames()).map(loadMutant));
}
