import fc from "fast-check";
import { maskAfterSoftmax } from "../fixtures/mutants/mask_after_softmax.ts";
import { topKOffByOne } from "../fixtures/mutants/top_k_off_by_one.ts";
import { topKSmallest } from "../fixtures/mutants/top_k_smallest.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  dot,
  effectiveNeighbours,
  identityMargin,
  inequalityMargin,
  logUniform,
  multiplyVector,
  randomStream,
  seeds,
  spherePoints,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * How far from the limit: equal scores in the middle of the k kept ones are w·range/2 away in sup norm, so by C7
 * ‖a − 1/k‖₁ ≤ 2 tanh(w·range/4) and h differs from the k-NN mean by at most max|y| times that.
 */
export const claim = universalClaim({
  id: "C9.topk",
  slug: "top_k_mask_averages_nearest",
  statement:
    "attention masked to the k largest scores averages the k nearest neighbours as w → 0, and never fewer than one or more than k of them",
  source: "derived",
  regime: "points of the sphere, k ≤ n − 1, w from 1e-12 to 1",
  kind: "LIM",
  expected: "verified",
  needs: ["weighTopK"],
  mutants: [topKSmallest, topKOffByOne, maskAfterSoftmax],
  bounds: {
    n: { from: 2, to: 17 },
    d: { from: 2, to: 7 },
    k: { from: 1, to: 16 },
    w: { from: 1e-12, to: 1 },
  },
  generator: fc.record({
    n: counts(2, 17),
    d: counts(2, 7),
    k: counts(1, 16),
    w: logUniform(1e-12, 1),
    seed: seeds(),
  }).map(({ n, k, ...rest }) => ({ n: Math.max(n, k + 1), k, ...rest })),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, d, k, w, seed }, { weighTopK }) {
    const stream = randomStream(seed, "C9.topk");
    const points = spherePoints(n, d, stream);
    const query = spherePoints(1, d, stream).getRow(0);
    const labels = Float64Array.from({ length: n }, () => stream.normal());
    const t = multiplyVector(points, query);
    const weights = weighTopK(t.map((value) => w * value), k);
    // Nearest by distance: the sphere makes them the largest inner products.
    const nearest = points.to2DArray()
      .map((x, i) => ({ i, distance: Math.hypot(...x.map((xj, j) => xj - query[j])) }))
      .sort((a, b) => a.distance - b.distance).slice(0, k).map(({ i }) => i);
    const mean = nearest.reduce((sum, i) => sum + labels[i], 0) / k;
    const own = nearest.map((i) => t[i]);
    const range = Math.max(...own) - Math.min(...own);
    const bound = Math.max(...nearest.map((i) => Math.abs(labels[i])));
    const inside = nearest.reduce((sum, i) => sum + weights[i], 0);
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      inequalityMargin(
        "|h − k-NN mean|",
        Math.abs(dot(weights, labels) - mean),
        2 * bound * Math.tanh((w * range) / 4),
        rule,
      ),
      identityMargin("weight on the k nearest", inside, 1, { tolerance: TOLERANCE.identity }),
      inequalityMargin("1 ≤ n_eff", 1, effectiveNeighbours(weights), rule),
      inequalityMargin("n_eff ≤ k", effectiveNeighbours(weights), k, rule),
    );
  },
});

testClaim(claim);
