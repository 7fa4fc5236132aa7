import { assertAlmostEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot } from "../linalg.ts";
import { drawFrequencies } from "../model/random_features.ts";
import { taskPosterior } from "./task_posterior.ts";

randomTest("label by label it is the posterior of all labels at once", () => {
  const stream = testStream();
  const [tasks, covariates] = [drawFrequencies(4, 3, stream), drawFrequencies(5, 3, stream)];
  const query = Float64Array.from(drawFrequencies(1, 3, stream).getRow(0));
  const labels = Float64Array.from({ length: 5 }, () => stream.normal());
  const joint = tasks.to2DArray().map((task) =>
    covariates.to2DArray().reduce(
      (density, x, i) => density * Math.exp(-((labels[i] - dot(task, x)) ** 2) / (2 * 0.7 ** 2)),
      1,
    )
  );
  const total = joint.reduce((sum, density) => sum + density, 0);
  const values = tasks.to2DArray().map((task) => dot(task, query));
  const mean = dot(joint, values) / total;
  const square = dot(joint, values.map((value) => value * value)) / total;
  const posterior = taskPosterior({ covariates, labels, query }, { tasks, noise: 0.7 });
  assertAlmostEquals(posterior.mean, mean, 1e-12);
  assertAlmostEquals(posterior.variance, square - mean ** 2, 1e-12);
});

randomTest("a task that labels rule out keeps no share, and none is NaN", () => {
  const stream = testStream();
  const tasks = drawFrequencies(3, 2, stream);
  const covariates = drawFrequencies(50, 2, stream);
  const labels = Float64Array.from(covariates.to2DArray(), (x) => dot(tasks.getRow(1), x));
  const prompt = { covariates, labels, query: Float64Array.of(1, 2) };
  const { mean, variance } = taskPosterior(prompt, { tasks, noise: 1e-3 });
  assertAlmostEquals(mean, dot(tasks.getRow(1), [1, 2]));
  assertAlmostEquals(variance, 0);
});
