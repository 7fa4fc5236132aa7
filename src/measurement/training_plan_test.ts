import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { expectedNearest } from "./expected_nearest.ts";
import { gapLaw, predictedXi1 } from "./gap_law.ts";
import { elapsedTime, neededScale, startUpTime, trainingPlan } from "./training_plan.ts";

const SHAPE = { contextLength: 7, dimension: 5 };

Deno.test("at the needed scale a tied field leaves exactly 1 − tol to the nearest point", () => {
  const xi1 = neededScale({ contextLength: 7, gap: 0.13, tol: 0.03 });
  const t = Float64Array.of(0.5, ...new Array(6).fill(0.37));
  const { weights } = twoScalarWeights(t, { xi1, xi2: Infinity });
  assertAlmostEquals(weights[0], 0.97, 1e-12);
});

Deno.test("under the hard mask elapsed time inverts A11's ξ1", () => {
  const xi1 = predictedXi1(SHAPE, 12_345);
  const time = elapsedTime({ xi1, xi2: Infinity }, { ...SHAPE, sigma: Infinity });
  assertAlmostEquals(time / 12_345, 1, 1e-12);
});

Deno.test("under a soft mask elapsed time is that of the flow with a mask that holds, then follows", () => {
  const [sigma, ratio, end] = [6, 1.3, 40];
  const { lossConstant } = gapLaw(SHAPE);
  // Euler steps of d(d + ρ²)·ξ1²dξ1 = C dt: ξ2 = max(σ, ρξ1).
  let time = 0;
  const step = 1e-4;
  for (let xi1 = step / 2; xi1 < end; xi1 += step) {
    const inertia = SHAPE.dimension + (ratio * xi1 > sigma ? ratio ** 2 : 0);
    time += (inertia * xi1 ** 2 * step) / lossConstant;
  }
  const got = elapsedTime({ xi1: end, xi2: ratio * end }, { ...SHAPE, sigma });
  assertAlmostEquals(got / time, 1, 1e-5);
});

Deno.test("a plan takes the time that ξ1 needs, or forty start-ups", () => {
  const setting = { ...SHAPE, sigma: Infinity };
  const long = trainingPlan({ ...setting, xi1: 90 });
  assertAlmostEquals(predictedXi1(SHAPE, long.learningRate * long.steps), 90, 1e-9);
  const short = trainingPlan({ ...setting, xi1: 1 });
  assertAlmostEquals(short.learningRate * short.steps, 40 * startUpTime(SHAPE), 1e-6);
  assertEquals(short.steps, 300);
});

Deno.test("the first step stays below half of σ", () => {
  const { learningRate } = trainingPlan({ ...SHAPE, sigma: 5, xi1: 60 });
  const slope = expectedNearest(SHAPE) / SHAPE.contextLength;
  assert((learningRate / SHAPE.dimension) * slope <= 2.5 * (1 + 1e-12));
});

Deno.test("sizes outside their ranges are refused", () => {
  assertThrows(() => neededScale({ contextLength: 1, gap: 0.1, tol: 0.1 }), RangeError, "N");
  assertThrows(() => neededScale({ contextLength: 3, gap: 0, tol: 0.1 }), RangeError, "gap");
  assertThrows(() => neededScale({ contextLength: 3, gap: 0.1, tol: 0.5 }), RangeError, "tol");
  assertThrows(() => trainingPlan({ ...SHAPE, sigma: 5, xi1: 0 }), RangeError, "ξ1");
});
