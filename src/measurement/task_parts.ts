/** Tasks as sums of uncorrelated parts, and contexts that they are asked on (claims B10 and C2). */

import type { Matrix } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { spherePoints } from "../tasks/covariates.ts";

/** A function that tasks contain times a coefficient of mean zero, uncorrelated with every other. */
export interface TaskPart {
  /** The variance of its coefficient. */
  readonly variance: number;
  /** Its value at a point. */
  value(point: ArrayLike<number>): number;
}

/** A context and the queries that are asked on it; the points' law may be any. */
export interface QueriedContext {
  /** n×d. */
  readonly covariates: Matrix;
  /** Queries of d entries. */
  readonly queries: readonly Float64Array[];
}

/**
 * The parts of a task of paper B, up to a rotation: l·vᵀx, v uniform, has d uncorrelated slopes.
 *
 * A ReLU pair is half as much of each z = vᵀx and |z|. The kernel of |z| is averaged over the axes instead of all v:
 * the points' law does not know one from the other.
 */
export function taskParts(
  { functionClass, lipschitz, dimension: d }: {
    readonly functionClass: "affine" | "relu";
    readonly lipschitz: number;
    readonly dimension: number;
  },
): TaskPart[] {
  const offset = lipschitz ** 2 / 3;
  const relu = functionClass === "relu";
  const slope = offset / (relu ? 2 * d : d);
  return [
    { variance: offset, value: () => 1 },
    ...axes(d).flatMap((k): TaskPart[] => [
      { variance: slope, value: (x) => x[k] },
      ...(relu ? [{ variance: slope, value: (x: ArrayLike<number>) => Math.abs(x[k]) }] : []),
    ]),
  ];
}

/** Contexts of n points of the sphere, each asked at two axes and their opposites: odd and even parts fall apart. */
export function sphereContexts(
  { contextLength, dimension: d, contexts }: {
    readonly contextLength: number;
    readonly dimension: number;
    readonly contexts: number;
  },
  stream: RandomStream,
): QueriedContext[] {
  const queries = [0, 1].flatMap((k) =>
    [1, -1].map((sign) => Float64Array.from(axes(d), (j) => j === k ? sign : 0))
  );
  return Array.from(
    { length: contexts },
    () => ({ covariates: spherePoints(contextLength, d, stream), queries }),
  );
}

function axes(d: number): number[] {
  return Array.from({ length: d }, (_, k) => k);
}
