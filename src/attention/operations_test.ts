import { assertEquals } from "@std/assert";
import { fromFlat } from "../linalg.ts";
import type { AttentionCall } from "../tasks/attention_call.ts";
import { ONE_OF_EACH } from "../tasks/draw_call.ts";
import { askedLength, FORMS, isOperation, type Operation, OPERATIONS } from "./operations.ts";

const PROMPT = {
  covariates: fromFlat([1, 2, 3, 4, 5, 6], 3, 2),
  labels: Float64Array.of(7, 8, 9),
  query: Float64Array.of(10, 11),
};
const M = fromFlat([12, 13, 14, 15], 2, 2);
const [SCORES, OTHERS] = [Float64Array.of(1, -0, NaN), Float64Array.of(4, 5, 6)];
const CHUNKS = [
  { scores: Float64Array.of(1, 2), labels: Float64Array.of(3, 4) },
  { scores: Float64Array.of(), labels: Float64Array.of() },
  { scores: Float64Array.of(5), labels: Float64Array.of(6) },
];

const SHAPE = { ...ONE_OF_EACH, heads: 2, points: 3, dimension: 2, valueDimension: 2 };
/** Every option on, though some of them are never asked for together. */
const CALL: AttentionCall = {
  shape: SHAPE,
  queries: Float64Array.of(1, 2, 3, 4),
  keys: Float64Array.of(1, 2, 3, 4, NaN, -0),
  values: Float64Array.of(6, 5, 4, 3, 2, 1),
  lengths: [2],
  mask: Uint8Array.of(1, 0, 1),
  causal: true,
  scale: 0.5,
  softCap: 30,
  slopes: Float64Array.of(0.25, 0.125),
  sinkScores: Float64Array.of(-1, 7),
  topK: 2,
  chunkLength: 3,
  cacheSteps: [1],
};
const { shape, queries, keys, values } = CALL;

/** What each is asked, and how many numbers answer it. */
const CALLS: Readonly<Record<Operation, readonly [args: readonly unknown[], answers: number]>> = {
  weigh: [[SCORES], 3],
  weighVjp: [[SCORES, OTHERS], 3],
  weighTopK: [[SCORES, 2], 3],
  weighWithSink: [[SCORES, 9], 4],
  streamSoftmax: [[CHUNKS], 1],
  attend: [[PROMPT, M], 3],
  predict: [[PROMPT, M], 1],
  predictLinear: [[PROMPT, M], 1],
  predictRelu: [[PROMPT, M], 1],
  attendBatch: [[CALL], 4],
  attendGradient: [[CALL, Float64Array.of(9, 8, 7, 6)], 16],
};

Deno.test("calls come out of their numbers as they went in", () => {
  for (const name of OPERATIONS) {
    const [args, answers] = CALLS[name];
    const { pack, unpack, answers: count } = FORMS[name];
    const packed = (pack as (args: readonly unknown[]) => ReturnType<typeof pack>)(args);
    assertEquals(askedLength(name, packed.sizes), packed.values.length, name);
    assertEquals(count(packed.sizes), answers, name);
    assertEquals(plain(unpack(packed)), plain(args), name);
  }
});

Deno.test("options that are off are none of a call's numbers, and come out as absent", () => {
  const { pack, unpack } = FORMS.attendBatch;
  const off = pack([{ shape, queries, keys, values, causal: false }]);
  assertEquals(off.sizes, [1, 2, 1, 1, 3, 2, 2, ...new Array(10).fill(0)]);
  assertEquals(unpack(off), [{ shape, queries, keys, values }]);
  // A scale of 0 is one.
  const zero = unpack(pack([{ shape, queries, keys, values, scale: 0 }]));
  assertEquals(zero, [{ shape, queries, keys, values, scale: 0 }]);
});

Deno.test("a gradient is three arrays, each of its own length", () => {
  const { pack, flatten, answer } = FORMS.attendGradient;
  const gradient = { queries, keys, values };
  const { sizes } = pack([CALL, Float64Array.of(9, 8, 7, 6)]);
  const flat = flatten(gradient);
  assertEquals(answer(flat as Float64Array, sizes), gradient);
  assertEquals(flatten({ queries, keys }), "values that are undefined");
  assertEquals(flatten(null), "queries that are undefined");
});

Deno.test("a call holds copies: whoever changes what was asked changes no call", () => {
  const scores = Float64Array.of(1, 2);
  const { values } = FORMS.weigh.pack([scores]);
  scores[0] = 9;
  assertEquals([...values], [1, 2]);
});

Deno.test("an answer that is no numbers is named", () => {
  const { flatten } = FORMS.weigh;
  assertEquals([flatten("half"), flatten(undefined)], ["a string", "undefined"]);
  assertEquals(flatten(Promise.resolve()), "an object");
  assertEquals(flatten([1, "2"]), "a list with a string at 1");
  assertEquals(flatten(Float32Array.of(0.5)), Float32Array.of(0.5));
  assertEquals(FORMS.predict.flatten([1]), "an object");
  const { flatten: sink, answer } = FORMS.weighWithSink;
  assertEquals(sink({ weights: [1, 2], sinkWeight: 3 }), Float64Array.of(1, 2, 3));
  assertEquals(sink({ weights: [1] }), "a sinkWeight that is undefined");
  assertEquals(answer(Float64Array.of(1, 2, 3), [2]), {
    weights: Float64Array.of(1, 2),
    sinkWeight: 3,
  });
});

Deno.test("operations have names, and inherited ones are none", () => {
  assertEquals(["weigh", "toString", "pretrain"].map(isOperation), [true, false, false]);
});

/** Matrices by their entries. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object" || ArrayBuffer.isView(value)) return value;
  if ("to2DArray" in value) return (value as typeof M).to2DArray();
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
