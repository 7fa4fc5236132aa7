import { assertEquals } from "@std/assert";
import type { AttentionCall } from "./attention_call.ts";
import { headOf, promptOf } from "./cut_call.ts";

const counting = (length: number) => Float64Array.from({ length }, (_, i) => i);
const CALL: AttentionCall = {
  shape: {
    prompts: 2,
    heads: 2,
    keyHeads: 2,
    queries: 1,
    points: 3,
    dimension: 2,
    valueDimension: 1,
  },
  queries: counting(8),
  keys: counting(24),
  values: counting(12),
  lengths: [3, 2],
  mask: Uint8Array.of(1, 0, 1, 0, 1, 1),
  causal: true,
};

Deno.test("a prompt alone has its own points, rows of the mask and options, and no padding", () => {
  assertEquals(promptOf(CALL, 1), {
    shape: { ...CALL.shape, prompts: 1, points: 2 },
    queries: Float64Array.of(4, 5, 6, 7),
    keys: Float64Array.of(12, 13, 14, 15, 18, 19, 20, 21),
    values: Float64Array.of(6, 7, 9, 10),
    mask: Uint8Array.of(0, 1),
    causal: true,
  });
  assertEquals(promptOf(CALL, 0).keys, CALL.keys.slice(0, 12));
});

Deno.test("a head alone has its own queries, keys and values of all prompts", () => {
  assertEquals(headOf(CALL, 1), {
    ...CALL,
    shape: { ...CALL.shape, heads: 1, keyHeads: 1 },
    queries: Float64Array.of(2, 3, 6, 7),
    keys: Float64Array.of(6, 7, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23),
    values: Float64Array.of(3, 4, 5, 9, 10, 11),
  });
});
