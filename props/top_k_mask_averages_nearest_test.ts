import fc from "fast-check";
import { cubesNormalised } from "../fixtures/mutants/cubes_normalised.ts";
import { maskAfterSoftmax } from "../fixtures/mutants/mask_after_softmax.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { smallWeightsDropped } from "../fixtures/mutants/small_weights_dropped.ts";
import { topKAtMost64 } from "../fixtures/mutants/top_k_at_most_64.ts";
import { topKHiddenLeak } from "../fixtures/mutants/top_k_hidden_leak.ts";
import { topKInSinglePrecision } from "../fixtures/mutants/top_k_in_single_precision.ts";
import { topKLastOfTies } from "../fixtures/mutants/top_k_last_of_ties.ts";
import { topKNeverAll } from "../fixtures/mutants/top_k_never_all.ts";
import { topKOffByOne } from "../fixtures/mutants/top_k_off_by_one.ts";
import { topKSmallest } from "../fixtures/mutants/top_k_smallest.ts";
import { topKUniform } from "../fixtures/mutants/top_k_uniform.ts";
import { weightsFloored } from "../fixtures/mutants/weights_floored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { effectiveNeighbours } from "../src/measurement.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  dot,
  exactMargin,
  identityMargin,
  inequalityMargin,
  innerCells,
  logUniform,
  norm,
  randomStream,
  seeds,
  spherePoints,
  TOLERANCE,
  universalClaim,
  weightMargin,
  worstMargin,
} from "../src/mod.ts";

const PAIRS: readonly (readonly number[])[] = [[65, 129], [127, 128], [129, 1025]];

/** n points of the sphere, some of them copies of an earlier one or next to it, and a query. */
function drawPoints({ n, d, copies, seed }: Record<"n" | "d" | "copies" | "seed", number>) {
  const stream = randomStream(seed, "C9.topk");
  const rows = spherePoints(n, d, stream).to2DArray();
  const query = spherePoints(1, d, stream).getRow(0);
  // Nearer to the query by what double precision sees and single precision does not.
  const beside = (x: readonly number[]) => {
    const moved = x.map((entry, j) => entry + 1e-8 * query[j]);
    return moved.map((entry) => entry / norm(moved));
  };
  // Copied once all are drawn: a copy has its point's inner product and distance to the last bit.
  for (let c = 0; c < copies; c++) {
    const source = rows[stream.integer(0, n - 1)];
    rows[stream.integer(0, n - 1)] = c % 2 === 0 ? source : beside(source);
  }
  const labels = Float64Array.from({ length: n }, () => stream.normal());
  return { rows, query, labels };
}

/**
 * How far from the limit: equal scores in the middle of the k kept ones are w·range/2 away in sup norm, so by C7
 * ‖a − 1/k‖₁ ≤ 2 tanh(w·range/4) and h differs from the k-NN mean by at most max|y| times that.
 */
export const claim = universalClaim({
  id: "C9.topk",
  slug: "top_k_mask_averages_nearest",
  statement:
    "attention masked to the k largest scores is the softmax of these and exactly 0 elsewhere, so it averages the k nearest neighbours as w → 0, and never fewer than one or more than k of them",
  formula: String.raw`
    a_i=\frac{e^{s_i}\,[i\in\text{top }k]}{\sum_{j\in\text{top }k}e^{s_j}}\;\xrightarrow{\;w\to0\;}\;\frac{[i\in\text{top }k]}{k}`,
  source: "derived; of equal scores the earlier one stays",
  regime: "points of the sphere, copies and near-copies among them; k beyond n too",
  kind: "LIM",
  expected: "verified",
  needs: ["weighTopK"],
  mutants: [
    topKSmallest,
    topKOffByOne,
    maskAfterSoftmax,
    topKUniform,
    topKInSinglePrecision,
    topKLastOfTies,
    topKHiddenLeak,
    topKNeverAll,
    topKAtMost64,
    scoresSteepened,
    cubesNormalised,
    partialBlockDropped,
    weightsFloored,
    smallWeightsDropped,
  ],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 7 },
    k: { from: 1, to: 1025 },
    copies: { from: 0, to: 9 },
    w: { from: 1e-12, to: 1000 },
  },
  cells: [
    ...innerCells("n", BLOCK_ENDS),
    ...innerCells("k", BLOCK_ENDS),
    { name: "k = n", atLeast: 0.1, holds: ({ n, k }) => k === n },
    { name: "k > n", atLeast: 0.1, holds: ({ n, k }) => k > n },
    { name: "n > k > 64", atLeast: 0.015, holds: ({ n, k }) => n > k && k > 64 },
  ],
  generator: fc.record({
    n: countsAndEnds([1, 17]),
    d: counts(2, 7),
    k: countsAndEnds([1, 17]),
    copies: counts(0, 9),
    w: fc.oneof(logUniform(1e-12, 1), logUniform(1, 1000)),
    all: fc.boolean(),
    // [k, n], both beyond 64, in one case of 25.
    pair: fc.constantFrom(...PAIRS, ...Array<readonly number[]>(24 * PAIRS.length).fill([])),
    seed: seeds(),
  }).map(({ all, pair, n, k, ...rest }) => ({
    n: pair[1] ?? n,
    k: pair[0] ?? (all ? n : k),
    ...rest,
  })),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ k, w, ...spec }, { weighTopK }) {
    const { rows, query, labels } = drawPoints(spec);
    const t = Float64Array.from(rows, (x) => dot(x, query));
    const weights = weighTopK(t.map((value) => w * value), k);
    // Nearest by distance: the sphere makes them the largest inner products. Sorting is stable.
    const ranked = rows
      .map((x, i) => ({ i, squared: x.reduce((sum, xj, j) => sum + (xj - query[j]) ** 2, 0) }))
      .sort((a, b) => a.squared - b.squared).map(({ i }) => i);
    const nearest = ranked.slice(0, k);
    const own = nearest.map((i) => t[i]);
    const [most, least] = [Math.max(...own), Math.min(...own)];
    const kernels = own.map((value) => Math.exp(w * (value - most)));
    const total = kernels.reduce((sum, kernel) => sum + kernel, 0);
    const mean = nearest.reduce((sum, i) => sum + labels[i], 0) / nearest.length;
    const bound = Math.max(...nearest.map((i) => Math.abs(labels[i])));
    const rule = { tolerance: TOLERANCE.inequality };
    // Rounding of a score of size w, times the slope of its weight.
    const value = { tolerance: TOLERANCE.forward, scale: w };
    return worstMargin(
      nearest.flatMap((i, r) => [
        identityMargin(`weight ${i}, kept`, weights[i], kernels[r] / total, value),
        weightMargin(`weight ${i}`, weights[i], w * (own[r] - most) - Math.log(total)),
      ]),
      ranked.slice(k).map((i) => exactMargin(`weight ${i}, hidden`, weights[i], 0)),
      inequalityMargin(
        "|h − k-NN mean|",
        Math.abs(dot(weights, labels) - mean),
        2 * bound * Math.tanh((w * (most - least)) / 4),
        rule,
      ),
      inequalityMargin("1 ≤ n_eff", 1, effectiveNeighbours(weights), rule),
      inequalityMargin("n_eff ≤ k", effectiveNeighbours(weights), k, rule),
    );
  },
});

testClaim(claim);
