import { assertEquals } from "@std/assert";
import type { AttentionCall } from "../tasks/attention_call.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import {
  chosenPoints,
  contextStart,
  queryPosition,
  queryStart,
  rowScores,
  rowWeights,
  scaledScores,
  sharedWeights,
  visiblePoints,
} from "./attention_row.ts";

const counting = (length: number) => Float64Array.from({ length }, (_, i) => i);
/** Two prompts of five places, six heads on three of keys, two queries. */
const CALL: AttentionCall = {
  shape: {
    prompts: 2,
    heads: 6,
    keyHeads: 3,
    queries: 2,
    points: 5,
    dimension: 4,
    valueDimension: 1,
  },
  queries: counting(96),
  keys: counting(120),
  values: counting(30),
  lengths: [5, 4],
};
const PLACE = { prompt: 1, head: 3, query: 1 };
const RULE = { tolerance: 1e-15 };

Deno.test("a place finds its query, and the keys of its group", () => {
  assertEquals(queryStart(CALL, PLACE, 4), ((6 + 3) * 2 + 1) * 4);
  assertEquals(contextStart(CALL, PLACE, 4), (3 + 1) * 5 * 4);
  assertEquals(contextStart(CALL, { ...PLACE, head: 4 }, 1), (3 + 2) * 5);
});

Deno.test("scores are scaled, capped and lose by distance, in this order", () => {
  const keys = CALL.keys.map((_, at) => at % 4 === 0 ? (at / 4) % 5 : 0);
  const queries = CALL.queries.map(() => 2);
  const call = { ...CALL, keys, queries };
  // Products 0, 2, 4, 6, 8, over the root of 4.
  assertEquals([...scaledScores(call, PLACE)], [0, 1, 2, 3, 4]);
  assertEquals([...scaledScores({ ...call, scale: -1 }, PLACE)].map((s) => s + 0), [
    ...[0, -2, -4, -6, -8],
  ]);
  assertClose(
    rowScores({ ...call, softCap: 2 }, PLACE),
    [0, 1, 2, 3, 4].map((s) => 2 * Math.tanh(s / 2)),
    RULE,
  );
  // The second of two queries stands at the last of four points.
  assertEquals(queryPosition(call, PLACE), 3);
  const slopes = Float64Array.of(9, 9, 9, 1, 9, 9);
  assertEquals([...rowScores({ ...call, slopes }, PLACE)], [-3, -1, 1, 3, 3]);
  const capped = rowScores({ ...call, slopes, softCap: 2 }, PLACE);
  assertClose(capped, [3, 2, 1, 0, 1].map((away, s) => 2 * Math.tanh(s / 2) - away), RULE);
});

Deno.test("a query sees its prompt's points that the mask and its own place leave", () => {
  const mask = Uint8Array.from({ length: 20 }, (_, at) => at === 16 ? 0 : 1);
  const first = { ...PLACE, query: 0 };
  assertEquals(visiblePoints(CALL, PLACE), [0, 1, 2, 3]);
  assertEquals(visiblePoints({ ...CALL, mask }, PLACE), [0, 2, 3]);
  assertEquals(visiblePoints({ ...CALL, mask, causal: true }, first), [0, 1, 2]);
  assertEquals(visiblePoints({ ...CALL, cacheSteps: [2] }, first), [0, 1, 2]);
  assertEquals(visiblePoints({ ...CALL, lengths: [5, 1], causal: true }, first), []);
});

Deno.test("of equal scores the earlier point is chosen", () => {
  const scores = Float64Array.of(1, 7, 1, 1, 99);
  assertEquals(chosenPoints({ ...CALL, topK: 2 }, PLACE, scores), [1, 0]);
  assertEquals(chosenPoints({ ...CALL, topK: 9 }, PLACE, scores), [1, 0, 2, 3]);
  assertEquals(chosenPoints(CALL, PLACE, scores), [0, 1, 2, 3]);
});

Deno.test("chosen points share the weight with a sink, and nobody else has any", () => {
  const scores = Float64Array.of(0, NaN, Math.log(3));
  assertClose(sharedWeights(scores, [0, 2]), [0.25, 0, 0.75], RULE);
  assertClose(sharedWeights(scores, [0, 2], Math.log(4)), [0.125, 0, 0.375], RULE);
  assertEquals([...sharedWeights(scores, [])], [0, 0, 0]);
  assertEquals([...sharedWeights(scores, [], 5)], [0, 0, 0]);
  assertEquals([...sharedWeights(Float64Array.of(-1e308, 1e308), [0, 1])], [0, 1]);
});

Deno.test("a row weighs by its own head's sink", () => {
  const zeros = { ...CALL, queries: new Float64Array(96) };
  const sinkScores = Float64Array.of(9, 9, 9, Math.log(4), 9, 9);
  assertClose(rowWeights({ ...zeros, sinkScores }, PLACE), [1, 1, 1, 1, 0].map((a) => a / 8), RULE);
  assertClose(rowWeights(zeros, PLACE), [0.25, 0.25, 0.25, 0.25, 0], RULE);
});
