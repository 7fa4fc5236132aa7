/** How the loss bends where attention begins to look across the subspace that labels depend on (claim B11.bend). */

import { dot, type Vector } from "../linalg.ts";
import { softmax } from "../model/softmax.ts";
import { requireCount, requireLength } from "../validate.ts";

/** What attention along the subspace knows of a prompt, x = Bu + B_⊥v. */
export interface InsidePrompt {
  /** n inner products ⟨u_i, u_q⟩. */
  readonly inside: Vector;
  /** n labels y_i. */
  readonly labels: Vector;
  /** f(x_q). */
  readonly target: number;
}

/** The parts of a loss's second derivative in c_⊥ at 0. */
export interface AcrossBend {
  /** What the prediction's scatter over the v adds. */
  readonly scatter: number;
  /** What the prediction's shift towards the other points adds, or saves. */
  readonly shift: number;
}

/**
 * The second derivative at c_⊥ = 0 of the squared loss under M = cBBᵀ + c_⊥B_⊥B_⊥ᵀ, the mean over uniform v.
 *
 * With t_i = ⟨v_i, v_q⟩ of variance 1/(d−k) and weights p_i ∝ e^{cs_i}, p_i' = p_i(t_i − t̄) and
 * p_i'' = p_i[(t_i − t̄)² − Σp_j(t_j − t̄)²]. So E(ŷ')² = Σp²(y − ŷ)²/(d−k) and Eŷ'' = −2Σp²(y − ŷ)/(d−k), for any n.
 *
 * @example Labels that agree do not mind
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { acrossBend } from "@attest/attest/measurement";
 *
 * const prompt = { inside: [0.2, 0.9], labels: [3, 3], target: 5 };
 * assertEquals(acrossBend(prompt, { scale: 4, corank: 2 }), { scatter: 0, shift: 0 });
 * ```
 *
 * @param prompt One prompt.
 * @param place c, and d − k.
 * @throws {RangeError} On labels that are not as many as the inner products, or no complement.
 */
export function acrossBend(
  { inside, labels, target }: InsidePrompt,
  { scale, corank }: { readonly scale: number; readonly corank: number },
): AcrossBend {
  requireCount("directions across, d − k,", corank);
  requireLength("labels", labels, { length: inside.length, because: "one per point" });
  const weights = softmax(Float64Array.from(inside, (s) => scale * s));
  const prediction = dot(weights, labels);
  let [squares, first] = [0, 0];
  for (let i = 0; i < weights.length; i++) {
    const rest = labels[i] - prediction;
    squares += (weights[i] * rest) ** 2;
    first += weights[i] ** 2 * rest;
  }
  return {
    scatter: (2 * squares) / corank,
    shift: first === 0 ? 0 : (-4 * (prediction - target) * first) / corank,
  };
}
