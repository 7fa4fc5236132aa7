import { chunkTailDropped } from "../fixtures/mutants/chunk_tail_dropped.ts";
import { chunksOpenTheDiagonal } from "../fixtures/mutants/chunks_open_the_diagonal.ts";
import { chunksSkipTheDiagonal } from "../fixtures/mutants/chunks_skip_the_diagonal.ts";
import { operatorChunksNotRescaled } from "../fixtures/mutants/operator_chunks_not_rescaled.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
import {
  type CallWith,
  counts,
  countsAndEnds,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** A chunk that lies before n − m + i is seen whole, one behind it not at all, and the one between in part. */
export const claim = universalClaim({
  id: "D13.causal",
  slug: "causal_chunks_change_nothing",
  statement:
    "causal queries on points that are gone through in chunks are answered as on all at once, the chunk that holds their own place included",
  formula: String.raw`o_i=\frac{\sum_{j\le n-m+i}e^{s_{ij}-M}v_j}{\sum_{j\le n-m+i}e^{s_{ij}-M}}`,
  source: "FlashAttention, arXiv 2205.14135; definition of a causal mask",
  regime: "two prompts of different lengths, no more queries than points",
  symbols: { spread: "spread of scores", chunkLength: "points a chunk" },
  kind: "ID",
  expected: "verified",
  needs: ["attendCausal", "attendInChunks"],
  mutants: [
    chunksSkipTheDiagonal,
    chunksOpenTheDiagonal,
    operatorChunksNotRescaled,
    chunkTailDropped,
  ],
  generator: specs({
    n: countsAndEnds([1, 17], [63, 64, 65, 127, 128, 129, 257]),
    chunkLength: oneOf(1, 2, 7, 64, 128),
    queries: counts(1, 9),
    spread: logUniform(0.1, 1000),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, chunkLength, queries: asked, spread, seed }, { attendCausal, attendInChunks }) {
    const stream = randomStream(seed, "D13.causal");
    const queries = Math.min(n, asked);
    const shape = { ...ONE_OF_EACH, prompts: 2, queries, points: n };
    const drawn = drawCall(shape, stream, [n, stream.integer(queries, n)]);
    const call: CallWith<"causal"> = {
      ...drawn,
      queries: drawn.queries.map((entry) => spread * entry),
      causal: true,
    };
    const rule = { tolerance: TOLERANCE.forward, scale: spread };
    const chunked = attendInChunks({ ...call, chunkLength });
    return worstMargin(listMargins("place of the answer", chunked, attendCausal(call), rule));
  },
});

testClaim(claim);
