/** What became of a claim: its outcome on the subject, and on each of its opponents. */

import { type ClaimFacts, opponentsOf } from "../claim/facts.ts";
import type { Verdict } from "../decision/verdict.ts";
import type { Outcome } from "./outcome.ts";

/** How one mutant, or one rival, fared under a claim. */
export interface MutantResult {
  /** Its name. */
  readonly name: string;
  /** It is a law in place of the claim's, not a model. */
  readonly rival?: true;
  /** True when the claim came out decided and other than expected. */
  readonly killed: boolean;
  /** What the run on it says. */
  readonly verdict: Verdict;
  /** Cases or replicates it took. */
  readonly cases: number;
}

/** One claim with its outcome on the subject and on its mutants. */
export interface ClaimResult {
  /** The claim. */
  readonly claim: ClaimFacts;
  /** Its outcome on the subject. */
  readonly outcome: Outcome;
  /** Its outcome on each mutant, and under each rival. */
  readonly mutants: readonly MutantResult[];
  /** Its outcome on mutants that are not its own, where the whole matrix was asked for. */
  readonly others?: readonly MutantResult[];
  /** The verdict is the expected one, and every mutant and rival was killed. */
  readonly ok: boolean;
  /** The claim's own seed. */
  readonly seed: number;
  /** Wall time, mutants included. */
  readonly seconds: number;
}

/** What a claim's outcome on a mutant amounts to. */
export function mutantResult(
  { expected }: Pick<ClaimFacts, "expected">,
  { name, rival }: Pick<MutantResult, "name" | "rival">,
  { verdict, cases }: Pick<Outcome, "verdict" | "cases">,
): MutantResult {
  const killed = verdict !== "undecided" && verdict !== expected;
  return { name, ...(rival && { rival }), killed, verdict, cases };
}

/** One claim's result from its parts. */
export function joinResult(
  claim: ClaimFacts,
  parts: Pick<ClaimResult, "outcome" | "mutants" | "others" | "seed" | "seconds">,
): ClaimResult {
  const { outcome, mutants } = parts;
  const complete = mutants.length === opponentsOf(claim).length;
  const ok = outcome.verdict === claim.expected && complete &&
    mutants.every(({ killed }) => killed);
  return { claim, ...parts, ok };
}
