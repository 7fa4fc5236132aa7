/** What the fates of mutations amount to: a pure function, apart from the running. */

import * as z from "zod";
import type { Mutation } from "./source_mutations.ts";

/** A mutation of a file. */
export interface FileMutation extends Mutation {
  /** Path from the root of the project. */
  readonly file: string;
}

/** A mutation and what the tests said of it. */
export interface Fate {
  readonly mutation: FileMutation;
  /** True when a test failed or ran out of time. */
  readonly killed: boolean;
  /** What killed it. */
  readonly by: string | undefined;
}

/** Mutations that change nothing that matters, known by their text so that they survive moved lines. */
export const equivalentsSchema: z.ZodType<readonly Equivalent[]> = z.array(z.strictObject({
  file: z.string().min(1),
  before: z.string().min(1),
  after: z.string(),
  reason: z.string().min(1),
}));

/** One of them. */
export interface Equivalent {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** Why no test can tell. */
  readonly reason: string;
}

/** Whether the list has this mutation. */
export function isListed(
  list: readonly Equivalent[],
  { file, before, after }: FileMutation,
): boolean {
  return list.some((known) =>
    known.file === file && known.before === before && known.after === after
  );
}

/** Entries of the list that no mutation of the files answers to. */
export function staleEntries(
  list: readonly Equivalent[],
  mutations: readonly FileMutation[],
): Equivalent[] {
  return list.filter((known) => !mutations.some((mutation) => isListed([known], mutation)));
}

/** Counts over fates; listed ones that survive count for nothing. */
export interface Tally {
  readonly killed: number;
  readonly survived: number;
  readonly equivalent: number;
}

/** How many were killed and how many survived. */
export function tally(fates: readonly Fate[], list: readonly Equivalent[]): Tally {
  const equivalent =
    fates.filter(({ mutation, killed }) => !killed && isListed(list, mutation)).length;
  const killed = fates.filter((fate) => fate.killed).length;
  return { killed, survived: fates.length - killed - equivalent, equivalent };
}

/** The share killed of those that could be; 1 of none. */
export function killedShare({ killed, survived }: Tally): number {
  return killed + survived === 0 ? 1 : killed / (killed + survived);
}

/** `src/model/softmax.ts:29: a → b`. */
export function mutationText({ file, line, before, after }: FileMutation): string {
  return `${file}:${line}: ${before} → ${after}`;
}
