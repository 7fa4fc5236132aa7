/** Sizes of trainings that are held to their steps: small ones, and some with one size large. */

import fc, { type Arbitrary } from "fast-check";
import { counts } from "../claim/specs.ts";

/** What a training takes time for. */
export interface TrainingSizes {
  /** n. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
  /** Prompts a step. */
  readonly batch: number;
  /** At most this many steps. */
  readonly steps: number;
}

/** Steps of a long training: further than any start-up, and than a round number at which a loop might end. */
export const LONG_TRAINING = 1001;

/** Batches beyond a few prompts: an odd one past 32 and past 64. */
const LARGE_BATCHES = [33, 65];

/** Weight of one large value, in percent: edges of a regime have to come up in 1.5 % of the cases. */
const EACH = 3;

/**
 * Mostly `small` sizes, and in each 3 % of the cases a training with one large number of points, dimensions,
 * prompts or steps beside sizes that are small: all at once would take most of the time.
 *
 * @param small Ranges of n and d.
 * @param large Numbers of points and dimensions beyond them.
 *
 * @example At most one size is large
 * ```ts
 * import { assert } from "@std/assert";
 * import fc from "fast-check";
 * import { LONG_TRAINING, trainingSizes } from "@attest/attest/measurement";
 *
 * const small = { contextLength: [1, 5], dimension: [2, 4] } as const;
 * const sizes = trainingSizes(small, { contextLengths: [65], dimensions: [64] });
 * fc.assert(fc.property(sizes, ({ contextLength, dimension, batch, steps }) => {
 *   const large = [contextLength > 5, dimension > 4, batch > 4, steps === LONG_TRAINING];
 *   assert(large.filter(Boolean).length <= 1);
 * }));
 * ```
 */
export function trainingSizes(
  small: {
    readonly contextLength: readonly [low: number, high: number];
    readonly dimension: readonly [low: number, high: number];
  },
  large: {
    readonly contextLengths: readonly number[];
    readonly dimensions: readonly number[];
  },
): Arbitrary<TrainingSizes> {
  const usual = {
    contextLength: counts(...small.contextLength),
    dimension: counts(...small.dimension),
    batch: counts(1, 4),
    steps: counts(1, 6),
  };
  const short = { ...usual, batch: counts(1, 2), steps: counts(1, 2) };
  const few = { ...short, contextLength: counts(2, 3) };
  const beside = (
    others: typeof usual,
    own: { readonly [Size in keyof TrainingSizes]?: number },
  ) => ({
    weight: EACH,
    arbitrary: fc.record(others).map((sizes) => ({ ...sizes, ...own })),
  });
  const rare = [
    ...large.contextLengths.map((contextLength) => beside(short, { contextLength })),
    ...large.dimensions.map((dimension) => beside(few, { dimension })),
    ...LARGE_BATCHES.map((batch) => beside(short, { batch })),
    beside(usual, { steps: 20 }),
    beside(few, { steps: LONG_TRAINING, dimension: 2, batch: 1 }),
  ];
  return fc.oneof(
    { weight: 100 - EACH * rare.length, arbitrary: fc.record(usual) },
    ...rare,
  );
}
