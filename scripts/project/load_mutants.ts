/** Loading mutants, which runs what their files say: only a process that judges nothing may. */

import type { Subject } from "../../src/claim/subject.ts";
import { project } from "../base/project.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { mutantFile, mutantNames } from "./mutant_files.ts";

/** The mutant of this name; throws UsageError when its file does not hold it. */
export async function loadMutant(name: string): Promise<Subject> {
  const file = mutantFile(name);
  const module = await import(new URL(file, project().mutants).href).catch((error) => {
    throw new UsageError(`fixtures/mutants/${file} must load, got ${complaint(error)}`);
  });
  const mutant = Object.values<Partial<Subject>>(module).find((value) => value?.name === name);
  if (mutant === undefined) {
    throw new UsageError(`fixtures/mutants/${file} must export the mutant ${name}, got none`);
  }
  return mutant as Subject;
}

/** All mutants in alphabetical order. */
export async function loadMutants(): Promise<Subject[]> {
  return await Promise.all((await mutantNames()).map(loadMutant));
}
