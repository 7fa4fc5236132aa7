/** What the fates of mutations amount to: a pure function, apart from the running. */

import { type Equivalent, isListed } from "./equivalent_mutations.ts";
import type { FileMutation } from "./source_mutations.ts";

/** A mutation and what the tests said of it. */
export interface Fate {
  readonly mutation: FileMutation;
  /** True when a test failed or ran out of time. */
  readonly killed: boolean;
  /** What killed it. */
  readonly by: string | undefined;
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

/** `src/model/softmax.ts:29: a → b (occurrence 2)`, the first left unsaid. */
export function mutationText(
  { file, line, before, after, occurrence }: FileMutation,
): string {
  const which = occurrence > 1 ? ` (occurrence ${occurrence})` : "";
  return `${file}:${line}: ${before} → ${after}${which}`;
}
