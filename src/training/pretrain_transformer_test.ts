import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chiSquare, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { fromFlat, toFlat } from "../linalg.ts";
import type { RandomStream } from "../prng.ts";
import { drawNearestBatch } from "../tasks/nearest_task.ts";
import { normalBatch } from "../tasks/prompts_for_tests.ts";
import { fusedTransformerGradient } from "./fused_transformer_loss.ts";
import { pretrainTransformer, type PretrainTransformerOptions } from "./pretrain_transformer.ts";
import { transformerGradient } from "./transformer_loss.ts";

const OPTIONS: PretrainTransformerOptions = {
  contextLength: 5,
  dimension: 3,
  sigma: 2,
  spread: 0.5,
  learningRate: 3,
  steps: 20,
  batch: 7,
};

randomTest("the fused gradient is its definition on matrices, at any W", () => {
  for (const [contextLength, dimension, scale] of [[1, 2, 1], [5, 3, 1], [7, 2, 30], [3, 11, 5]]) {
    const stream = testStream("fused", contextLength);
    const batch = drawNearestBatch({ contextLength, dimension, prompts: 13 }, stream);
    const size = dimension + 2;
    const W = Float64Array.from({ length: size * size }, () => scale * stream.normal());
    const fused = fusedTransformerGradient(batch, W);
    const exact = transformerGradient(batch, fromFlat(W, size, size));
    assertAlmostEquals(fused.loss, exact.loss, 1e-12);
    fused.gradient.forEach((entry, k) => assertAlmostEquals(entry, exact.gradient[k], 1e-12));
  }
});

randomTest("the fused gradient is its definition for labels of any size, too", () => {
  const [n, d] = [5, 3];
  const stream = testStream("fused, any labels");
  const batch = normalBatch({ prompts: 7, n, d }, stream);
  const W = Float64Array.from({ length: (d + 2) ** 2 }, () => stream.normal());
  const fused = fusedTransformerGradient(batch, W);
  const exact = transformerGradient(batch, fromFlat(W, d + 2, d + 2));
  assertAlmostEquals(fused.loss, exact.loss, 1e-12);
  fused.gradient.forEach((entry, k) => assertAlmostEquals(entry, exact.gradient[k], 1e-12));
});

randomTest("training starts from the mask plus noise and follows the gradient it is given", () => {
  const starts: Float64Array[] = [];
  const spy = (_: unknown, parameters: Float64Array) => {
    starts.push(parameters.slice());
    return { loss: 1, gradient: new Float64Array(25).fill(1) };
  };
  const run = pretrainTransformer({ ...OPTIONS, spread: 0, steps: 2 }, testStream(1), spy);
  assertEquals(starts[0][24], -2);
  assert(starts[0].subarray(0, 24).every((entry) => entry === 0));
  assertEquals(toFlat(run.parameters)[0], -6);
  pretrainTransformer({ ...OPTIONS, steps: 1, spread: 1 }, testStream(2), spy);
  const noise = starts[2].subarray(0, 24);
  const square = noise.reduce((sum, entry) => sum + entry * entry, 0);
  // χ² of 24 degrees of freedom is below 1 with chance (½)¹²/12!.
  spendChance(1, 5.1e-13);
  assert(square > 1 && square < chiSquare(24).most, `sum of squares ${square}`);
});

randomTest("the noise of the start is ε times one normal draw an entry, added", () => {
  let drawn = 0;
  const counting: RandomStream = { ...testStream("counted"), normal: () => ++drawn };
  let start: Float64Array | undefined;
  const spy = (_: unknown, parameters: Float64Array) => {
    start ??= parameters.slice();
    return { loss: 1, gradient: new Float64Array(25) };
  };
  pretrainTransformer({ ...OPTIONS, spread: 0.5 }, counting, spy);
  const noise = Float64Array.from({ length: 25 }, (_, k) => 0.5 * (k + 1));
  assertEquals(start?.subarray(0, 24), noise.subarray(0, 24));
  assertEquals(start?.[24], -2 + noise[24]);
});

randomTest(
  "the loss has risen when its last tenth lies above its first, or its last step does",
  () => {
    const end = (losses: readonly number[]) => {
      let step = 0;
      const listed = () => ({ loss: losses[step++], gradient: new Float64Array(25).fill(1e-3) });
      return pretrainTransformer({ ...OPTIONS, steps: losses.length }, testStream(5), listed)
        .stopped;
    };
    // Of 5 steps a tenth is none: first and last count.
    assertEquals(end([1, 5, 3, 0, 2]), "diverged");
    assertEquals(end([2, 5, 3, 0, 2]), "step limit");
    // Of 21 steps it is two: means 2 and 3 with standard errors of 1, then means 1 and 5 without.
    const middle = new Array(17).fill(9);
    assertEquals(end([1, 3, ...middle, 2, 4]), "step limit");
    assertEquals(end([1, 1, ...middle, 5, 5]), "diverged");
  },
);

randomTest("training from little noise finds the two-scalar family", () => {
  const options = { ...OPTIONS, learningRate: 5, steps: 300, batch: 64, sigma: 6, spread: 0.01 };
  const { parameters, stopped } = pretrainTransformer(options, testStream("family"));
  assertEquals(stopped, "step limit");
  const diagonal = [0, 1, 2].map((j) => parameters.get(j, j));
  // The diagonal has a deviation of 0.1 around 8.1, the rest one of 0.12 around 0.
  spendChance(27);
  assert(diagonal.every((entry) => entry > 4), `${diagonal}`);
  parameters.to2DArray().forEach((row, i) =>
    row.forEach((entry, j) => assert(i === j || Math.abs(entry) < 1.5, `W[${i},${j}] = ${entry}`))
  );
});

randomTest("a run that diverges says where and why, and only such a run does", () => {
  const train = (loss: (step: number) => number) => {
    let step = 0;
    return pretrainTransformer(
      OPTIONS,
      testStream(5),
      () => ({ loss: loss(step++), gradient: new Float64Array(25).fill(1) }),
    );
  };
  const broken = train((step) => step === 3 ? NaN : 1);
  assertEquals(broken.stopped, "diverged");
  assertEquals(broken.divergence, { step: 3, reason: "the loss became NaN" });
  assert(toFlat(broken.parameters).every(Number.isFinite));
  assertEquals(train((step) => 1 + step).stopped, "diverged");
  const { stopped, ...finished } = train(() => 1);
  assertEquals([stopped, "divergence" in finished], ["step limit", false]);
});

randomTest("a run follows from its stream, and sizes are checked", () => {
  const train = (changes: object = {}) =>
    toFlat(pretrainTransformer({ ...OPTIONS, ...changes }, testStream(3)).parameters);
  assertEquals(train(), train());
  assertThrows(() => train({ spread: -1 }), RangeError, "spread ε");
  assertThrows(() => train({ batch: 0 }), RangeError, "number of prompts");
  assertThrows(() => train({ contextLength: 0 }), RangeError, "context length N");
  const batch = drawNearestBatch({ contextLength: 2, dimension: 3, prompts: 1 }, testStream(4));
  assertThrows(() => fusedTransformerGradient(batch, [1, 2]), RangeError, "W must have 25 entries");
});
