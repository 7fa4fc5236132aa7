/** Results as a run gives them, for the tests of what is made of them. */

import fc from "fast-check";
import type { Claim } from "../claim/claim.ts";
import { statisticalLaw } from "../claim/lawful_claim.ts";
import { inequalityMargin } from "../decision/margin.ts";
import type { Outcome } from "../verify/outcome.ts";
import type { ClaimResult, MutantResult } from "../verify/claim_result.ts";
import type { RunFacts } from "./build.ts";

/** A case of `universal` with its margin. */
export function caseOf(x: number): NonNullable<Outcome["closest"]> {
  return { spec: { x }, margin: inequalityMargin("x", x, 5, { tolerance: 0 }) };
}

/** An effect with its interval. */
export const EFFECT = { mean: 0.5, lower: 0.4, upper: 0.6, level: 0.95, name: "gain" } as const;

/** A result, by default verified with every mutant killed. */
export function result(
  claim: Claim,
  { mutants, ok = true, ...outcome }: Partial<Outcome> & {
    readonly mutants?: readonly MutantResult[];
    readonly ok?: boolean;
  } = {},
): ClaimResult {
  const killed = claim.mutants.map(({ name }) => (
    { name, killed: true, verdict: "refuted", cases: 1 } as const
  ));
  return {
    claim,
    outcome: { verdict: "verified", cases: 1000, ...outcome },
    mutants: mutants ?? killed,
    ok,
    seed: -7,
    seconds: 0.25,
  };
}

/**
 * "2x is measured", in two strata and in all of the regime, with a rival that is refuted in one of them; an offset
 * makes it false in the first.
 */
export function stratifiedLaw(
  { offset = 0, ...changes }: { readonly offset?: number; readonly [key: string]: unknown } = {},
): Claim {
  return statisticalLaw(
    {
      ...{ id: "C1.law", slug: "doubled", statement: "2x is measured", source: "by definition" },
      ...{ regime: "everywhere", kind: "EXP", expected: "verified", needs: [] },
      mutants: [],
      ...{ effectName: "measured less predicted", bound: 1, smallestEffect: 0.1, within: 0.2 },
      budget: { quick: 10, ci: 100, deep: 500 },
      generator: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
      bounds: { x: { from: 1, to: 9 } },
      strata: [1, 9].map((x) => ({ name: `x = ${x}`, setting: { x } })).concat(
        { name: "inside", setting: {} } as never,
      ),
      law: ({ x }: { x: number }) => 2 * x,
      rivals: [
        { name: "tripled", description: "three times", law: ({ x }: { x: number }) => 3 * x },
        { name: "constant", description: "right at 1 alone", law: () => 2 },
      ],
      measure: ({ x }: { x: number }, seed: number) =>
        2 * x + (seed % 10) / 100 + (x === 1 ? offset : 0),
      effect: (value: number, law: (spec: { x: number }) => number, spec: { x: number }) =>
        value - law(spec),
      ...changes,
    } as Parameters<typeof statisticalLaw<{ x: number }, object, number>>[0],
  );
}

/** The facts of a run that took two seconds. */
export const RUN: RunFacts = {
  profile: "ci",
  seed: 42,
  selected: [],
  subject: "reference",
  started: "2026-01-02T03:04:05.000Z",
  finished: "2026-01-02T03:04:07.000Z",
  seconds: 2,
  deno: "2.9.6",
  code: "0123456789abcdef",
  build: "00112233445566ff",
  interrupted: false,
  shards: { of: 1, run: [1] },
};
