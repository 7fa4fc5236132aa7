import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, fromFlat } from "../linalg.ts";
import { softmax } from "../model/softmax.ts";
import { stackPrompts } from "../tasks/prompt.ts";
import { normalPrompt, normals as normalList } from "../tasks/prompts_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { givenCapabilities, type GivenOperations, givenSubject, lacking } from "./given_subject.ts";
import { OPERATIONS } from "./operations.ts";
import { REFERENCE_FACTS } from "./attention_facts.ts";
import type { OperatorOption } from "./offer.ts";
import { referenceSubject } from "./reference_subject.ts";

const { attend, predict } = referenceSubject;

function softmaxVjp(scores: Float64Array, cotangent: Float64Array): Float64Array {
  const weights = softmax(scores);
  const mean = dot(weights, cotangent);
  return weights.map((weight, i) => weight * (cotangent[i] - mean));
}

const normals = (count: number, stream: ReturnType<typeof testStream>) =>
  Float64Array.from(normalList(count, stream));
const drawPrompt = () => normalPrompt({ n: 5, d: 3 }, testStream("prompt"));
const drawM = () => fromFlat(normals(9, testStream("M")), 3, 3);
const drawScores = () => normals(6, testStream("scores"));

function assertClose(got: ArrayLike<number>, wanted: ArrayLike<number>, tolerance = 1e-12) {
  assertEquals(got.length, wanted.length);
  for (let i = 0; i < got.length; i++) assertAlmostEquals(got[i], wanted[i], tolerance);
}

Deno.test("one forward function gives what follows from it, and nothing that does not", () => {
  assertEquals(Object.keys(givenCapabilities({ weigh: softmax })).sort(), [
    ...["attend", "predict", "streamSoftmax", "transform", "weigh"],
    ...["weighInnerProducts", "weighTopK", "weighWithSink"],
  ]);
  assertEquals(Object.keys(givenCapabilities({ predictLinear: () => 0 })), ["predictLinear"]);
});

randomTest(
  "attention alone tells the weights of scores, and predictions alone tell attention",
  () => {
    const [scores, prompt, M] = [drawScores(), drawPrompt(), drawM()];
    for (const given of [{ attend }, { predict }] satisfies GivenOperations[]) {
      const can = givenCapabilities(given);
      assertClose(can.weigh!(scores), softmax(scores));
      assertClose(can.attend!(prompt, M), attend(prompt, M));
      assertAlmostEquals(can.predict!(prompt, M), predict(prompt, M), 1e-12);
    }
  },
);

randomTest("the operator alone tells the weights of scores, however many there are", () => {
  const can = givenCapabilities({ attendBatch: referenceSubject.attendBatch });
  for (const n of [1, 6, 700]) {
    const scores = normals(n, testStream("scores", n));
    assertClose(can.weigh!(scores), softmax(scores));
  }
  const [prompt, M] = [drawPrompt(), drawM()];
  assertAlmostEquals(can.predict!(prompt, M), predict(prompt, M), 1e-12);
});

Deno.test("an option that the operator does not know gives no capability", () => {
  const operations = ["attendBatch"] as const;
  const needs = ["attentionFacts", "attendBatch", "attendCausal", "attendTopK"];
  const knowing = (...options: OperatorOption[]) =>
    lacking({ operations, operator: { options, facts: REFERENCE_FACTS } }, needs);
  assertEquals(knowing(), ["attendCausal", "attendTopK"]);
  assertEquals(knowing("causal"), ["attendTopK"]);
  assertEquals(knowing("topK", "causal"), []);
  // Options and facts are the operator's: without it there are none.
  const operator = { options: ["causal"], facts: REFERENCE_FACTS } as const;
  assertEquals(lacking({ operations: ["weigh"], operator }, needs), needs);
});

randomTest("a prediction that is not linear in the labels has the weights of its slopes", () => {
  const [prompt, M] = [drawPrompt(), drawM()];
  const bent = givenCapabilities({ predict: (prompt, M) => Math.tanh(predict(prompt, M)) });
  assertClose(bent.attend!(prompt, M), attend(prompt, M), 1e-8);
});

Deno.test("a model that attends otherwise is not made into one that does not", () => {
  const last = givenCapabilities({ predict: ({ labels }) => labels.at(-1)! });
  assertEquals([...last.weigh!(Float64Array.of(9, 0))], [0, 1]);
  const double = givenCapabilities({ predict: (prompt, M) => 2 * predict(prompt, M) });
  assertClose(double.weigh!(Float64Array.of(1, 1)), [1, 1]);
});

randomTest("what is given outright is used, beside what follows from the rest", () => {
  const [prompt, M] = [drawPrompt(), drawM()];
  const can = givenCapabilities({
    weigh: softmax,
    predict: () => 7,
    weighTopK: () => drawScores(),
  });
  assertEquals([can.predict!(prompt, M), [...can.weighTopK!(drawScores(), 1)]], [7, [
    ...drawScores(),
  ]]);
  assertClose(can.attend!(prompt, M), attend(prompt, M));
});

randomTest("weights and their derivative give both papers' losses and gradients", () => {
  const can = givenCapabilities({ weigh: softmax, weighVjp: softmaxVjp });
  const prompts = [drawPrompt(), normalPrompt({ n: 5, d: 3 }, testStream("another"))];
  const batch = stackPrompts(prompts, [0.5, -2]);
  const M = normals(9, testStream("M"));
  const W = fromFlat(normals(25, testStream("W")), 5, 5);
  const [own, wanted] = [can.iclGradient!(batch, M), referenceSubject.iclGradient(batch, M)];
  assertAlmostEquals(own.loss, wanted.loss, 1e-12);
  assertClose(own.gradient, wanted.gradient);
  const [full, known] = [
    can.transformerGradient!(batch, W),
    referenceSubject.transformerGradient(batch, W),
  ];
  assertAlmostEquals(full.loss, known.loss, 1e-12);
  assertClose(full.gradient, known.gradient);
  const stream = testStream("t");
  const t = Float64Array.from({ length: 12 }, () => 2 * stream.uniform() - 1);
  for (const xi2 of [1.5, Infinity]) {
    const scalars = { contextLength: 4, xi1: 3, xi2 };
    const [loss, reference] = [
      can.nearestLoss!(t, scalars),
      referenceSubject.nearestLoss(t, scalars),
    ];
    assertClose(Object.values(loss), Object.values(reference));
  }
});

randomTest("another derivative is another gradient", () => {
  const can = givenCapabilities({
    weigh: softmax,
    weighVjp: (scores, cotangent) => softmaxVjp(scores, cotangent).map((slope) => 2 * slope),
  });
  const batch = stackPrompts([drawPrompt()], [0.5]);
  const M = normals(9, testStream("M"));
  const { gradient } = referenceSubject.iclGradient(batch, M);
  assertClose(can.iclGradient!(batch, M).gradient, gradient.map((entry) => 2 * entry));
});

randomTest("many calls are asked in one, where a model can be", () => {
  const asked: number[] = [];
  const all = (calls: readonly [Float64Array][]) => {
    asked.push(calls.length);
    return calls.map(([scores]) => softmax(scores));
  };
  const weigh = Object.assign((scores: Float64Array) => softmax(scores), { all });
  const can = givenCapabilities({ weigh, weighVjp: softmaxVjp });
  const prompt = drawPrompt();
  can.iclGradient!(stackPrompts([prompt, prompt, prompt], [1, 2, 3]), normals(9, testStream("M")));
  assertEquals(asked, [3]);
});

randomTest("streams are merged by the model itself: only a softmax does not see the cuts", () => {
  const scores = drawScores();
  const labels = normals(6, testStream("labels"));
  const cut = (at: readonly number[]) =>
    [0, ...at].map((from, i) => ({
      scores: scores.map((s) => s - 1e5).slice(from, at[i]),
      labels: labels.slice(from, at[i]),
    }));
  const own = givenSubject({ weigh: softmax }).streamSoftmax!;
  for (const at of [[], [1], [2, 4], [1, 2, 3, 4, 5]]) {
    assertAlmostEquals(own(cut(at)), dot(softmax(scores), labels), TOLERANCE.forward * 100);
  }
  const squares = (s: Float64Array) => {
    const raw = s.map((x) => 1 / (1 + x * x));
    return raw.map((x) => x / raw.reduce((a, b) => a + b));
  };
  const other = givenSubject({ weigh: squares }).streamSoftmax!;
  assertGreater(Math.abs(other(cut([3])) - other(cut([]))), 0);
});

Deno.test("a claim needs something of the model's own, and what is ours counts for nothing", () => {
  assertEquals(lacking({ operations: ["weigh"] }, ["weigh", "chooseWindow"]), []);
  assertEquals(lacking({ operations: ["weigh"] }, ["chooseWindow"]), ["chooseWindow"]);
  assertEquals(lacking({ operations: ["weigh"] }, ["predict", "predictLinear"]), ["predictLinear"]);
  assertEquals(lacking({ operations: ["predictLinear"] }, ["predictLinear"]), []);
  assertEquals(lacking({ operations: ["weigh"] }, ["pretrainAttention"]), ["pretrainAttention"]);
  assertEquals(
    lacking({ operations: ["weigh", "weighVjp"] }, ["pretrainAttention", "pretrainNearest"]),
    [],
  );
  assert(
    OPERATIONS.every((name) => lacking({ operations: [name] }, ["posteriorMean"]).length === 1),
  );
});
