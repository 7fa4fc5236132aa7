/** Test laws on the sphere that share nothing with training but the sphere (paper A, distribution shift). */

import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import { fillSpherePoint, requireSphereDimension } from "./covariates.ts";
import { createPrompt, type Prompt } from "./prompt.ts";

/**
 * How points and labels are drawn: a random walk on the sphere with a label that now and then flips, three
 * clusters with a label each, uniform points labelled by a half-space, or points all behind the query.
 */
export type ShiftedLaw = "random walk" | "clusters" | "half-space" | "far";

/** Every law. */
export const SHIFTED_LAWS: readonly ShiftedLaw[] = ["random walk", "clusters", "half-space", "far"];

/**
 * A prompt of n points on S^{d−1} with labels ±1 from a law other than that of training.
 *
 * @example Clusters agree within themselves
 * ```ts
 * import { assert } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { shiftedPrompt } from "@attest/attest/measurement";
 *
 * const setting = { law: "clusters", contextLength: 9, dimension: 3 } as const;
 * const { labels } = shiftedPrompt(setting, randomStream(1));
 * assert(labels[0] === labels[3] && labels[3] === labels[6]);
 * ```
 *
 * @throws {RangeError} Unless n ≥ 1 and d ≥ 2.
 */
export function shiftedPrompt(
  { law, contextLength: n, dimension: d }: {
    readonly law: ShiftedLaw;
    readonly contextLength: number;
    readonly dimension: number;
  },
  stream: RandomStream,
): Prompt {
  requireCount("context length N", n);
  requireSphereDimension(d);
  const uniform = () => {
    const point = new Float64Array(d);
    fillSpherePoint(point, stream);
    return point;
  };
  // A point about `spread` away: the sum can only vanish for a spread of one or more.
  const near = (centre: Float64Array, spread: number) => {
    const step = uniform();
    const sum = centre.map((entry, j) => entry + spread * step[j]);
    const length = Math.hypot(...sum);
    return sum.map((entry) => entry / length);
  };
  const covariates: Float64Array[] = [];
  const labels = new Float64Array(n);
  const first = uniform();
  const centres = [first, uniform(), uniform()];
  const signs = centres.map(() => stream.sign());
  let last = first;
  for (let i = 0; i < n; i++) {
    if (law === "random walk") {
      covariates.push(last = near(last, 0.4));
      labels[i] = i > 0 && stream.uniform() < 0.7 ? labels[i - 1] : stream.sign();
    } else if (law === "clusters") {
      covariates.push(near(centres[i % 3], 0.2));
      labels[i] = signs[i % 3];
    } else {
      const x = uniform();
      const along = x.reduce((sum, entry, j) => sum + entry * first[j], 0);
      covariates.push(law === "far" && along > 0 ? x.map((entry) => -entry) : x);
      labels[i] = law === "far" ? stream.sign() : x[0] < 0 ? -1 : 1;
    }
  }
  const query = law === "far" ? first : near(law === "half-space" ? uniform() : last, 0.2);
  return createPrompt({ covariates, labels, query });
}
