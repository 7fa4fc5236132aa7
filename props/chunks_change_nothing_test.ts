import fc from "fast-check";
import { chunkTailDropped } from "../fixtures/mutants/chunk_tail_dropped.ts";
import { chunkTailOfZeros } from "../fixtures/mutants/chunk_tail_of_zeros.ts";
import { chunksStartAtFloor } from "../fixtures/mutants/chunks_start_at_floor.ts";
import { chunksStartAtZero } from "../fixtures/mutants/chunks_start_at_zero.ts";
import { firstChunkTwice } from "../fixtures/mutants/first_chunk_twice.ts";
import { maskedChunkPoisons } from "../fixtures/mutants/masked_chunk_poisons.ts";
import { operatorChunksNotRescaled } from "../fixtures/mutants/operator_chunks_not_rescaled.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, drawMask, listMargins, ONE_OF_EACH, TILE_ENDS } from "../src/measurement.ts";
import {
  type AttentionCall,
  counts,
  countsAndEnds,
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
 * Keep M = max s, Z = Σ e^{s_j − M} and A = Σ e^{s_j − M} v_j of the points so far: a larger M shrinks both, a chunk of which
 * nothing may be seen leaves them as they are, and A/Z is the answer, wherever the chunks end.
 */
export const claim = universalClaim({
  id: "D13",
  slug: "chunks_change_nothing",
  statement:
    "points that are gone through in chunks give the answer of all at once, whatever the chunk's length and whatever of it is masked",
  formula: String.raw`
    M'=\max(M,s_j),\quad Z'=e^{M-M'}Z+e^{s_j-M'},\quad A'=e^{M-M'}A+e^{s_j-M'}v_j,\quad o=\frac AZ`,
  source: "Milakov and Gimelshein, arXiv 1805.02867; FlashAttention, arXiv 2205.14135",
  regime:
    "two prompts of different lengths; masks that hide whole chunks; spread of no more than a 64th of the type's largest number",
  symbols: { spread: "spread of scores", sign: "signs", chunkLength: "points a chunk" },
  kind: "ID",
  expected: "verified",
  needs: ["attentionFacts", "attendBatch", "attendInChunks"],
  mutants: [
    operatorChunksNotRescaled,
    chunksStartAtZero,
    chunksStartAtFloor,
    chunkTailDropped,
    chunkTailOfZeros,
    maskedChunkPoisons,
    firstChunkTwice,
  ],
  generator: specs({
    n: countsAndEnds([1, 17], TILE_ENDS),
    chunkLength: oneOf(1, 2, 7, 64, 128, 2048),
    spread: fc.oneof(logUniform(0.1, 1e5), fc.constant(1e5)),
    sign: oneOf("both", "minus", "plus"),
    hidden: oneOf("nothing", "first half", "any"),
    queries: counts(1, 3),
    seed: seeds(),
  }),
  bounds: { spread: { from: 0.1, to: 1e5 } },
  cells: innerCells("n", TILE_ENDS),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check(
    { n, chunkLength, sign, hidden, queries, seed, ...spec },
    { attentionFacts, attendBatch, attendInChunks },
  ) {
    const spread = Math.min(spec.spread, attentionFacts().largestNumber / 64);
    const stream = randomStream(seed, "D13");
    const shape = { ...ONE_OF_EACH, prompts: 2, queries, points: n };
    const drawn = drawCall({ ...shape, valueDimension: 2 }, stream, [n, stream.integer(1, n)]);
    const mask = drawMask(drawn, stream);
    // Of the second prompt, which may be shorter, no row may lose its one point.
    if (hidden === "first half") {
      for (let at = 0; at < queries * n; at++) mask[at] = at % n < Math.floor(n / 2) ? 0 : 1;
    }
    const signed = (entry: number) =>
      sign === "both" ? entry : sign === "plus" ? Math.abs(entry) : -Math.abs(entry);
    const call: AttentionCall = {
      ...drawn,
      queries: drawn.queries.map((entry) =>
        spread * (sign === "both" ? entry : 1 + Math.abs(entry))
      ),
      keys: drawn.keys.map(signed),
      ...(hidden !== "nothing" && { mask }),
    };
    const rule = { tolerance: TOLERANCE.forward, scale: spread };
    const chunked = attendInChunks({ ...call, chunkLength });
    return worstMargin(listMargins("entry of the answer", chunked, attendBatch(call), rule));
  },
});

testClaim(claim);
