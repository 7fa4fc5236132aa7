/** Claims about attention: the engine's, with needs that are capabilities of this theory. */

import {
  type Claim,
  type PartsOf,
  type StatisticalClaim,
  statisticalClaim as statistical,
  type UniversalClaim,
  universalClaim as universal,
} from "../claim/claim.ts";
import {
  type StatisticalLaw,
  statisticalLaw as lawOfMeans,
  type UniversalLaw,
  universalLaw as lawOfCases,
} from "../claim/lawful_claim.ts";
import type { Capabilities, Capability } from "./capabilities.ts";
import { symbolsOf } from "./symbols.ts";

/**
 * A claim about every case: its check sees the capabilities that it needs, and no others.
 *
 * @example A claim in ten lines
 * ```ts
 * import fc from "fast-check";
 * import { identityMargin, TOLERANCE, universalClaim, variant } from "@attest/attest";
 *
 * universalClaim({
 *   id: "X1",
 *   slug: "weights_sum_to_one",
 *   statement: "attention weights sum to one",
 *   source: "definition of the softmax",
 *   regime: "finite scores",
 *   kind: "ID",
 *   expected: "verified",
 *   needs: ["weigh"],
 *   mutants: [
 *     variant({ name: "raw-scores", description: "no softmax", weigh: (scores) => scores }),
 *     variant({ name: "all-one", description: "not shared", weigh: (scores) => scores.map(() => 1) }),
 *   ],
 *   generator: fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (scores, { weigh }) =>
 *     identityMargin("sum", weigh(Float64Array.from(scores)).reduce((a, b) => a + b), 1, {
 *       tolerance: TOLERANCE.identity,
 *     }),
 * });
 * ```
 */
export function universalClaim<Spec, Needs extends Capability>(
  claim: PartsOf<UniversalClaim<Spec, Pick<Capabilities, Needs>>, Pick<Capabilities, Needs>>,
): Claim {
  return universal(withSymbols(claim));
}

/** A claim about a mean: its replicates see the capabilities that it needs, and no others. */
export function statisticalClaim<Spec, Needs extends Capability>(
  claim: PartsOf<StatisticalClaim<Spec, Pick<Capabilities, Needs>>, Pick<Capabilities, Needs>>,
): Claim {
  return statistical(withSymbols(claim));
}

/** A claim about every case that states a law: rivals are put in its place. */
export function universalLaw<Spec, Needs extends Capability, Measured, Prediction = number>(
  claim: PartsOf<
    UniversalLaw<Spec, Pick<Capabilities, Needs>, Measured, Prediction>,
    Pick<Capabilities, Needs>
  >,
): Claim {
  return lawOfCases(withSymbols(claim));
}

/** A claim about a mean that states a law: rivals are put in its place, and held to the same measurements. */
export function statisticalLaw<Spec, Needs extends Capability, Measured, Prediction = number>(
  claim: PartsOf<
    StatisticalLaw<Spec, Pick<Capabilities, Needs>, Measured, Prediction>,
    Pick<Capabilities, Needs>
  >,
): Claim {
  return lawOfMeans(withSymbols(claim));
}

/** The claim with the symbols of its row, where it has none of its own. */
function withSymbols<Own extends { readonly id: string; readonly symbols?: object }>(
  claim: Own,
): Own {
  return { ...claim, symbols: { ...symbolsOf(claim.id), ...claim.symbols } };
}
