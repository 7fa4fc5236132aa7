import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { assertSpyCalls, spy } from "@std/testing/mock";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { type DescentOptions, gradientDescent } from "./descent.ts";
import { TOLERANCE } from "../tolerance.ts";

/** ½Σ c_i x_i²: descent at rate η multiplies x_i by 1 − ηc_i in every step. */
function bowl(...curvatures: number[]) {
  return (x: Float64Array) => ({
    loss: curvatures.reduce((sum, c, i) => sum + (c * x[i] * x[i]) / 2, 0),
    gradient: Float64Array.from(curvatures, (c, i) => c * x[i]),
  });
}

/** Losses as listed, a gradient of one: parameters fall by the rate in every step. */
function listed(losses: readonly number[]) {
  return (_: Float64Array, step: number) => ({
    loss: losses[step],
    gradient: Float64Array.of(1),
  });
}

Deno.test("every step takes the gradient times the rate off the parameters", () => {
  const run = gradientDescent({
    start: [3, 5],
    gradient: bowl(1, 2),
    learningRate: 0.25,
    maxSteps: 3,
  });
  assertEquals(run.stopped, "step limit");
  assertClose(run.parameters, [3 * 0.75 ** 3, 5 * 0.5 ** 3], { tolerance: TOLERANCE.forward });
  const loss = (k: number) => ((3 * 0.75 ** k) ** 2 + 2 * (5 * 0.5 ** k) ** 2) / 2;
  assertClose(run.losses, [loss(0), loss(1), loss(2)], { tolerance: TOLERANCE.forward });
  assertEquals([run.steps, "divergence" in run], [3, false]);
});

Deno.test("each parameter may have a rate of its own", () => {
  const options = { start: [3, 5], gradient: bowl(1, 2), maxSteps: 2 };
  const run = gradientDescent({ ...options, learningRate: [0.5, 0.125] });
  assertClose(run.parameters, [3 * 0.5 ** 2, 5 * 0.75 ** 2], { tolerance: TOLERANCE.forward });
});

Deno.test("a run converges where no gradient entry exceeds the tolerance", () => {
  const options = { start: [4, -8], gradient: bowl(1, 1), learningRate: 0.5, maxSteps: 100 };
  const run = gradientDescent({ ...options, gradientTolerance: 1 });
  // −8, −4, −2, −1: three steps bring the largest entry to the tolerance.
  assertEquals([run.stopped, run.steps], ["converged", 4]);
  assertEquals(run.parameters, Float64Array.of(0.5, -1));
  assertEquals(run.losses.at(-1), (0.25 + 1) / 2);
});

Deno.test("without a tolerance only a zero gradient is convergence", () => {
  const options = { gradient: bowl(1), learningRate: 0.5, maxSteps: 11 };
  assertEquals(gradientDescent({ ...options, start: [0] }).stopped, "converged");
  assertEquals(gradientDescent({ ...options, start: [1e-300] }).stopped, "step limit");
});

Deno.test("the average is over the parameters of the last half of the steps", () => {
  for (const maxSteps of [2, 3, 7, 10]) {
    const seen: number[] = [];
    const run = gradientDescent({
      start: [100],
      gradient: bowl(1),
      learningRate: 0.125,
      maxSteps,
      onStep: ([x]) => seen.push(x),
    });
    const half = seen.slice(-Math.floor(maxSteps / 2));
    const mean = half.reduce((sum, x) => sum + x, 0) / half.length;
    assertAlmostEquals(run.average[0], mean, TOLERANCE.forward, `${maxSteps} steps`);
  }
});

Deno.test("the average of a run too short for one is its end, on a copy", () => {
  const options = { start: [8], gradient: bowl(1), learningRate: 0.5, maxSteps: 1 };
  const { average, parameters } = gradientDescent(options);
  assertEquals(average, Float64Array.of(4));
  average[0] = 99;
  assertEquals(parameters[0], 4);
});

Deno.test("steps are told from 0, with the parameters before and after", () => {
  const seen: [string, number, number][] = [];
  gradientDescent({
    start: [8],
    gradient: (x, step) => {
      seen.push(["gradient", x[0], step]);
      return bowl(1)(x);
    },
    learningRate: 0.5,
    maxSteps: 2,
    onStep: (x, step) => seen.push(["step", x[0], step]),
  });
  assertEquals(seen, [["gradient", 8, 0], ["step", 4, 0], ["gradient", 4, 1], ["step", 2, 1]]);
});

Deno.test("the start stays as it was", () => {
  const start = Float64Array.of(8);
  gradientDescent({ start, gradient: bowl(1), learningRate: 0.5, maxSteps: 2 });
  assertEquals(start, Float64Array.of(8));
});

Deno.test("a loss that is not finite ends the run at the last finite parameters", () => {
  for (const loss of [NaN, Infinity, -Infinity]) {
    const onStep = spy();
    const run = gradientDescent({
      start: [8],
      gradient: listed([3, 2, loss]),
      learningRate: 0.5,
      maxSteps: 11,
      onStep,
    });
    assertEquals(run.stopped, "diverged");
    assertEquals(run.divergence, { step: 2, reason: `the loss became ${loss}` });
    assertEquals([run.parameters[0], run.steps, run.losses], [7, 2, [3, 2]]);
    assertSpyCalls(onStep, 2);
  }
});

Deno.test("a step that would move a parameter by more than 100 is not taken", () => {
  const run = gradientDescent({
    start: [7, 101],
    gradient: bowl(1, 1),
    learningRate: [1, 1],
    maxSteps: 3,
  });
  assertEquals(run.divergence, {
    step: 0,
    reason: "one step would move a parameter by 101",
  });
  assertEquals([run.parameters, run.losses], [Float64Array.of(7, 101), []]);
  const options = { gradient: bowl(1), learningRate: 1, maxSteps: 3 };
  assertEquals(gradientDescent({ ...options, start: [-100] }).stopped, "converged");
  assertEquals(gradientDescent({ ...options, start: [-100.5] }).divergence, {
    step: 0,
    reason: "one step would move a parameter by 100.5",
  });
});

Deno.test("a gradient that is no number is a divergence, not a step", () => {
  const gradient = () => ({ loss: 1, gradient: Float64Array.of(0, NaN) });
  const run = gradientDescent({ start: [2, 3], gradient, learningRate: 1, maxSteps: 3 });
  assertEquals(run.divergence, { step: 0, reason: "one step would move a parameter by NaN" });
  assertEquals(run.parameters, Float64Array.of(2, 3));
});

Deno.test("a run whose loss ends above its start has diverged, however it ended", () => {
  const options = { start: [1], learningRate: 0.5, maxSteps: 4 };
  const risen = gradientDescent({ ...options, gradient: listed([3, 2, 4, 5]) });
  assertEquals(risen.stopped, "diverged");
  assertEquals(risen.divergence, { step: 2, reason: "the loss rose from 3 to 5" });
  const flat = (_: Float64Array, step: number) => ({
    loss: step,
    gradient: Float64Array.of(step < 2 ? 1 : 0),
  });
  assertEquals(gradientDescent({ ...options, gradient: flat }).stopped, "diverged");
  const onPlateau = { window: 1, improvement: 0 };
  const gradient = listed([3, 4, 5, 6]);
  const early = gradientDescent({ ...options, gradient, plateau: onPlateau });
  assertEquals([early.stopped, early.steps], ["diverged", 2]);
});

Deno.test("a loss that rises for a while and falls again has not diverged", () => {
  const options = { start: [1], learningRate: 0.5, maxSteps: 4 };
  const run = gradientDescent({ ...options, gradient: listed([3, 9, 9, 2]) });
  assertEquals([run.stopped, run.divergence], ["step limit", undefined]);
});

Deno.test("with a loss window the noise of single batches is no rise", () => {
  const options = { start: [1], learningRate: 0.5, maxSteps: 4, gradient: listed([1, 3, 2, 4]) };
  assertEquals(gradientDescent(options).stopped, "diverged");
  assertEquals(gradientDescent({ ...options, lossWindow: 2 }).stopped, "step limit");
});

Deno.test("on fresh batches a plateau is convergence", () => {
  const options = { start: [1], learningRate: 0.5, maxSteps: 8 };
  const gradient = listed([8, 8, 4, 4, 3.9, 3.9, 1, 1]);
  const plateau = { window: 2, improvement: 0.1 };
  const run = gradientDescent({ ...options, gradient, plateau });
  assertEquals([run.stopped, run.steps, run.parameters[0]], ["converged", 6, -2]);
  assertEquals(gradientDescent({ ...options, gradient }).steps, 8);
});

randomTest("no rate, however large, puts NaN in the parameters", () => {
  const powers = fc.array(fc.integer({ min: -300, max: 300 }), { minLength: 2, maxLength: 2 });
  assertProperty(fc.property(powers, powers, (rates, curvatures) => {
    const run = gradientDescent({
      start: [3, -5],
      gradient: bowl(...curvatures.map((p) => 10 ** p)),
      learningRate: rates.map((p) => 10 ** p),
      maxSteps: 50,
    });
    assert([...run.parameters, ...run.average, ...run.losses].every(Number.isFinite));
    assertEquals(run.steps, run.losses.length);
    assertEquals(run.stopped === "diverged", run.divergence !== undefined);
  }));
});

Deno.test("what is no descent is refused with the rule and the value", () => {
  const options = { start: [1, 2], gradient: bowl(1, 1), learningRate: 0.5, maxSteps: 3 };
  const refused: [Partial<DescentOptions>, string][] = [
    [{ start: [1, NaN] }, "start must be finite, got NaN at index 1"],
    [{ learningRate: 0 }, "learning rate must be a finite number above 0, got 0"],
    [{ learningRate: [1, -1] }, "learning rate must be a finite number above 0, got -1"],
    [{ learningRate: NaN }, "learning rate must be a finite number above 0, got NaN"],
    [
      { learningRate: [1, 2, 3] },
      "learning rates must be one, or 2 like the parameters, got 3",
    ],
    [{ maxSteps: 0 }, "step limit must be a whole number of at least 1, got 0"],
    [{ lossWindow: 0 }, "loss window must be a whole number of at least 1, got 0"],
  ];
  for (const [change, message] of refused) {
    assertThrows(() => gradientDescent({ ...options, ...change }), RangeError, message);
  }
});
