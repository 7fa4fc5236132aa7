import { assert, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { requireCall } from "./attention_call.ts";
import { drawCall, drawMask, ONE_OF_EACH } from "./draw_call.ts";

randomTest("a drawn call has the sizes of its shape, and entries in its padding", () => {
  const shape = { ...ONE_OF_EACH, prompts: 2, heads: 6, keyHeads: 3, queries: 5, points: 7 };
  const call = drawCall({ ...shape, dimension: 11, valueDimension: 13 }, testStream(), [3, 7]);
  requireCall(call);
  assert([...call.keys, ...call.values].every((entry) => entry !== 0));
  assert(!("lengths" in drawCall(shape, testStream())));
});

randomTest("a drawn mask leaves every row one of its prompt's points", () => {
  const shape = { ...ONE_OF_EACH, prompts: 2, queries: 50, points: 9 };
  const call = drawCall(shape, testStream(), [1, 9]);
  const mask = drawMask(call, testStream());
  const rows = Array.from({ length: 100 }, (_, row) => mask.subarray(row * 9, row * 9 + 9));
  assert(rows.slice(0, 50).every(([first]) => first === 1));
  assert(rows.every((row) => row.some((seen) => seen === 1)));
  assertEquals(new Set(mask), new Set([0, 1]));
});
