import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { dot } from "../linalg.ts";
import { randomStream } from "../prng.ts";
import { normalPrompt, normalRows } from "../tasks/prompts_for_tests.ts";
import { nadarayaWatson } from "./nadaraya_watson.ts";
import { TOLERANCE } from "../tolerance.ts";

const stream = randomStream("Nadaraya–Watson");
const prompt = normalPrompt({ n: 5, d: 3 }, stream);
const PROBLEM = {
  covariates: prompt.covariates.to2DArray(),
  labels: prompt.labels,
  query: prompt.query,
};

/** Σ K_i y_i / Σ K_i for any squared distance. */
function estimate(w: number, squared: (difference: number[]) => number): number {
  let above = 0;
  let below = 0;
  PROBLEM.covariates.forEach((x, i) => {
    const kernel = Math.exp(-0.5 * w * squared(x.map((entry, j) => entry - PROBLEM.query[j])));
    above += kernel * PROBLEM.labels[i];
    below += kernel;
  });
  return above / below;
}

Deno.test("the estimate is the labels' mean under a Gaussian kernel", () => {
  for (const w of [0.1, 1, 3]) {
    assertAlmostEquals(
      nadarayaWatson(PROBLEM, w),
      estimate(w, (z) => dot(z, z)),
      TOLERANCE.forward,
    );
  }
});

Deno.test("distances are measured in the metric that is given", () => {
  const a = normalRows({ rows: 3 }, stream);
  // AᵀA is a metric, and its distance is the length of A·z.
  const precision = [0, 1, 2].map((j) =>
    [0, 1, 2].map((k) => a.reduce((sum, row) => sum + row[j] * row[k], 0))
  );
  const squared = (z: number[]) => a.reduce((sum, row) => sum + dot(row, z) ** 2, 0);
  for (const w of [0.1, 1]) {
    assertAlmostEquals(
      nadarayaWatson({ ...PROBLEM, precision }, w),
      estimate(w, squared),
      TOLERANCE.forward,
    );
  }
});

Deno.test("the widest window averages all labels", () => {
  const mean = PROBLEM.labels.reduce((sum, y) => sum + y, 0) / 5;
  assertAlmostEquals(nadarayaWatson(PROBLEM, 0), mean, TOLERANCE.forward);
});

Deno.test("a narrow window far from every point takes the nearest label, not 0/0", () => {
  const problem = { covariates: [[1000], [-1001]], labels: [2, 3], query: [0] };
  assertEquals(nadarayaWatson(problem, 1000), 2);
});

Deno.test("what is no kernel problem is refused with the rule and the value", () => {
  const refused: [() => unknown, string][] = [
    [
      () => nadarayaWatson(PROBLEM, -1),
      "inverse temperature w must be a finite number of at least 0, got -1",
    ],
    [
      () => nadarayaWatson(PROBLEM, NaN),
      "inverse temperature w must be a finite number of at least 0, got NaN",
    ],
    [
      () => nadarayaWatson({ covariates: [], labels: [], query: [1] }, 1),
      "the context must have at least 1 labelled point, got 0",
    ],
    [
      () => nadarayaWatson({ ...PROBLEM, query: [1, 2] }, 1),
      "covariates must have 2 columns like the query, got 3",
    ],
    [() => nadarayaWatson({ ...PROBLEM, labels: [1, 2] }, 1), "labels must have 5 entries"],
    [
      () => nadarayaWatson({ ...PROBLEM, labels: [1, 2, NaN, 4, 5] }, 1),
      "labels must be finite, got NaN at index 2",
    ],
    [
      () => nadarayaWatson({ ...PROBLEM, precision: [[1, 0], [0, 1], [0, 0]] }, 1),
      "distances must be finite, got NaN at index 0",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
