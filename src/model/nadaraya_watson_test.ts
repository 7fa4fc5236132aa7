import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot } from "../linalg.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { nadarayaWatson } from "./nadaraya_watson.ts";
import { TOLERANCE } from "../tolerance.ts";

/** Five labelled points, the same whenever a test asks. */
function drawProblem() {
  const { covariates, labels, query } = normalPrompt({ n: 5, d: 3 }, testStream("problem"));
  return { covariates: covariates.to2DArray(), labels, query };
}

/** Σ K_i y_i / Σ K_i for any squared distance. */
function estimate(w: number, squared: (difference: number[]) => number): number {
  const { covariates, labels, query } = drawProblem();
  let above = 0;
  let below = 0;
  covariates.forEach((x, i) => {
    const kernel = Math.exp(-0.5 * w * squared(x.map((entry, j) => entry - query[j])));
    above += kernel * labels[i];
    below += kernel;
  });
  return above / below;
}

randomTest("the estimate is the labels' mean under a Gaussian kernel", () => {
  const problem = drawProblem();
  for (const w of [0.1, 1, 3]) {
    assertAlmostEquals(
      nadarayaWatson(problem, w),
      estimate(w, (z) => dot(z, z)),
      TOLERANCE.forward,
    );
  }
});

randomTest("distances are measured in the metric that is given", () => {
  const problem = drawProblem();
  const a = normalRows({ rows: 3 }, testStream("metric"));
  // AᵀA is a metric, and its distance is the length of A·z.
  const precision = [0, 1, 2].map((j) =>
    [0, 1, 2].map((k) => a.reduce((sum, row) => sum + row[j] * row[k], 0))
  );
  const squared = (z: number[]) => a.reduce((sum, row) => sum + dot(row, z) ** 2, 0);
  for (const w of [0.1, 1]) {
    assertAlmostEquals(
      nadarayaWatson({ ...problem, precision }, w),
      estimate(w, squared),
      TOLERANCE.forward,
    );
  }
});

randomTest("the widest window averages all labels", () => {
  const problem = drawProblem();
  const mean = problem.labels.reduce((sum, y) => sum + y, 0) / 5;
  assertAlmostEquals(nadarayaWatson(problem, 0), mean, TOLERANCE.forward);
});

Deno.test("a narrow window far from every point takes the nearest label, not 0/0", () => {
  const problem = { covariates: [[1000], [-1001]], labels: [2, 3], query: [0] };
  assertEquals(nadarayaWatson(problem, 1000), 2);
});

randomTest("what is no kernel problem is refused with the rule and the value", () => {
  const problem = drawProblem();
  const refused: [() => unknown, string][] = [
    [
      () => nadarayaWatson(problem, -1),
      "inverse temperature w must be a finite number of at least 0, got -1",
    ],
    [
      () => nadarayaWatson(problem, NaN),
      "inverse temperature w must be a finite number of at least 0, got NaN",
    ],
    [
      () => nadarayaWatson({ covariates: [], labels: [], query: [1] }, 1),
      "the context must have at least 1 labelled point, got 0",
    ],
    [
      () => nadarayaWatson({ ...problem, query: [1, 2] }, 1),
      "covariates must have 2 columns like the query, got 3",
    ],
    [() => nadarayaWatson({ ...problem, labels: [1, 2] }, 1), "labels must have 5 entries"],
    [
      () => nadarayaWatson({ ...problem, labels: [1, 2, NaN, 4, 5] }, 1),
      "labels must be finite, got NaN at index 2",
    ],
    [
      () => nadarayaWatson({ ...problem, precision: [[1, 0], [0, 1], [0, 0]] }, 1),
      "distances must be finite, got NaN at index 0",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
