import { assertEquals, assertThrows } from "@std/assert";
import { type AttentionCall, attentionPlaces, lengthOf, requireCall } from "./attention_call.ts";
import { ONE_OF_EACH } from "./draw_call.ts";

const AT_ONE = { ...ONE_OF_EACH, points: 3 };
const THREE: AttentionCall = {
  shape: AT_ONE,
  queries: new Float64Array(1),
  keys: new Float64Array(3),
  values: new Float64Array(3),
};

Deno.test("places come in the order of the answer", () => {
  const places = attentionPlaces({ prompts: 2, heads: 3, queries: 5 });
  assertEquals(places.length, 30);
  for (const [at, { prompt, head, query }] of places.entries()) {
    assertEquals((prompt * 3 + head) * 5 + query, at);
  }
});

Deno.test("a prompt is as long as its length says, or as there are places", () => {
  assertEquals([lengthOf(THREE, 0), lengthOf({ ...THREE, lengths: [2] }, 0)], [3, 2]);
});

Deno.test("a call without points and one with all options fit", () => {
  const none = new Float64Array(0);
  requireCall({ ...THREE, shape: { ...AT_ONE, points: 0 }, keys: none, values: none });
  const one = Float64Array.of(1);
  const options = { scale: 0, softCap: 2, slopes: one, sinkScores: one, cacheSteps: [1] };
  requireCall({ ...THREE, ...options, lengths: [0], mask: new Uint8Array(3), topK: 9 });
});

Deno.test("sizes, arrays and options that do not fit are refused", () => {
  const refused: [Partial<AttentionCall>, string][] = [
    [{ shape: { ...AT_ONE, heads: 0 } }, "heads must be a whole number of at least 1, got 0"],
    [{ shape: { ...AT_ONE, heads: 3, keyHeads: 2 } }, "keyHeads must divide 3 heads, got 2"],
    [{ keys: new Float64Array(2) }, "keys must have 3 entries like the shape's, got 2"],
    [{ lengths: [4] }, "lengths must be at most 3, got 4"],
    [{ lengths: [-1] }, "length of a prompt must be a whole number of at least 0, got -1"],
    [{ mask: new Uint8Array(1) }, "mask must have 3 entries like the shape's, got 1"],
    [{ scale: NaN }, "scale must be a finite number, got NaN"],
    [{ softCap: 0 }, "softCap must be a finite number above 0, got 0"],
    [{ topK: 0 }, "topK must be a whole number of at least 1, got 0"],
    [{ topK: 1, chunkLength: 2 }, "topK is not for calls in chunks, got 1 and 2"],
    [{ chunkLength: 0.5 }, "chunkLength must be a whole number of at least 1, got 0.5"],
    [{ cacheSteps: [2] }, "cacheSteps must sum to 1 queries, got 2"],
  ];
  for (const [options, message] of refused) {
    assertThrows(() => requireCall({ ...THREE, ...options }), RangeError, message);
  }
});
