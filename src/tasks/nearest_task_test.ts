import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { assertProperty, randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, norm } from "../linalg.ts";
import { assertClose, assertLaw, COORDINATE_CDF } from "./assertions_for_tests.ts";
import {
  drawInnerProducts,
  drawNearestBatch,
  promptWithInnerProducts,
  signLabels,
} from "./nearest_task.ts";
import { promptAt } from "./prompt.ts";
import { TOLERANCE } from "../tolerance.ts";

randomTest("inner products come as many as points, with the law of the sphere", () => {
  for (const dimension of [2, 3, 7] as const) {
    const setting = { contextLength: 5, dimension, prompts: 2003 };
    const t = drawInnerProducts(setting, testStream("prompts of", dimension));
    assertEquals([t.length, new Set(t).size, t.includes(0)], [5 * 2003, 5 * 2003, false]);
    assertLaw(t, COORDINATE_CDF[dimension], `dimension ${dimension}`);
  }
});

randomTest("the nearest of N points is as near as N independent ones make it", () => {
  const setting = { contextLength: 5, dimension: 3, prompts: 5003 };
  const t = drawInnerProducts(setting, testStream("nearest of five"));
  const nearest = Array.from(
    { length: 5003 },
    (_, b) => Math.max(...t.subarray(5 * b, 5 * b + 5)),
  );
  assertLaw(nearest, (value) => COORDINATE_CDF[3](value) ** 5);
});

randomTest("sizes of a nearest-neighbour setting are checked", () => {
  const draw = (changes: object) => () =>
    drawInnerProducts(
      { contextLength: 5, dimension: 3, prompts: 7, ...changes },
      testStream("refused"),
    );
  const rule = "must be a whole number of at least";
  assertThrows(draw({ contextLength: 0 }), RangeError, `context length N ${rule} 1, got 0`);
  assertThrows(draw({ dimension: 1 }), RangeError, `sphere dimension d ${rule} 2, got 1`);
  assertThrows(draw({ prompts: 0.5 }), RangeError, `number of prompts ${rule} 1, got 0.5`);
});

randomTest("sign labels are −1 or +1, about as many of either", () => {
  const labels = signLabels(10_000, testStream("sign labels"));
  assert(labels.every((label) => label === -1 || label === 1));
  assertAlmostEquals(labels.reduce((sum, y) => sum + y, 0) / 10_000, 0, hoeffding(10_000, 2));
});

const settings = fc.record({
  innerProducts: fc.array(fc.integer({ min: -1000, max: 1000 }).map((k) => k / 1000), {
    minLength: 1,
    maxLength: 7,
  }),
  dimension: fc.integer({ min: 2, max: 11 }),
  seed: fc.nat(),
});

randomTest("a prompt has exactly the inner products asked for, on the sphere", () => {
  assertProperty(fc.property(settings, ({ innerProducts, dimension, seed }) => {
    const labels = innerProducts.map((_, i) => i);
    const prompt = promptWithInnerProducts(
      { innerProducts, labels, dimension },
      testStream(seed),
    );
    assertEquals([prompt.covariates.rows, prompt.covariates.columns], [labels.length, dimension]);
    assertEquals([...prompt.labels], labels);
    assertAlmostEquals(norm(prompt.query), 1, TOLERANCE.forward);
    for (const [i, x] of prompt.covariates.to2DArray().entries()) {
      assertAlmostEquals(norm(x), 1, TOLERANCE.identity);
      assertAlmostEquals(dot(x, prompt.query), innerProducts[i], TOLERANCE.identity);
    }
  }));
});

randomTest("inner products of ±1 put the point on the query, or opposite", () => {
  const { covariates, query } = promptWithInnerProducts(
    { innerProducts: [1, -1], labels: [2, 3], dimension: 5 },
    testStream("ends"),
  );
  assertClose(covariates.getRow(0), query, { tolerance: 0 });
  assertClose(covariates.getRow(1), query.map((entry) => -entry), { tolerance: 0 });
});

randomTest("points with one inner product go all around the query, each its own way", () => {
  // In three dimensions the directions across lie on a circle: their inner products are arcsine.
  const stream = testStream("across");
  const across = Array.from({ length: 5000 }, () => {
    const { covariates } = promptWithInnerProducts(
      { innerProducts: [0, 0], labels: [2, 3], dimension: 3 },
      stream,
    );
    return dot(covariates.getRow(0), covariates.getRow(1));
  });
  assertLaw(across.map((t) => Math.max(-1, Math.min(1, t))), COORDINATE_CDF[2]);
});

randomTest("the query of a prompt is uniform on the sphere", () => {
  const stream = testStream("queries");
  const first = Array.from({ length: 5000 }, () => {
    const setting = { innerProducts: [0.5], labels: [1], dimension: 3 };
    return promptWithInnerProducts(setting, stream).query[0];
  });
  assertLaw(first, COORDINATE_CDF[3]);
});

randomTest("a prompt keeps its labels when their source changes", () => {
  const labels = Float64Array.of(2, 3);
  const prompt = promptWithInnerProducts(
    { innerProducts: [0.5, 0.25], labels, dimension: 3 },
    testStream("labels"),
  );
  labels[0] = 99;
  assertEquals(prompt.labels[0], 2);
});

randomTest("inner products that no points have are refused", () => {
  const make = (changes: object) => () =>
    promptWithInnerProducts(
      { innerProducts: [0.5, 0.25], labels: [1, -1], dimension: 3, ...changes },
      testStream("refused"),
    );
  const refused: [object, string][] = [
    [{ innerProducts: [0.5, 1.01] }, "inner products must lie in [−1, 1], got 1.01 at index 1"],
    [{ innerProducts: [-1.5, 0] }, "inner products must lie in [−1, 1], got -1.5 at index 0"],
    [{ innerProducts: [NaN, 0] }, "inner products must lie in [−1, 1], got NaN at index 0"],
    [
      { innerProducts: [], labels: [] },
      "context length N must be a whole number of at least 1, got 0",
    ],
    [{ labels: [1] }, "labels must have 2 entries one per point, got 1"],
    [{ labels: [1, NaN] }, "labels must be finite, got NaN at index 1"],
    [{ dimension: 1 }, "sphere dimension d must be a whole number of at least 2, got 1"],
    [{ dimension: 2.5 }, "sphere dimension d must be a whole number of at least 2, got 2.5"],
  ];
  for (const [change, message] of refused) assertThrows(make(change), RangeError, message);
});

randomTest("a batch of points asks for the label of each prompt's nearest", () => {
  const batch = drawNearestBatch(
    { contextLength: 5, dimension: 3, prompts: 101 },
    testStream("nearest batch"),
  );
  const inner: number[] = [];
  for (let b = 0; b < 101; b++) {
    const { covariates, labels, query } = promptAt(batch, b);
    const t = covariates.to2DArray().map((x) => dot(x, query));
    assertEquals(batch.targets[b], labels[t.indexOf(Math.max(...t))]);
    assert(labels.every((label) => Math.abs(label) === 1));
    for (const x of covariates.to2DArray()) assertAlmostEquals(norm(x), 1, 1e-14);
    inner.push(...t);
  }
  assertLaw(inner, COORDINATE_CDF[3]);
});

randomTest("what is drawn into given arrays is what is drawn into new ones", () => {
  const shape = { contextLength: 7, dimension: 3, prompts: 5 };
  const [fresh, again] = [testStream("into"), testStream("into")];
  const batch = drawNearestBatch(shape, again);
  assertEquals(batch, drawNearestBatch(shape, fresh));
  assert(drawNearestBatch(shape, again, batch) === batch);
  assertEquals(batch, drawNearestBatch(shape, fresh));
  const t = new Float64Array(35);
  assert(drawInnerProducts(shape, again, t) === t);
  assertEquals(t, drawInnerProducts(shape, fresh));
  assertThrows(
    () => drawNearestBatch({ ...shape, contextLength: 6 }, again, batch),
    RangeError,
    "a batch to draw into must have 5×6×3 covariates, got 5×7×3",
  );
  assertThrows(
    () => drawInnerProducts(shape, again, new Float64Array(34)),
    RangeError,
    "array to draw into must have 35 entries B·N, got 34",
  );
});
