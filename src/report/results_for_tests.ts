/** Results as a run gives them, for the tests of what is made of them. */

import type { Claim } from "../claim/claim.ts";
import { inequalityMargin } from "../decision/margin.ts";
import type { Outcome } from "../verify/outcome.ts";
import type { ClaimResult, MutantResult } from "../verify/verify.ts";
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
