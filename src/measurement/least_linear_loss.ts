/** The least loss of linear attention over multiples of I, measured with little noise (claim B10). */

import { type Matrix, scaledIdentity } from "../linalg.ts";
import { linearAttention } from "../model/linear_attention.ts";
import type { RandomStream } from "../prng.ts";
import { spherePoints } from "../tasks/covariates.ts";
import { drawFunction, evaluate } from "../tasks/function_class.ts";
import { createPrompt, type Prompt } from "../tasks/prompt.ts";
import type { RegressionLaw } from "../tasks/regression.ts";
import { requireCount } from "../validate.ts";
import { bestLinearLoss } from "./linear_floor.ts";

/** The law and its frozen sample. */
export interface LeastLinearLossOptions {
  /** Class, L, σ, n and d; the cosine class has no odd part and is refused. */
  readonly law: RegressionLaw;
  /** Tasks in the frozen sample, each asked at a query and at its opposite. */
  readonly prompts: number;
}

/** Multiples of the c of the closed form that are tried. */
const FACTORS = [0.5, 1, 2];

/** A context of the law, asked at a query and at its opposite, with the true values there. */
function drawTask(law: RegressionLaw, stream: RandomStream) {
  const { contextLength, dimension, noise } = law;
  const task = drawFunction(law.functionClass, law, stream);
  const covariates = spherePoints(contextLength, dimension, stream);
  const labels = covariates.to2DArray().map((x) => evaluate(task, x) + noise * stream.normal());
  const query = spherePoints(1, dimension, stream).getRow(0);
  const queries = [query, query.map((x) => -x)];
  return {
    prompts: queries.map((at) => createPrompt({ covariates, labels, query: at })),
    targets: queries.map((at) => evaluate(task, at)),
  };
}

/**
 * The least mean squared error at M = c·I, c being ½, 1 and 2 times that of {@link bestLinearLoss}.
 *
 * The law is invariant to rotation and the loss convex in M, so the best M is c·I: its loss is the floor
 * plus what one coefficient leaves of the odd part. The even part enters as its expectation, the floor:
 * averaged over ±x_q it is the same for every M, so its sampling noise is taken out.
 *
 * @example A prediction of nothing misses the whole function
 * ```ts
 * import { assertAlmostEquals } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { leastLinearLoss } from "./least_linear_loss.ts";
 *
 * const law = { functionClass: "affine", lipschitz: 1, noise: 0, contextLength: 2, dimension: 3 } as const;
 * const loss = leastLinearLoss({ law, prompts: 9000 }, randomStream(1), () => 0);
 * assertAlmostEquals(loss, 1 / 3 + 1 / 9, 0.01);
 * ```
 *
 * @throws {RangeError} On a law or a number of prompts that makes no sense.
 */
export function leastLinearLoss(
  { law, prompts }: LeastLinearLossOptions,
  stream: RandomStream,
  predictLinear: (prompt: Prompt, parameters: Matrix) => number = linearAttention,
): number {
  requireCount("number of prompts", prompts);
  const { floor, coefficient } = bestLinearLoss(law);
  const tasks = Array.from({ length: prompts }, () => drawTask(law, stream));
  return Math.min(...FACTORS.map((factor) => {
    const M = scaledIdentity(law.dimension, factor * coefficient);
    let excess = 0;
    for (const { prompts: [there, back], targets: [f, g] } of tasks) {
      const squares = (predictLinear(there, M) - f) ** 2 + (predictLinear(back, M) - g) ** 2;
      excess += squares / 2 - ((f + g) / 2) ** 2;
    }
    return floor + excess / prompts;
  }));
}
