import { assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawCall, drawMask, ONE_OF_EACH } from "../tasks/draw_call.ts";
import { batchedAttention } from "./batched_attention.ts";
import { cachedAttention } from "./cached_attention.ts";

randomTest("a cache answers as a causal call, whatever the steps", () => {
  const stream = testStream("cache");
  const shape = { ...ONE_OF_EACH, prompts: 2, heads: 2, queries: 5, points: 7, dimension: 3 };
  const call = drawCall({ ...shape, keyHeads: 2, valueDimension: 2 }, stream, [7, 5]);
  const causal = { ...call, causal: true, mask: drawMask(call, stream) };
  const wanted = batchedAttention(causal);
  for (const cacheSteps of [[5], [1, 1, 1, 1, 1], [2, 3], [4, 1]]) {
    assertEquals(batchedAttention({ ...causal, cacheSteps }), wanted);
  }
  const short = { ...call, lengths: [4, 2], causal: true };
  assertEquals(batchedAttention({ ...short, cacheSteps: [1, 4] }), batchedAttention(short));
});

randomTest("a step asks for its own queries on the points that are there, and causally", () => {
  const call = {
    ...drawCall({ ...ONE_OF_EACH, queries: 3, points: 5 }, testStream(), [4]),
    mask: Uint8Array.from({ length: 15 }, (_, at) => at % 2),
    cacheSteps: [1, 2],
  };
  const asked: unknown[] = [];
  const answer = cachedAttention(call, (step) => {
    const { lengths, causal, mask, queries, cacheSteps } = step;
    asked.push([lengths, causal, mask, [...queries], cacheSteps]);
    return queries.map((_, i) => 10 * asked.length + i);
  });
  assertEquals(asked, [
    [[2], true, call.mask.slice(0, 5), [call.queries[0]], undefined],
    [[4], true, call.mask.slice(5), [call.queries[1], call.queries[2]], undefined],
  ]);
  assertEquals([...answer], [10, 20, 21]);
});
