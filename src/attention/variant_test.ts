import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { assertType, type Has, type IsExact } from "@std/testing/types";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat, scaledIdentity } from "../linalg.ts";
import { windowOnGrid } from "../measurement/best_inverse_temperature.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { softmax } from "../model/softmax.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { type Subject, touches } from "../claim/subject.ts";
import { REFERENCE_FACTS } from "./attention_facts.ts";
import type { Capabilities, Capability, CompleteSubject } from "./capabilities.ts";
import { referenceSubject } from "./reference_subject.ts";
import { variant } from "./variant.ts";
import { ONE_OF_EACH } from "../tasks/draw_call.ts";
import { normalPrompt, normals } from "../tasks/prompts_for_tests.ts";
import { fusedIclGradient } from "../training/fused_icl_loss.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { kernelNearestLoss } from "../training/kernel_nearest_loss.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { pretrainAttention } from "../training/pretrain_attention.ts";
import { pretrainNearest } from "../training/pretrain_nearest.ts";
import { transformerGradient } from "../training/transformer_loss.ts";
import { TOLERANCE } from "../tolerance.ts";

const NAMED = { name: "other", description: "another one" };
const drawPrompt = () => normalPrompt({ n: 5, d: 3 }, testStream("prompt"));
const drawM = () => fromFlat(normals(9, testStream("M")), 3, 3);
const drawW = () => fromFlat(normals(25, testStream("W")), 5, 5);
const T = Float64Array.of(0.5, -0.25, 0.125);
const SCALARS = { xi1: 3, xi2: 2 };
const NEAREST = {
  contextLength: 3,
  dimension: 3,
  sigma: 2,
  learningRate: 3,
  steps: 5,
  batch: 7,
};
const LAW = {
  functionClass: "affine",
  lipschitz: 1,
  noise: 0.5,
  contextLength: 5,
  dimension: 2,
} as const;
const ATTENTION = { law: LAW, learningRate: 1, steps: 5, batch: 7 };

Deno.test("a capability is a key of Capabilities, and a complete subject has them all", () => {
  assertType<IsExact<Capability, keyof Capabilities>>(true);
  assertType<Has<CompleteSubject, Capabilities>>(true);
  assertType<IsExact<Parameters<typeof variant>[0]["weigh"], Capabilities["weigh"] | undefined>>(
    true,
  );
  assertType<IsExact<ReturnType<Capabilities["predict"]>, number>>(true);
  const bare: Subject<Capabilities> = NAMED;
  assertEquals(bare.weigh, undefined);
});

randomTest("the reference subject is the model of src", () => {
  const prompt = drawPrompt();
  const M = drawM();
  const W = drawW();
  const { attend, predict, predictLinear, transform, weighInnerProducts } = referenceSubject;
  assertEquals(attend(prompt, M), attentionWeights(prompt, M));
  assertEquals(predict(prompt, M), softmaxAttention(prompt, M));
  assertEquals(predictLinear(prompt, M), linearAttention(prompt, M));
  assertEquals(transform(prompt, W), oneLayerTransformer(prompt, W));
  assertEquals(weighInnerProducts(T, SCALARS), twoScalarWeights(T, SCALARS));
  const { weigh, chooseWindow, iclGradient, name } = referenceSubject;
  assertEquals(weigh(T), softmax(T));
  assert(chooseWindow === windowOnGrid && referenceSubject.nearestLoss === kernelNearestLoss);
  assert(iclGradient === kernelIclGradient && name === "reference");
});

randomTest("the reference subject trains as src does", () => {
  assertEquals(
    referenceSubject.pretrainNearest(NEAREST, testStream("nearest")),
    pretrainNearest(NEAREST, testStream("nearest")),
  );
  assertEquals(
    referenceSubject.pretrainAttention(ATTENTION, testStream("attention")),
    pretrainAttention(ATTENTION, testStream("attention")),
  );
});

randomTest("another way to weigh reaches attention, predictions and both transformers", () => {
  const prompt = drawPrompt();
  const M = drawM();
  const W = drawW();
  const weigh = (scores: Float64Array) => scores.map((_, i) => i + 1);
  const other = variant({ ...NAMED, weigh });
  assertEquals([...other.weigh(T)], [1, 2, 3]);
  assertEquals([...other.attend(prompt, M)], [1, 2, 3, 4, 5]);
  const sum = prompt.labels.reduce((total, y, i) => total + (i + 1) * y, 0);
  assertAlmostEquals(other.predict(prompt, M), sum, TOLERANCE.forward);
  const { weights, queryWeight, prediction } = other.transform(prompt, W);
  assertEquals([[...weights], queryWeight], [[1, 2, 3, 4, 5], 6]);
  assertAlmostEquals(prediction, sum, TOLERANCE.forward);
  assertEquals(other.weighInnerProducts(T, SCALARS).queryWeight, 4);
});

Deno.test("another way to weigh reaches the points kept by a mask, and those beside a sink", () => {
  const other = variant({ ...NAMED, weigh: (scores) => scores.map((_, i) => i + 1) });
  assertEquals([...other.weighTopK(T, 2)], [1, 0, 2]);
  assertEquals(other.weighWithSink(T, 9), { weights: Float64Array.of(1, 2, 3), sinkWeight: 4 });
});

randomTest("another way to weigh leaves linear attention and the losses alone", () => {
  const prompt = drawPrompt();
  const M = drawM();
  const other = variant({ ...NAMED, weigh: (scores) => scores });
  assertEquals(other.predictLinear(prompt, M), linearAttention(prompt, M));
  assert(other.nearestLoss === kernelNearestLoss && other.iclGradient === kernelIclGradient);
});

randomTest("another loss of paper A is the one that its training descends", () => {
  const uphill = variant({
    ...NAMED,
    nearestLoss: (t, options) => ({ ...nearestLoss(t, options), dXi1: -1, dXi2: 0 }),
  });
  // Five steps of η/d = 1.
  assertEquals(uphill.pretrainNearest(NEAREST, testStream("nearest")).xi1, 5);
  assertEquals(uphill.nearestLoss(T, { contextLength: 3, ...SCALARS }).dXi1, -1);
  assertNotEquals(referenceSubject.pretrainNearest(NEAREST, testStream("nearest")).xi1, 5);
});

randomTest("another ICL gradient is the one that pretraining descends", () => {
  const down = variant({
    ...NAMED,
    iclGradient: () => ({ loss: 1, gradient: Float64Array.of(-1, 0, 0, 0) }),
  });
  // The mean over steps 4 and 5, η = 1.
  const { parameters } = down.pretrainAttention(ATTENTION, testStream("attention"));
  assertEquals(parameters.to2DArray(), [[4.5, 0], [0, 0]]);
});

randomTest("another gradient of the full transformer is the one that its training descends", () => {
  const down = variant({
    ...NAMED,
    transformerGradient: ({ dimension }, { rows, columns }) => {
      assertEquals([dimension, rows, columns], [3, 5, 5]);
      return { loss: 1, gradient: Float64Array.from({ length: 25 }, (_, i) => i === 7 ? -1 : 0) };
    },
  });
  const { parameters } = down.pretrainTransformer(
    { ...NEAREST, spread: 0 },
    testStream("transformer"),
  );
  // Five steps of η = 3 in row 1, column 2, from −σ in the last diagonal entry.
  const wanted = new Float64Array(25);
  wanted[7] = 15;
  wanted[24] = -2;
  assertEquals(parameters.to1DArray().map((entry) => entry + 0), [...wanted]);
});

randomTest("a capability that is given outright is the one in use", () => {
  const prompt = drawPrompt();
  const other = variant({
    ...NAMED,
    weigh: (scores) => scores,
    predict: () => 7,
    chooseWindow: () => 11,
  });
  assertEquals(other.predict(prompt, scaledIdentity(3)), 7);
  assertEquals(other.chooseWindow({ grid: T, bias: T, variance: T }, LAW), 11);
  assertEquals([other.name, other.description], ["other", "another one"]);
});

Deno.test("a variant touches what it changes and what builds on that, and no more", () => {
  const touched = (subject: Subject<Capabilities>, needs: readonly Capability[]) =>
    touches(subject, referenceSubject, needs);
  const weighs = variant({ ...NAMED, weigh: (scores) => scores });
  const changed = [
    "weigh",
    "attend",
    "predict",
    "transform",
    "weighInnerProducts",
    "weighTopK",
    "weighWithSink",
  ] as const;
  for (const need of changed) assert(touched(weighs, [need]), need);
  assert(touched(weighs, ["chooseWindow", "predict"]));
  assert(!touched(weighs, ["predictLinear", "nearestLoss", "iclGradient", "transformerGradient"]));
  const trained = ["pretrainNearest", "pretrainAttention", "pretrainTransformer"] as const;
  assert(!touched(weighs, [...trained, "chooseWindow"]));
  assert(touched(variant({ ...NAMED, transformerGradient }), ["pretrainTransformer"]));
  assert(touched(variant({ ...NAMED, nearestLoss }), ["pretrainNearest"]));
  assert(touched(variant({ ...NAMED, iclGradient: fusedIclGradient }), ["pretrainAttention"]));
  assert(!touched(variant(NAMED), [...changed, ...trained]));
});

Deno.test("another way to attend answers every call of the operator, and no gradient", () => {
  const other = variant({ ...NAMED, attendBatch: () => T });
  const call = { shape: ONE_OF_EACH, queries: T, keys: T, values: T };
  const answered = [
    other.attendGrouped(call),
    other.attendCausal({ ...call, causal: true }),
    other.attendScaled({ ...call, scale: 1 }),
    other.attendCapped({ ...call, softCap: 1 }),
    other.attendSloped({ ...call, slopes: T }),
    other.attendWithSinks({ ...call, sinkScores: T }),
    other.attendTopK({ ...call, topK: 1 }),
    other.attendInChunks({ ...call, chunkLength: 1 }),
    other.attendFromCache({ ...call, cacheSteps: [1] }),
  ];
  assert(answered.every((answer) => answer === T));
  assert(other.attendGradient === referenceSubject.attendGradient);
  assertEquals(other.attentionFacts(), REFERENCE_FACTS);
  assert(variant({ ...NAMED, attendCapped: () => T }).attendBatch === referenceSubject.attendBatch);
});
