/**
 * Attest: what one layer of attention learns in context, as claims that are checked.
 *
 * This door has what a claim, a mutant, a study or another program needs. Its two parts have pages of their own:
 * `./claims` is the engine, `./attention` the theory. `./test` makes tests of a claim, `./report` reads what a run
 * wrote, and `./measurement` has the laws of the suite's own claims.
 *
 * @example A claim, its mutants and their verdict
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import fc from "fast-check";
 * import {
 *   identityMargin,
 *   referenceSubject,
 *   TOLERANCE,
 *   universalClaim,
 *   variant,
 *   verifyClaim,
 * } from "@attest/attest";
 *
 * const claim = universalClaim({
 *   id: "X1",
 *   slug: "weights_sum_to_one",
 *   statement: "attention weights sum to one",
 *   source: "definition of the softmax",
 *   regime: "up to nine scores in ±500",
 *   kind: "ID",
 *   expected: "verified",
 *   needs: ["weigh"],
 *   mutants: [
 *     variant({ name: "raw-scores", description: "no softmax", weigh: (scores) => scores }),
 *     variant({
 *       name: "all-one",
 *       description: "not shared",
 *       weigh: (scores) => scores.map(() => 1),
 *     }),
 *   ],
 *   generator: fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (scores, { weigh }) =>
 *     identityMargin("sum", weigh(Float64Array.from(scores)).reduce((a, b) => a + b), 1, {
 *       tolerance: TOLERANCE.identity,
 *     }),
 * });
 *
 * const { ok, mutants } = await verifyClaim(claim, {
 *   subject: referenceSubject,
 *   seed: 1,
 *   profile: "quick",
 * });
 * assertEquals([ok, mutants.map(({ killed }) => killed)], [true, [true, true]]);
 * ```
 *
 * @module
 */

export * from "./claims.ts";
export * from "./attention.ts";
// In place of the engine's, which know of no capability.
export { statisticalClaim, statisticalLaw, universalClaim, universalLaw } from "./attention.ts";
