/** What a run's files say was run, held to the plan and to the claims: what neither asks for is no result. */

import {
  type ClaimFacts,
  opponentProfile,
  opponentsOf,
  type Profile,
} from "../../src/claim/facts.ts";
import { contradiction } from "../../src/verify/contradiction.ts";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { UsageError } from "../base/usage_error.ts";
import type { RunPlan } from "./run_plan.ts";

/**
 * The claims that a plan asks for.
 *
 * @throws {UsageError} If it asks for one that there is not, or for another subject.
 */
export function plannedClaims<Claim extends { readonly id: string }>(
  { selected, subject }: RunPlan,
  { claims, path }: { readonly claims: readonly Claim[]; readonly path: string },
): Claim[] {
  const nobody = selected.find((id) => !claims.some((claim) => claim.id === id));
  if (nobody !== undefined) {
    throw new UsageError(`${path} must select claims of \`attest list\`, got ${nobody}`);
  }
  if (subject !== referenceSubject.name) {
    throw new UsageError(`${path} must be of subject ${referenceSubject.name}, got ${subject}`);
  }
  return claims.filter(({ id }) => selected.length === 0 || selected.includes(id));
}

/**
 * Throws a UsageError on a result that the plan does not ask for, or that contradicts itself, its claim or its
 * budget.
 */
export function requirePlanned(
  runs: readonly JobRun[],
  { plan, claims, path }: {
    readonly plan: RunPlan;
    readonly claims: readonly ClaimFacts[];
    readonly path: string;
  },
): void {
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  for (const run of runs) {
    const refuse = (got: string) =>
      new UsageError(`${path} must hold results of its run, got ${nameOf(run)}: ${got}`);
    const claim = byId.get(run.claim);
    if (claim === undefined) throw refuse("the run does not ask for this claim");
    if (!plan.shards.run.includes(run.shard)) throw refuse(`the run does not have this shard`);
    const profile = profileOf(run, claim, plan);
    if (profile === undefined) throw refuse("the claim has no such mutant");
    const wrong = contradiction(claim, run.outcome, {
      limit: claim.budget[profile],
      shard: { index: run.shard, of: plan.shards.of },
      rates: CLAIM_RATES,
    });
    if (wrong !== undefined) throw refuse(wrong);
    const { verdict, cases } = run.outcome;
    // Only kept cases decide without a new one, and they are the reference model's.
    const isIdle = run.mutant !== null && verdict === "refuted" && cases === 0;
    if (isIdle) throw refuse("it is refuted after no case");
  }
}

/** Whose budget a run had; undefined where the plan asks for no such run. */
function profileOf(
  { mutant }: JobRun,
  claim: ClaimFacts,
  { profile, matrix }: RunPlan,
): Profile | undefined {
  if (mutant === null) return profile;
  if (opponentsOf(claim).some(({ name }) => name === mutant)) {
    return opponentProfile(claim, profile);
  }
  // Other claims' mutants are only looked at: the quick budget tells enough.
  return matrix ? "quick" : undefined;
}

function nameOf({ claim, mutant, shard }: JobRun): string {
  return `${claim}${mutant === null ? "" : ` on ${mutant}`} (shard ${shard})`;
}
