/**
 * The loss of softmax attention once more, as plainly as can be, with slopes by the quotient rule on
 * Σ e^{s_i} v_i / Σ e^{s_i}: a second derivation, which shares no code with src/training and src/model.
 */

/** A token: what it says, and what its score gains from each parameter; scores are linear in them. */
export interface PlainToken {
  /** v_i. */
  readonly value: number;
  /** One number a parameter. */
  readonly features: readonly number[];
}

/** Tokens, and what they should predict. */
export interface PlainPrompt {
  /** At least one. */
  readonly tokens: readonly PlainToken[];
  /** What a perfect prediction would be. */
  readonly target: number;
}

/**
 * Mean of ½(prediction − target)² over prompts, and its slope in every parameter.
 *
 * @example Two tokens of equal score
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { plainLoss } from "@attest/attest/measurement";
 *
 * const tokens = [{ value: 1, features: [1] }, { value: 3, features: [0] }];
 * assertEquals(plainLoss([{ tokens, target: 0 }], [0]), { loss: 2, gradient: [-1] });
 * ```
 */
export function plainLoss(
  prompts: readonly PlainPrompt[],
  parameters: readonly number[],
): { readonly loss: number; readonly gradient: readonly number[] } {
  const gradient = parameters.map(() => 0);
  let loss = 0;
  for (const { tokens, target } of prompts) {
    const scores = tokens.map(({ features }) => product(features, parameters));
    const largest = Math.max(...scores);
    let [above, below] = [0, 0];
    const dAbove = parameters.map(() => 0);
    const dBelow = parameters.map(() => 0);
    tokens.forEach(({ value, features }, i) => {
      const kernel = Math.exp(scores[i] - largest);
      above += kernel * value;
      below += kernel;
      for (let k = 0; k < features.length; k++) {
        dAbove[k] += kernel * value * features[k];
        dBelow[k] += kernel * features[k];
      }
    });
    const error = above / below - target;
    loss += error ** 2 / 2 / prompts.length;
    for (let k = 0; k < gradient.length; k++) {
      gradient[k] += error * (dAbove[k] * below - above * dBelow[k]) / below ** 2 / prompts.length;
    }
  }
  return { loss, gradient };
}

function product(features: readonly number[], parameters: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < features.length; k++) sum += features[k] * parameters[k];
  return sum;
}
