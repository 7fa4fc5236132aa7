import { assert, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { fusedIclGradient } from "./fused_icl_loss.ts";
import { pretrainAttention, type PretrainAttentionOptions } from "./pretrain_attention.ts";

const OPTIONS: PretrainAttentionOptions = {
  law: { functionClass: "affine", lipschitz: 1, noise: 0.3, contextLength: 11, dimension: 3 },
  learningRate: 5,
  steps: 50,
  batch: 17,
};

function train(changes: Partial<PretrainAttentionOptions> = {}, label = "pretraining") {
  return pretrainAttention({ ...OPTIONS, ...changes }, testStream(label));
}

randomTest("M starts at zero and is averaged over the last half of the steps", () => {
  const down = Float64Array.from({ length: 9 }, (_, i) => -i);
  const seen: Float64Array[] = [];
  const run = pretrainAttention(
    { ...OPTIONS, learningRate: 0.5, steps: 4 },
    testStream("steps"),
    (_, parameters) => {
      seen.push(parameters.slice());
      return { loss: 1, gradient: down };
    },
  );
  assertEquals(seen[0], new Float64Array(9));
  assertEquals(seen[3], down.map((entry) => -1.5 * entry));
  // Steps 3 and 4 end at 1.5 and 2 times the way.
  const way = [...down].map((entry) => -1.75 * entry);
  assertEquals(run.parameters.to2DArray(), [way.slice(0, 3), way.slice(3, 6), way.slice(6)]);
  assertEquals([run.losses, run.stopped], [[1, 1, 1, 1], "step limit"]);
  assert(!("divergence" in run));
});

randomTest("every step sees fresh prompts of the law", () => {
  const batches: PromptBatch[] = [];
  pretrainAttention({ ...OPTIONS, steps: 3 }, testStream("fresh"), (batch) => {
    batches.push(structuredClone(batch));
    return { loss: 1, gradient: new Float64Array(9).fill(0.1) };
  });
  const stream = testStream("fresh");
  assertEquals(batches.length, 3);
  for (const batch of batches) assertEquals(batch, drawRegressionBatch(OPTIONS.law, 17, stream));
});

randomTest("a run follows from its stream, and descends the ICL loss", () => {
  assertEquals(train(), train());
  assert(train().losses[0] !== train({}, "another").losses[0]);
  assertEquals(
    train(),
    pretrainAttention(OPTIONS, testStream("pretraining"), fusedIclGradient),
  );
});

randomTest("a law without a direction trains an M without one: w·I", () => {
  const { parameters, losses } = train({ steps: 600, batch: 60 });
  const w = (parameters.get(0, 0) + parameters.get(1, 1) + parameters.get(2, 2)) / 3;
  // 2.8 with a deviation of 0.03, and 0.012 of it in every entry of M.
  spendChance(11);
  assert(w > 1, `the window opens: w = ${w}`);
  const isotropic = [w, 0, 0, 0, w, 0, 0, 0, w];
  assertClose(parameters.to1DArray().map((entry) => entry / w), isotropic.map((e) => e / w), {
    tolerance: 0.1,
    what: "M / w",
  });
  const mean = (some: readonly number[]) => some.reduce((sum, x) => sum + x, 0) / some.length;
  assert(mean(losses.slice(-100)) < mean(losses.slice(0, 10)));
});

randomTest("an absurd rate is reported with its step, never as NaN", () => {
  for (const learningRate of [1e6, 1e300]) {
    const run = train({ learningRate });
    assertEquals(run.stopped, "diverged", `η = ${learningRate}`);
    assert(run.divergence !== undefined && run.divergence.step >= 0);
    assert(run.parameters.to1DArray().every(Number.isFinite));
    assert(run.losses.every(Number.isFinite));
  }
});

randomTest("training stops early on a plateau", () => {
  const run = pretrainAttention(
    { ...OPTIONS, plateau: { window: 3, improvement: 0.01 } },
    testStream("plateau"),
    () => ({ loss: 1, gradient: new Float64Array(9).fill(0.1) }),
  );
  assertEquals([run.stopped, run.losses.length], ["converged", 6]);
});

randomTest("a rise of the loss is one of a tenth of the run, one step at least", () => {
  const between = (count: number) => Array<number>(count).fill(50);
  const runs: [number[], string][] = [
    [[1, 3, ...between(16), 2, 4], "step limit"], // the last lies above the first, two do not
    [[1, 1, 100, ...between(20), 2, 2], "diverged"], // two of 25 do, three do not
    [[1, 100, ...between(4), 2], "diverged"], // one of 7 does, two do not
  ];
  for (const [losses, stopped] of runs) {
    let step = 0;
    const listed = () => ({ loss: losses[step++], gradient: new Float64Array(9).fill(0.1) });
    const options = { ...OPTIONS, steps: losses.length };
    assertEquals(pretrainAttention(options, testStream("listed"), listed).stopped, stopped);
  }
});

randomTest("what is no run is refused with the rule and the value", () => {
  const refused: [Partial<PretrainAttentionOptions>, string][] = [
    [{ batch: 0 }, "batch must be a whole number of at least 1, got 0"],
    [{ steps: 0 }, "step limit must be a whole number of at least 1, got 0"],
    [{ learningRate: 0 }, "learning rate must be a finite number above 0, got 0"],
    [
      { law: { ...OPTIONS.law, noise: -1 } },
      "label noise σ must be a finite number of at least 0, got -1",
    ],
  ];
  for (const [change, message] of refused) assertThrows(() => train(change), RangeError, message);
});
