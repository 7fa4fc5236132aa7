/** Claims that have become slower, with the speed of the machine taken out. */

import { numberText } from "../text/number.ts";
import type { ReportClaim } from "../schema.ts";
import type { Change } from "./change.ts";
import type { ClaimPair, Runs } from "./claim_changes.ts";

/** Fewer pairs than this do not tell a slow claim from a slow machine. */
const FEWEST = 5;
/** A shorter time is mostly the clock's and the scheduler's. */
const SHORTEST = 0.05;
/** How many times as long … */
const TIMES = 2;
/** … and how many seconds longer a claim must take. */
const LONGER = 1;

/**
 * Slower claims, as notes: seconds a case, mutants' cases included, over those of the baseline, over the
 * median of that ratio. How many cases a refutation or a decision takes is chance, so it is divided out.
 */
export function secondChanges(pairs: readonly ClaimPair[], { base, head }: Runs): Change[] {
  // The matrix runs more mutants than a claim's entry counts.
  if ((base.matrix === null) !== (head.matrix === null)) return [];
  const timed = pairs
    .filter(({ base, head }) => base.seconds >= SHORTEST && head.seconds >= SHORTEST)
    .map(({ base, head }) => ({ base, head, ratio: perCase(head) / perCase(base) }));
  if (timed.length < FEWEST) return [];
  const machine = median(timed.map(({ ratio }) => ratio));
  return timed.flatMap(({ base, head, ratio }) => {
    const times = ratio / machine;
    if (!(times > TIMES && head.seconds * (1 - 1 / times) > LONGER)) return [];
    const text = `${numberText(base.seconds)} s → ${numberText(head.seconds)} s, ` +
      `${numberText(times)} times as slow per case as the median claim`;
    return [{ kind: "seconds", severity: "note", claim: head.id, text }];
  });
}

function perCase({ seconds, cases, mutants }: ReportClaim): number {
  return seconds / Math.max(1, mutants.reduce((sum, mutant) => sum + mutant.cases, cases));
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle) - 1]) / 2;
}
