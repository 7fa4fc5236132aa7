/** Tasks that depend on a few directions of the covariates only (paper B, section 4). */

import { drawMany, NORMALS, spherePointDraws } from "../kernel/draws.ts";
import type { RandomStream } from "../prng.ts";
import { requireAtLeast, requireCount } from "../validate.ts";
import { requireSphereDimension } from "./covariates.ts";
import {
  drawCoefficients,
  evaluateFunctions,
  type FunctionBatch,
  PROFILE_COEFFICIENTS,
} from "./function_batch.ts";
import { batchToFill, type PromptBatch } from "./prompt.ts";
import type { Subspace } from "./subspace.ts";
import {
  drawPoints,
  emptyParts,
  type PointParts,
  type ScaledBasis,
  scaledBasis,
} from "./subspace_points.ts";

export { randomSubspace, type Subspace, subspaceParameters } from "./subspace.ts";

/** Functions of k directions: affine l·vᵀu + b; quadratic l·(vᵀu)² + b; cosine cos(L·vᵀu). */
export const LOW_RANK_CLASSES = ["affine", "quadratic", "cosine"] as const;

/** One of {@link LOW_RANK_CLASSES}. */
export type LowRankClass = (typeof LOW_RANK_CLASSES)[number];

/** A law of low-rank prompts: x = c_u·Bu + c_v·B_⊥v, u and v uniform on their spheres, y = φ(u) + σε. */
export interface LowRankLaw {
  /** The form of φ. */
  readonly functionClass: LowRankClass;
  /** L ≥ 0: slopes and offsets are uniform in [−L, L]. */
  readonly lipschitz: number;
  /** σ ≥ 0. */
  readonly noise: number;
  /** n ≥ 1. */
  readonly contextLength: number;
  /** c_u ≥ 0, 1 by default. */
  readonly inside?: number;
  /** c_v ≥ 0, 1 by default. */
  readonly outside?: number;
}

/** Random φ of the class on R^k into `profiles`. */
function drawProfiles(
  { functionClass, functions, directions, coefficients }: FunctionBatch<LowRankClass>,
  { lipschitz, k }: LowRankLaw & { readonly k: number },
  stream: RandomStream,
): void {
  drawMany(spherePointDraws(k), directions, stream);
  const slopes = functionClass === "cosine" ? new Float64Array(2 * functions) : coefficients;
  drawCoefficients(slopes, lipschitz, stream);
  if (functionClass === "cosine") coefficients.fill(lipschitz);
}

/** What the prompts of a batch are made from. */
interface Making {
  readonly subspace: Subspace;
  readonly basis: ScaledBasis;
  readonly profiles: FunctionBatch<LowRankClass>;
  readonly ofQueries: PointParts;
  readonly ofContext: PointParts;
}

/** What is behind batches that are drawn into: the next draw takes its place. */
const behind = new WeakMap<PromptBatch, Making>();

/** What is behind the batch where that fits the law, and else a new one. */
function makingOf(
  batch: PromptBatch,
  { subspace, functionClass, inside = 1, outside = 1 }: LowRankLaw & {
    readonly subspace: Subspace;
  },
): Making {
  const known = behind.get(batch);
  const same = known?.subspace === subspace && known.profiles.functionClass === functionClass &&
    known.basis.scales.inside === inside && known.basis.scales.outside === outside;
  if (same) return known;
  const { prompts: functions, contextLength } = batch;
  const basis = scaledBasis(subspace, { inside, outside });
  const directions = new Float64Array(functions * subspace.inside.columns);
  const coefficients = new Float64Array(functions * PROFILE_COEFFICIENTS[functionClass]);
  return {
    subspace,
    basis,
    profiles: { functionClass, functions, directions, coefficients },
    ofQueries: emptyParts(functions, basis),
    ofContext: emptyParts(functions * contextLength, basis),
  };
}

/**
 * B prompts of the law, each with its own φ on the same subspace.
 *
 * @example Labels know the subspace only
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawLowRankBatch, randomSubspace } from "@attest/attest/measurement";
 *
 * const law = { functionClass: "quadratic", lipschitz: 1, noise: 0, contextLength: 5 } as const;
 * const subspace = randomSubspace(5, 2, randomStream(1));
 * assertEquals(drawLowRankBatch({ ...law, subspace }, 3, randomStream(2)).queries.length, 15);
 * ```
 *
 * @param into Where they go, over what was there: a training draws one batch after the other.
 * @returns `into`, by default a new batch.
 * @throws {RangeError} On a law that cannot be drawn, another shape of `into`, or unless k ≥ 2 and d − k ≥ 2.
 */
export function drawLowRankBatch(
  law: LowRankLaw & { readonly subspace: Subspace },
  prompts: number,
  stream: RandomStream,
  into?: PromptBatch,
): PromptBatch {
  const { noise, contextLength: n, inside = 1, outside = 1 } = law;
  const { rows: d, columns: k } = law.subspace.inside;
  requireAtLeast("Lipschitz constant L", law.lipschitz, 0);
  requireAtLeast("label noise σ", noise, 0);
  requireAtLeast("scale c_u", inside, 0);
  requireAtLeast("scale c_v", outside, 0);
  requireCount("context length n", n);
  requireCount("number of prompts", prompts);
  requireSphereDimension(k);
  requireSphereDimension(d - k);
  const shape = { prompts, contextLength: n, dimension: d };
  const batch = batchToFill(shape, into);
  const making = makingOf(batch, law);
  if (into !== undefined) behind.set(batch, making);
  const { basis, profiles, ofQueries, ofContext } = making;
  drawProfiles(profiles, { ...law, k }, stream);
  drawPoints(batch.queries, ofQueries, basis, stream);
  drawPoints(batch.covariates, ofContext, basis, stream);
  drawMany(NORMALS, batch.labels, stream);
  evaluateFunctions(profiles, ofContext.u, { out: batch.labels, noise });
  evaluateFunctions(profiles, ofQueries.u, { out: batch.targets.fill(0) });
  return batch;
}
