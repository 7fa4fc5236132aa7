import { assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { toMatrix } from "../linalg.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { normalPrompt } from "../tasks/prompts_for_tests.ts";
import { posteriorMean } from "./posterior_mean.ts";

/** e^{−Σ(y − vx)²/(2σ²)} for one-dimensional points. */
function likelihood(v: number, { x, y, noise }: { x: number[]; y: number[]; noise: number }) {
  return Math.exp(-x.reduce((sum, xi, i) => sum + (y[i] - v * xi) ** 2, 0) / (2 * noise ** 2));
}

const X = [0.7, -1.3, 0.4];
const Y = [1.1, -0.2, 0.9];
const PROMPT = createPrompt({ covariates: X.map((x) => [x]), labels: Y, query: [1.7] });

Deno.test("with the Gaussian prior it is the mean of prior times likelihood, by quadrature", () => {
  let above = 0;
  let below = 0;
  for (let k = -2000; k <= 2000; k++) {
    const v = k / 200;
    const mass = Math.exp(-v * v / 2) * likelihood(v, { x: X, y: Y, noise: 0.6 });
    above += mass * v * 1.7;
    below += mass;
  }
  assertAlmostEquals(posteriorMean(PROMPT, { noise: 0.6 }), above / below, 1e-12);
});

Deno.test("with finitely many tasks it is their mean under Bayes' rule", () => {
  const tasks = [-1, 0.3, 2];
  const mass = tasks.map((v) => likelihood(v, { x: X, y: Y, noise: 0.6 }));
  const total = mass.reduce((sum, value) => sum + value, 0);
  const wanted = tasks.reduce((sum, v, k) => sum + (mass[k] / total) * v * 1.7, 0);
  const got = posteriorMean(PROMPT, { noise: 0.6, tasks: toMatrix(tasks.map((v) => [v])) });
  assertAlmostEquals(got, wanted, 1e-14);
});

randomTest("with little noise and more points than dimensions it is the least-squares line", () => {
  const prompt = normalPrompt({ n: 7, d: 3 }, testStream("exact labels"));
  const task = [0.5, -2, 1.25];
  const at = (x: ArrayLike<number>) => task.reduce((sum, v, j) => sum + v * x[j], 0);
  const labels = Float64Array.from(prompt.covariates.to2DArray(), at);
  const got = posteriorMean({ ...prompt, labels }, { noise: 1e-5 });
  assertAlmostEquals(got, at(prompt.query), 1e-8);
});

Deno.test("no noise, or tasks of another dimension, are refused", () => {
  assertThrows(
    () => posteriorMean(PROMPT, { noise: 0 }),
    RangeError,
    "label noise σ must be a finite number above 0, got 0",
  );
  assertThrows(
    () => posteriorMean(PROMPT, { noise: 1, tasks: toMatrix([[1, 2]]) }),
    RangeError,
    "A·B must have as many columns in A as rows in B, got 1×2 · 1×1",
  );
});
