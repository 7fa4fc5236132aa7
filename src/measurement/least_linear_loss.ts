/** The least loss of linear attention over multiples of I, measured with little noise (claims B10 and C2). */

import { drawMany, NORMALS } from "../kernel/draws.ts";
import { dot, type Matrix, scaledIdentity } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import type { RandomStream } from "../prng.ts";
import type { Prompt } from "../tasks/prompt.ts";
import { requireCount } from "../validate.ts";
import type { QueriedContext, TaskPart } from "./task_parts.ts";

/** The tasks and their frozen sample. */
export interface LeastLinearLossOptions {
  /** What a task is the sum of. */
  readonly parts: readonly TaskPart[];
  /** σ. */
  readonly noise: number;
  /** The frozen contexts. */
  readonly contexts: readonly QueriedContext[];
  /** Another c > 0 at which the loss is asked for, 1 by default. */
  readonly at?: number;
}

/** The least and where it lies. */
export interface LeastLinearLoss {
  /** Mean squared error at the best M = c·I. */
  readonly loss: number;
  /** That c. */
  readonly coefficient: number;
  /** Mean squared error at the other c: the least alone does not know one scale of M from another. */
  readonly elsewhere: number;
}

/** A question on the labels of one part, of variance 1. */
interface Asked {
  readonly weight: number;
  readonly prompt: Prompt;
  readonly target: number;
}

function askParts(
  { parts, noise, contexts }: LeastLinearLossOptions,
  stream: RandomStream,
): Asked[] {
  return contexts.flatMap(({ covariates, queries }) => {
    const rows = covariates.to2DArray();
    const ask = (variance: number, labels: Float64Array, query: Float64Array, target = 0) => ({
      weight: variance / (queries.length * contexts.length),
      prompt: { covariates, labels, query },
      target,
    });
    const asked = parts.flatMap(({ variance, value }) => {
      const labels = Float64Array.from(rows, (row) => value(row));
      return queries.map((query) => ask(variance, labels, query, value(query)));
    });
    if (noise === 0) return asked;
    const draw = () => drawMany(NORMALS, new Float64Array(rows.length), stream);
    return [...asked, ...queries.map((query) => ask(noise ** 2, draw(), query))];
  });
}

/**
 * The least mean squared error at M = c·I, c from 0 to 2d: where it lies if predictions are affine in c.
 *
 * Attention is linear in its labels, and the parts of a task and its noise are uncorrelated: their errors add, and
 * no coefficient is drawn. What is left to chance are points, queries and the noise's direction.
 *
 * @example A prediction of nothing misses the whole function
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream, toMatrix } from "@attest/attest";
 * import { leastLinearLoss } from "@attest/attest/measurement";
 *
 * const contexts = [{ covariates: toMatrix([[1, 0]]), queries: [Float64Array.of(0.6, 0.8)] }];
 * const parts = [{ variance: 2, value: (x: ArrayLike<number>) => x[0] }];
 * const { loss } = leastLinearLoss({ parts, noise: 1, contexts }, randomStream(1), () => 0);
 * assertAlmostEquals(loss, 2 * 0.36);
 * ```
 *
 * @throws {RangeError} On no contexts.
 */
export function leastLinearLoss(
  options: LeastLinearLossOptions,
  stream: RandomStream,
  predictLinear: (prompt: Prompt, parameters: Matrix) => number = linearAttention,
): LeastLinearLoss {
  requireCount("number of contexts", options.contexts.length);
  const { at = 1 } = options;
  const d = options.contexts[0].covariates.columns;
  const asked = askParts(options, stream);
  const errorsAt = (c: number) => {
    const M = scaledIdentity(d, c);
    const errors = new Float64Array(asked.length);
    for (let i = 0; i < errors.length; i++) {
      const { weight, prompt, target } = asked[i];
      errors[i] = Math.sqrt(weight) * (predictLinear(prompt, M) - target);
    }
    return errors;
  };
  const none = errorsAt(0);
  const given = errorsAt(at);
  const change = given.map((error, i) => error - none[i]);
  const steepness = dot(change, change);
  const best = steepness > 0 ? (-at * dot(none, change)) / steepness : 0;
  const coefficient = Math.max(0, Math.min(2 * d, best));
  const least = errorsAt(coefficient);
  return { loss: dot(least, least), coefficient, elsewhere: dot(given, given) };
}
