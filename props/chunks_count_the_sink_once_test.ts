import { sinkAfterTheChunks } from "../fixtures/mutants/sink_after_the_chunks.ts";
import { sinkInEveryChunk } from "../fixtures/mutants/sink_in_every_chunk.ts";
import { sinkLostInChunks } from "../fixtures/mutants/sink_lost_in_chunks.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
import {
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

/** The sink's e^{c − M} is one term of Z = Σ e^{s_j − M} + e^{c − M}: of one chunk, and rescaled with it. */
export const claim = universalClaim({
  id: "D13.sinks",
  slug: "chunks_count_the_sink_once",
  statement: "a sink counts once however many chunks there are, and is rescaled as they are",
  formula: String.raw`Z=e^{c-M}+\sum_je^{s_j-M}`,
  source: "Milakov and Gimelshein, arXiv 1805.02867, with one more score",
  regime: "sinks of the size of the scores",
  symbols: { spread: "spread of scores", chunkLength: "points a chunk" },
  kind: "ID",
  expected: "verified",
  needs: ["attendWithSinks", "attendInChunks"],
  mutants: [sinkInEveryChunk, sinkAfterTheChunks, sinkLostInChunks],
  generator: specs({
    n: countsAndEnds([1, 17], [64, 65, 257]),
    chunkLength: oneOf(1, 2, 7, 64),
    heads: counts(1, 3),
    spread: logUniform(0.1, 1000),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, chunkLength, heads, spread, seed }, { attendWithSinks, attendInChunks }) {
    const stream = randomStream(seed, "D13.sinks");
    const drawn = drawCall({ ...ONE_OF_EACH, heads, keyHeads: heads, points: n }, stream);
    const call = {
      ...drawn,
      queries: drawn.queries.map((entry) => spread * entry),
      sinkScores: Float64Array.from({ length: heads }, () => spread * (1 + stream.normal())),
    };
    const rule = { tolerance: TOLERANCE.forward, scale: spread };
    const chunked = attendInChunks({ ...call, chunkLength });
    return worstMargin(listMargins("head", chunked, attendWithSinks(call), rule));
  },
});

testClaim(claim);
