/**
 * Prints, as JSON, which claims of props/ about every case refute some models whose verdicts are known, and how many
 * claims operations reach: `controls_for_tests.ts SEED`. A program, as claim files are tests when they load in one.
 */

import { type GivenOperations, givenSubject, lacking } from "../../src/attention/given_subject.ts";
import type { Operation } from "../../src/attention/operations.ts";
import type { Claim } from "../../src/claim/claim.ts";
import { claimControl, runClaim } from "../../src/verify/verify.ts";
import { claimFiles } from "../project/claim_files.ts";
import { loadClaim } from "../project/load_claims.ts";

/** Cases that are enough to notice a wrong model. */
const FEW = 40;
const SEED = Number(Deno.args[0]);

function shared(kernels: Float64Array): Float64Array {
  const sum = kernels.reduce((a, b) => a + b);
  return kernels.map((kernel) => kernel / sum);
}

function largest(scores: Float64Array): number {
  return scores.reduce((a, b) => Math.max(a, b));
}

const CONTROLS: Readonly<Record<string, NonNullable<GivenOperations["weigh"]>>> = {
  softmax: (scores) => shared(scores.map((score) => Math.exp(score - largest(scores)))),
  linear: (scores) => scores.map((score) => score / scores.length),
  nearest: (scores) => scores.map((_, i) => Number(i === scores.indexOf(largest(scores)))),
  naive: (scores) => shared(scores.map((score) => Math.exp(score))),
};

const claims = await Promise.all((await claimFiles()).map(loadClaim));

function reached(...names: Operation[]): readonly Claim[] {
  return claims.filter(({ needs }) => lacking({ operations: names }, needs).length === 0);
}

/** What a claim makes of a model, in a few of its cases. */
async function verdictOf(claim: Claim, given: GivenOperations): Promise<string> {
  const subject = { name: "control", description: "a control", ...givenSubject(given) };
  const control = claimControl(claim, { seed: SEED, profile: "quick" });
  const limit = Math.min(control.limit, FEW);
  const { verdict, cause } = await runClaim(claim, subject, { ...control, limit, shrink: false });
  return cause ?? verdict;
}

const refuted: Record<string, string[]> = {};
const broken: Record<string, string> = {};
for (const [name, weigh] of Object.entries(CONTROLS)) {
  refuted[name] = [];
  for (const claim of reached("weigh")) {
    if (claim.unit !== "cases" || claim.expected !== "verified") continue;
    const verdict = await verdictOf(claim, { weigh });
    if (verdict === "refuted") refuted[name].push(claim.id);
    // So few cases need not reach all of a regime.
    else if (!["verified", "regime not reached"].includes(verdict)) broken[claim.id] = verdict;
  }
}
console.log(JSON.stringify({
  refuted,
  broken,
  reached: {
    weigh: reached("weigh").length,
    attend: reached("attend").length,
    predict: reached("predict").length,
    gradient: reached("weigh", "weighVjp").length,
    both: reached("weigh", "weighVjp", "predictLinear").length,
  },
}));
