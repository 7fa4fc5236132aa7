import fc from "fast-check";
import { baseTwoSoftmax } from "../fixtures/mutants/base_two_softmax.ts";
import { chunksAveraged } from "../fixtures/mutants/chunks_averaged.ts";
import { longChunksCut } from "../fixtures/mutants/long_chunks_cut.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { streamingWithoutRescaling } from "../fixtures/mutants/streaming_without_rescaling.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { LONG_BLOCK_ENDS } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  dot,
  identityMargin,
  innerCells,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Keep m = max s, Z = Σ e^{s_i − m} and A = Σ e^{s_i − m} y_i. A chunk with maximum m′ multiplies Z and A by e^{m −
 * max(m, m′)} and adds its own terms; at the end A/Z = Σ a_i y_i.
 */
export const claim = universalClaim({
  id: "C13",
  slug: "streaming_softmax_equals_batch",
  statement: "softmax attention over a stream of chunks equals the batch's, whatever the chunks",
  formula: String.raw`
    \frac{A}{Z}=\sum_ia_iy_i,\qquad
    (Z,A)\leftarrow e^{m-\max(m,m')}(Z,A)+\text{the chunk's own}`,
  source: "Milakov and Gimelshein, arXiv 1805.02867",
  regime: "ties too, shifts 0 and ±1e5 only; chunks of any length, empty ones too",
  symbols: { scale: "size of scores", shift: "shift of scores", order: "order of scores" },
  kind: "ID",
  expected: "verified",
  needs: ["weigh", "streamSoftmax"],
  mutants: [
    streamingWithoutRescaling,
    chunksAveraged,
    baseTwoSoftmax,
    longChunksCut,
    partialBlockDropped,
  ],
  bounds: {
    shift: { from: -1e5, to: 1e5 },
  },
  cells: innerCells("n", LONG_BLOCK_ENDS),
  generator: specs({
    n: countsAndEnds([2, 53], LONG_BLOCK_ENDS),
    scale: logUniform(0.1, 1000),
    shift: fc.oneof(fc.constant(0), fc.constantFrom(-1e5, 1e5)),
    cuts: counts(1, 20),
    order: oneOf("rising", "falling", "none"),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ n, scale, shift, cuts, order, seed }, { weigh, streamSoftmax }) {
    const stream = randomStream(seed, "C13");
    const scores = Float64Array.from({ length: n }, () => shift + stream.between(-scale, scale));
    for (let c = 0; c < n / 8; c++) scores[stream.integer(0, n - 1)] = scores[0];
    if (order !== "none") scores.sort((a, b) => (order === "rising" ? a - b : b - a));
    const labels = scores.map(() => stream.normal());
    // Cuts may coincide with each other or with an end, which leaves a chunk empty.
    const at = [...Array.from({ length: cuts }, () => stream.integer(0, n)), 0, n]
      .sort((a, b) => a - b);
    const chunk = (from: number, to: number) => ({
      scores: scores.slice(from, to),
      labels: labels.slice(from, to),
    });
    const cut = at.slice(1).map((to, i) => chunk(at[i], to));
    const singles = Array.from({ length: n }, (_, i) => chunk(i, i + 1));
    const batch = dot(weigh(scores), labels);
    const rule = { tolerance: TOLERANCE.forward, scale: Math.max(...labels.map(Math.abs)) };
    return worstMargin(
      identityMargin("random chunks", streamSoftmax(cut), batch, rule),
      identityMargin("one at a time", streamSoftmax(singles), batch, rule),
      identityMargin("one chunk", streamSoftmax([chunk(0, n)]), batch, rule),
    );
  },
});

testClaim(claim);
