/**
 * The engine: claims, the subjects that they are put to, and their verdicts. It knows no attention, and another
 * theory brings its own capabilities.
 *
 * @example A claim about estimators, and a subject with a mistake
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import fc from "fast-check";
 * import {
 *   inequalityMargin,
 *   type Subject,
 *   universalClaim,
 *   variantsOf,
 *   verifyClaim,
 * } from "@attest/attest/claims";
 *
 * interface Estimators {
 *   mean(values: readonly number[]): number;
 * }
 * const subject: Subject<Estimators> & Estimators = {
 *   name: "arithmetic",
 *   description: "estimators by their definition",
 *   mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
 * };
 * const mutant = variantsOf<Estimators>(subject);
 * const claim = universalClaim<number[], Pick<Estimators, "mean">>({
 *   id: "X1",
 *   slug: "mean_is_no_more_than_largest",
 *   statement: "the mean is no more than the largest value",
 *   source: "definition of the mean",
 *   regime: "two to nine values in 1 to 9",
 *   kind: "INEQ",
 *   expected: "verified",
 *   needs: ["mean"],
 *   mutants: [
 *     mutant({
 *       name: "sum",
 *       description: "not divided by how many there are",
 *       mean: (values) => values.reduce((sum, value) => sum + value),
 *     }),
 *     mutant({
 *       name: "beyond-largest",
 *       description: "the largest value and one more",
 *       mean: (values) => Math.max(...values) + 1,
 *     }),
 *   ],
 *   generator: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (values, { mean }) =>
 *     inequalityMargin("mean", mean(values), Math.max(...values), { tolerance: 1e-12 }),
 * });
 *
 * const { ok, outcome } = await verifyClaim(claim, { subject, seed: 1, profile: "quick" });
 * assertEquals([ok, outcome.verdict], [true, "verified"]);
 * ```
 *
 * @module
 */

// Claims: sentences with a generator, a measurement and a rule.
export {
  type Claim,
  type ClaimHeader,
  type PartsOf,
  type StatisticalClaim,
  statisticalClaim,
  type UniversalClaim,
  universalClaim,
} from "./claim/claim.ts";
export type {
  ClaimFacts,
  ClaimKind,
  FactsHeader,
  PerProfile,
  Profile,
  StatisticalFacts,
  UniversalFacts,
} from "./claim/facts.ts";
export {
  type Lawful,
  type StatisticalLaw,
  statisticalLaw,
  type UniversalLaw,
  universalLaw,
} from "./claim/lawful_claim.ts";
export { type Law, type Rival, type RivalOptions, rivalsOf, scaled } from "./claim/law.ts";
export { type Bound, type Bounds, type Cell, type CellCount, innerCells } from "./claim/regime.ts";
export { crossed, type Stratum } from "./claim/strata.ts";

// Generators of cases, and the ranges that they tell.
export type { Symbols } from "./claim/regime_text.ts";
export { boundsOf, type FieldValue, oneOf, ranged, specs } from "./claim/ranges.ts";
export {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  eitherSign,
  logCounts,
  logUniform,
  seeds,
  uniformSteps,
} from "./claim/specs.ts";

// Subjects: what a claim is put to.
export type { Subject } from "./claim/subject.ts";
export { variantsOf } from "./claim/variant.ts";

// Margins: by how much a case holds or fails.
export {
  exactMargin,
  identityMargin,
  inequalityMargin,
  type Margin,
  type MarginOptions,
  worstMargin,
} from "./decision/margin.ts";
export { weightMargin } from "./decision/weight_margin.ts";
export { TOLERANCE } from "./tolerance.ts";

// Random streams, named by a seed and a path.
export { type RandomStream, randomStream, type StreamName } from "./prng.ts";

// Verdicts: a claim run on a subject and its opponents.
export type { ErrorRates, LogEvidence, Verdict } from "./decision/verdict.ts";
export type { Cause } from "./verify/cause.ts";
export type {
  Effect,
  FailingCase,
  Outcome,
  Progress,
  RunControl,
  StratumOutcome,
} from "./verify/outcome.ts";
export type { Shard } from "./verify/shard.ts";
export {
  claimControl,
  type ControlOptions,
  runClaim,
  verifyClaim,
  type VerifyOptions,
} from "./verify/verify.ts";
export type { ClaimResult, MutantResult } from "./verify/claim_result.ts";
