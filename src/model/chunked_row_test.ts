import { assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawCall, drawMask, ONE_OF_EACH } from "../tasks/draw_call.ts";
import { TOLERANCE } from "../tolerance.ts";
import { attendRows } from "./batched_attention.ts";
import { rowWeights } from "./attention_row.ts";
import { chunkedRow } from "./chunked_row.ts";

const PLACE = { prompt: 0, head: 0, query: 0 };
const SHAPE = { ...ONE_OF_EACH, points: 7, valueDimension: 2 };

randomTest("a row in chunks is the row at once, rising and falling, masked and with a sink", () => {
  for (const size of [1, 1000, -1000]) {
    const drawn = drawCall(SHAPE, testStream("row", String(size)));
    // Scores rise, or fall, from chunk to chunk.
    const keys = drawn.keys.map((_, j) => j / 7);
    const call = { ...drawn, queries: Float64Array.of(size), keys };
    const mask = drawMask(call, testStream("mask", String(size)));
    for (const options of [{}, { mask }, { sinkScores: Float64Array.of(size / 2) }]) {
      const asked = { ...call, ...options };
      const wanted = attendRows(asked, (place) => rowWeights(asked, place));
      for (const chunkLength of [1, 2, 3, 7, 8]) {
        const rule = { tolerance: TOLERANCE.forward };
        assertClose(chunkedRow({ ...asked, chunkLength }, PLACE), wanted, rule);
      }
    }
  }
});

Deno.test("nothing to see is zeros, with a sink and without", () => {
  const call = {
    shape: SHAPE,
    queries: Float64Array.of(1),
    keys: new Float64Array(7).fill(NaN),
    values: new Float64Array(14).fill(NaN),
    mask: new Uint8Array(7),
    chunkLength: 2,
  };
  assertEquals([...chunkedRow(call, PLACE)], [0, 0]);
  assertEquals([...chunkedRow({ ...call, sinkScores: Float64Array.of(5) }, PLACE)], [0, 0]);
});
