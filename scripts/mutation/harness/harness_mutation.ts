/** A mistake in the harness that could turn red into green, and the tests that must notice it. */

import { withoutGuard } from "../../probes/guards.ts";
import type { Guard } from "../../probes/probe.ts";

/** A text of the harness, what stands in its place, and who notices. */
export interface HarnessMutation extends Guard {
  /** Test files; the first that fails is enough. */
  readonly killedBy: readonly string[];
  /** What the names of the tests hold that notice, where a file has others that are slow. */
  readonly filter?: string;
}

/** Who notices, where it is not who notices the other mistakes of the file. */
export type Noticed = Pick<HarnessMutation, "killedBy" | "filter">;

/** A mistake of a file: what is found, what takes its place, and who notices if not those of the file. */
export type Mistake = readonly [find: string, replace: string, noticed?: Noticed];

/** The mistakes of one file, which these tests notice. */
export function mistakesIn(
  file: string,
  noticed: Noticed,
  mistakes: readonly Mistake[],
): HarnessMutation[] {
  return mistakes.map(([find, replace, own = noticed]) => ({ file, find, replace, ...own }));
}

/** Tests that notice: files, by their names below `folder` without `_test.ts`. */
export function testsIn(folder: string, ...names: readonly string[]): Noticed {
  return { killedBy: names.map((name) => `${folder}/${name}_test.ts`) };
}

/** The text of the file with the mistake; throws an error where what is found is not there exactly once. */
export function withMistake(mutation: HarnessMutation, text: string): string {
  return withoutGuard(mutation, text);
}

/** `src/verify/verify.ts: a → b`, each as long as its first line. */
export function mistakeText({ file, find, replace }: Guard): string {
  const line = (text: string) => text.trim().split("\n")[0] || "nothing";
  return `${file}: ${line(find)} → ${line(replace)}`;
}
