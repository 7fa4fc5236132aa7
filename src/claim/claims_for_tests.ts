/** A small theory with two claims, for the tests of what is done with claims. */

import fc from "fast-check";
import { inequalityMargin } from "../decision/margin.ts";
import { type Claim, statisticalClaim, universalClaim } from "./claim.ts";
import type { Subject } from "./subject.ts";

/** What the subjects of these tests can do. */
export interface Weighing {
  /** Weights that add up to one, as many as scores. */
  weigh(scores: Float64Array): Float64Array;
  /** The scores' mean under their weights. */
  mean(scores: Float64Array): number;
}

const weigh: Weighing["weigh"] = (scores) => scores.map(() => 1 / scores.length);

/** The reference of these tests. */
export const REFERENCE: Subject<Weighing> & Weighing = Object.freeze({
  name: "reference",
  description: "equal weights",
  weigh,
  mean: (scores: Float64Array) =>
    weigh(scores).reduce((sum, weight, i) => sum + weight * scores[i], 0),
});

const HEADER = {
  source: "by definition",
  regime: "everywhere",
  expected: "verified",
  needs: [],
  mutants: [{ name: "halved", description: "half of it" }],
} as const;

/** "x is at most 5", which 6 and more refute. */
export function universal(changes: Partial<Claim> = {}): Claim {
  return universalClaim(
    {
      ...HEADER,
      id: "A1",
      slug: "small_numbers",
      statement: "x is at most 5",
      kind: "INEQ",
      generator: fc.record({ x: fc.integer({ min: 0, max: 5 }) }),
      budget: { quick: 10, ci: 1000, deep: 5000 },
      check: ({ x }) => inequalityMargin("x", x, 5, { tolerance: 0 }),
      ...changes,
    } as Parameters<typeof universalClaim<{ x: number }, object>>[0],
  );
}

/** "the gain is above 0". */
export function statistical(changes: Partial<Claim> = {}): Claim {
  return statisticalClaim(
    {
      ...HEADER,
      id: "B10.loss",
      slug: "positive_gain",
      statement: "the gain is above 0",
      kind: "EXP",
      effectName: "gain",
      bound: 1,
      smallestEffect: 0.1,
      budget: { quick: 10, ci: 100, deep: 500 },
      generator: fc.constant({}),
      replicate: () => 0.5,
      ...changes,
    } as Parameters<typeof statisticalClaim<unknown, object>>[0],
  );
}
