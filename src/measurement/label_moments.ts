/** Losses of fixed attention weights, averaged over labels that are drawn one after the other (claim A3). */

/** A value of a label, and its chance. */
interface Outcome {
  readonly value: number;
  readonly chance: number;
}

/**
 * Mean of ½(Σ c_j y_j)² over independent labels, each +1 with chance p and else −1.
 *
 * With c_j = q_j, and q_* − 1 for the nearest point, it is what `enumerateSigns` gives, in N steps instead of 2^N.
 *
 * @example All weight on one of two points is all wrong for the other
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { averageSigns } from "@attest/attest/measurement";
 *
 * assertEquals(averageSigns(Float64Array.of(1, 0 - 1), 0.5), 1);
 * ```
 */
export function averageSigns(coefficients: Float64Array, p: number): number {
  return halfMeanSquare(coefficients, [{ value: 1, chance: p }, { value: -1, chance: 1 - p }]);
}

/**
 * Mean of ½‖Σ c_j v_j‖² over independent labels of K equally likely classes, coded v = e_c − 1/K.
 *
 * All K coordinates are alike: 1 − 1/K with chance 1/K, and −1/K otherwise.
 */
export function averageClasses(coefficients: Float64Array, classes: number): number {
  const chance = 1 / classes;
  const law = [{ value: 1 - chance, chance }, { value: -chance, chance: 1 - chance }];
  return classes * halfMeanSquare(coefficients, law);
}

/** The first two moments of the sum so far are carried from label to label. */
function halfMeanSquare(coefficients: Float64Array, law: readonly Outcome[]): number {
  let [mean, square] = [0, 0];
  for (const c of coefficients) {
    let [nextMean, nextSquare] = [0, 0];
    for (const { value, chance } of law) {
      nextMean += chance * (mean + c * value);
      nextSquare += chance * (square + 2 * c * value * mean + (c * value) ** 2);
    }
    [mean, square] = [nextMean, nextSquare];
  }
  return square / 2;
}
