import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import known from "../../fixtures/reference/batched_attention.json" with { type: "json" };
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { AttentionCall } from "../tasks/attention_call.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawCall, ONE_OF_EACH } from "../tasks/draw_call.ts";
import { TOLERANCE } from "../tolerance.ts";
import { batchedAttention } from "./batched_attention.ts";
import { batchedAttentionGradient } from "./batched_attention_gradient.ts";

type KnownCall = (typeof known.cases)[number]["call"];

/** A call from its JSON. */
function callOf({ queries, keys, values, mask, slopes, sinkScores, ...rest }: KnownCall) {
  return {
    ...rest,
    queries: Float64Array.from(queries),
    keys: Float64Array.from(keys),
    values: Float64Array.from(values),
    ...(mask && { mask: Uint8Array.from(mask) }),
    ...(slopes && { slopes: Float64Array.from(slopes) }),
    ...(sinkScores && { sinkScores: Float64Array.from(sinkScores) }),
  } as AttentionCall;
}

Deno.test("answers and gradients are those of NumPy's whole matrices, with every option", () => {
  assertEquals(known.cases.length, 13);
  for (const { name, call, answer, cotangent, gradient } of known.cases) {
    const asked = callOf(call);
    const rule = { tolerance: TOLERANCE.forward, what: name };
    assertClose(batchedAttention(asked), answer, rule);
    if (call.topK === undefined) {
      const chunked = { ...asked, chunkLength: 2 };
      assertClose(batchedAttention(chunked), answer, { ...rule, what: `${name}, in chunks` });
    }
    if (gradient === undefined) continue;
    const own = batchedAttentionGradient(asked, Float64Array.from(cotangent));
    for (const part of ["queries", "keys", "values"] as const) {
      assertClose(own[part], gradient[part], { ...rule, what: `${name}, ${part}` });
    }
  }
  assertEquals(known.cases.filter(({ gradient }) => gradient !== undefined).length, 6);
});

const AT_ONE = { ...ONE_OF_EACH, points: 3 };
const THREE: AttentionCall = {
  shape: AT_ONE,
  queries: Float64Array.of(1),
  keys: Float64Array.of(0, Math.log(2), Math.log(5)),
  values: Float64Array.of(8, 16, 24),
};

Deno.test("known answers by hand", () => {
  const answer = (options: Partial<AttentionCall>) => batchedAttention({ ...THREE, ...options })[0];
  const cases: [string, Partial<AttentionCall>, number][] = [
    ["kernels 1, 2, 5", {}, (8 + 2 * 16 + 5 * 24) / 8],
    ["two points long", { lengths: [2] }, (8 + 2 * 16) / 3],
    ["none", { lengths: [0] }, 0],
    ["the middle one masked", { mask: Uint8Array.of(1, 0, 1) }, (8 + 5 * 24) / 6],
    ["all masked", { mask: new Uint8Array(3) }, 0],
    ["the largest two", { topK: 2 }, (2 * 16 + 5 * 24) / 7],
    ["the first of ties", { keys: new Float64Array(3), topK: 2 }, 12],
    ["a sink of kernel 8", { sinkScores: Float64Array.of(Math.log(8)) }, 160 / 16],
    ["a sink alone", { lengths: [0], sinkScores: Float64Array.of(3) }, 0],
    ["twice the score", { scale: 2 }, (8 + 4 * 16 + 25 * 24) / 30],
    [
      "half for each step back: kernels ¼·1, ½·2, 5",
      { slopes: Float64Array.of(Math.log(2)) },
      (8 / 4 + 16 + 5 * 24) / 6.25,
    ],
  ];
  for (const [name, options, wanted] of cases) {
    assertAlmostEquals(answer(options), wanted, TOLERANCE.forward, name);
  }
});

Deno.test("a cap of c takes any score to ±c", () => {
  const keys = Float64Array.of(-1e9, 1e9, 1e9);
  const [answer] = batchedAttention({ ...THREE, keys, softCap: Math.log(3) });
  assertAlmostEquals(answer, (8 / 3 + 3 * 16 + 3 * 24) / (1 / 3 + 6), TOLERANCE.forward);
});

Deno.test("what is masked may be anything, and its gradient is 0", () => {
  for (const anything of [NaN, Infinity, -Infinity]) {
    const call = {
      ...THREE,
      keys: Float64Array.of(anything, 0, 0),
      values: Float64Array.of(anything, 2, 4),
      mask: Uint8Array.of(0, 1, 1),
    };
    assertEquals([...batchedAttention(call)], [3]);
    assertEquals([...batchedAttention({ ...call, chunkLength: 1 })], [3]);
    const { keys, values } = batchedAttentionGradient(call, Float64Array.of(1));
    assertEquals([...keys, ...values], [0, -0.5, 0.5, 0, 0.5, 0.5]);
  }
});

Deno.test("a call that does not fit is refused, and a cotangent of another size", () => {
  const short = { ...THREE, keys: new Float64Array(2) };
  const rule = "keys must have 3 entries like the shape's, got 2";
  assertThrows(() => batchedAttention(short), RangeError, rule);
  assertThrows(() => batchedAttentionGradient(short, Float64Array.of(1)), RangeError, rule);
  const wrong = () => batchedAttentionGradient(THREE, new Float64Array(2));
  assertThrows(wrong, RangeError, "cotangent must have 1 entries like the answer, got 2");
});

randomTest("nothing that is asked is written over", () => {
  const stream = testStream("kept");
  const call = drawCall({ ...ONE_OF_EACH, points: 5, queries: 2 }, stream);
  const before = structuredClone(call);
  batchedAttention({ ...call, topK: 2 });
  batchedAttentionGradient(call, Float64Array.of(1, 2));
  assertEquals(call, before);
  assert(call.lengths === undefined);
});
