import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { dot, norm } from "../linalg.ts";
import { randomStream } from "../prng.ts";
import { assertClose, assertLaw, COORDINATE_CDF } from "./assertions_for_tests.ts";
import {
  drawInnerProducts,
  drawNearestBatch,
  promptWithInnerProducts,
  signLabels,
} from "./nearest_task.ts";
import { promptAt } from "./prompt.ts";
import { TOLERANCE } from "../tolerance.ts";

Deno.test("inner products come as many as points, with the law of the sphere", () => {
  for (const dimension of [2, 3, 7] as const) {
    const setting = { contextLength: 5, dimension, prompts: 2003 };
    const t = drawInnerProducts(setting, randomStream("prompts of", dimension));
    assertEquals([t.length, new Set(t).size, t.includes(0)], [5 * 2003, 5 * 2003, false]);
    assertLaw(t, COORDINATE_CDF[dimension], `dimension ${dimension}`);
  }
});

Deno.test("the nearest of N points is as near as N independent ones make it", () => {
  const setting = { contextLength: 5, dimension: 3, prompts: 5003 };
  const t = drawInnerProducts(setting, randomStream("nearest of five"));
  const nearest = Array.from(
    { length: 5003 },
    (_, b) => Math.max(...t.subarray(5 * b, 5 * b + 5)),
  );
  assertLaw(nearest, (value) => COORDINATE_CDF[3](value) ** 5);
});

Deno.test("sizes of a nearest-neighbour setting are checked", () => {
  const draw = (changes: object) => () =>
    drawInnerProducts(
      { contextLength: 5, dimension: 3, prompts: 7, ...changes },
      randomStream("refused"),
    );
  const rule = "must be a whole number of at least";
  assertThrows(draw({ contextLength: 0 }), RangeError, `context length N ${rule} 1, got 0`);
  assertThrows(draw({ dimension: 1 }), RangeError, `sphere dimension d ${rule} 2, got 1`);
  assertThrows(draw({ prompts: 0.5 }), RangeError, `number of prompts ${rule} 1, got 0.5`);
});

Deno.test("sign labels are −1 or +1, about as many of either", () => {
  const labels = signLabels(10_000, randomStream("sign labels"));
  assert(labels.every((label) => label === -1 || label === 1));
  // Hoeffding: a mean further from 0 has chance 1e-9.
  assertAlmostEquals(labels.reduce((sum, y) => sum + y, 0) / 10_000, 0, 0.066);
});

const settings = fc.record({
  innerProducts: fc.array(fc.integer({ min: -1000, max: 1000 }).map((k) => k / 1000), {
    minLength: 1,
    maxLength: 7,
  }),
  dimension: fc.integer({ min: 2, max: 11 }),
  seed: fc.nat(),
});

Deno.test("a prompt has exactly the inner products asked for, on the sphere", () => {
  fc.assert(fc.property(settings, ({ innerProducts, dimension, seed }) => {
    const labels = innerProducts.map((_, i) => i);
    const prompt = promptWithInnerProducts(
      { innerProducts, labels, dimension },
      randomStream(seed),
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

Deno.test("inner products of ±1 put the point on the query, or opposite", () => {
  const { covariates, query } = promptWithInnerProducts(
    { innerProducts: [1, -1], labels: [2, 3], dimension: 5 },
    randomStream("ends"),
  );
  assertClose(covariates.getRow(0), query, { tolerance: 0 });
  assertClose(covariates.getRow(1), query.map((entry) => -entry), { tolerance: 0 });
});

Deno.test("points with one inner product go all around the query, each its own way", () => {
  // In three dimensions the directions across lie on a circle: their inner products are arcsine.
  const stream = randomStream("across");
  const across = Array.from({ length: 5000 }, () => {
    const { covariates } = promptWithInnerProducts(
      { innerProducts: [0, 0], labels: [2, 3], dimension: 3 },
      stream,
    );
    return dot(covariates.getRow(0), covariates.getRow(1));
  });
  assertLaw(across.map((t) => Math.max(-1, Math.min(1, t))), COORDINATE_CDF[2]);
});

Deno.test("the query of a prompt is uniform on the sphere", () => {
  const stream = randomStream("queries");
  const first = Array.from({ length: 5000 }, () => {
    const setting = { innerProducts: [0.5], labels: [1], dimension: 3 };
    return promptWithInnerProducts(setting, stream).query[0];
  });
  assertLaw(first, COORDINATE_CDF[3]);
});

Deno.test("a prompt keeps its labels when their source changes", () => {
  const labels = Float64Array.of(2, 3);
  const prompt = promptWithInnerProducts(
    { innerProducts: [0.5, 0.25], labels, dimension: 3 },
    randomStream("labels"),
  );
  labels[0] = 99;
  assertEquals(prompt.labels[0], 2);
});

Deno.test("inner products that no points have are refused", () => {
  const make = (changes: object) => () =>
    promptWithInnerProducts(
      { innerProducts: [0.5, 0.25], labels: [1, -1], dimension: 3, ...changes },
      randomStream("refused"),
    );
  const refused: [object, string][] = [
    [{ innerProducts: [0.5, 1.01] }, "inner products must lie in [−1, 1], got 1.01 at index 1"],
    [{ innerProducts: [-1.5, 0] }, "inner products must lie in [−1, 1], got -1.5 at index 0"],
    [{ innerProducts: [NaN, 0] }, "inner products must lie in [−1, 1], got NaN at index 0"],
    [
      { innerProducts: [], labels: [] },
      "context length N must be a whole number of at least 1, got 0",
    ],
    [{ labels: [1] }, "labels must have 2 entries one a point, got 1"],
    [{ labels: [1, NaN] }, "labels must be finite, got NaN at index 1"],
    [{ dimension: 1 }, "sphere dimension d must be a whole number of at least 2, got 1"],
    [{ dimension: 2.5 }, "sphere dimension d must be a whole number of at least 2, got 2.5"],
  ];
  for (const [change, message] of refused) assertThrows(make(change), RangeError, message);
});

Deno.test("a batch of points asks for the label of each prompt's nearest", () => {
  const batch = drawNearestBatch(
    { contextLength: 5, dimension: 3, prompts: 101 },
    randomStream("nearest batch"),
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

Deno.test("what is drawn into given arrays is what is drawn into new ones", () => {
  const shape = { contextLength: 7, dimension: 3, prompts: 5 };
  const [fresh, again] = [randomStream("into"), randomStream("into")];
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
