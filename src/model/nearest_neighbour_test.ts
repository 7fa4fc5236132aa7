import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { nearestNeighbour } from "./nearest_neighbour.ts";
import { TOLERANCE } from "../tolerance.ts";

/** Points of a small grid, so that exact ties are frequent. */
const problems = fc.record({
  covariates: fc.array(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -2, max: 2 }))), {
    minLength: 1,
    maxLength: 11,
  }),
  query: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -2, max: 2 }))),
});

randomTest("no point is nearer than the nearest, and every other one as near is among them", () => {
  assertProperty(fc.property(problems, ({ covariates, query }) => {
    const labels = covariates.map((_, i) => i * i);
    const { indices, label, distance } = nearestNeighbour({ covariates, labels, query });
    const squared = covariates.map((x) => x.reduce((sum, xj, j) => sum + (xj - query[j]) ** 2, 0));
    assertAlmostEquals(distance ** 2, Math.min(...squared), TOLERANCE.forward);
    assertEquals(
      [...indices],
      squared.flatMap((value, i) => value === Math.min(...squared) ? [i] : []),
    );
    const tied = indices.map((i) => labels[i]);
    assertAlmostEquals(label, tied.reduce((sum, y) => sum + y, 0) / tied.length, TOLERANCE.forward);
  }));
});

Deno.test("a tie takes the mean label of the tied points alone", () => {
  const problem = { covariates: [[1, 0], [5, 5], [0, 1]], labels: [2, 99, 5], query: [0, 0] };
  assertEquals(nearestNeighbour(problem), { indices: [0, 2], label: 3.5, distance: 1 });
});

Deno.test("the distance is Euclidean", () => {
  const problem = { covariates: [[2, 3], [3, 3]], labels: [1, 2], query: [-1, -1] };
  const { distance } = nearestNeighbour(problem);
  assert(distance === 5);
});

Deno.test("what has no nearest point is refused with the rule and the value", () => {
  const problem = { covariates: [[1, 2], [3, 4]], labels: [5, 6], query: [7, 8] };
  const refused: [object, string][] = [
    [{ covariates: [], labels: [] }, "the context must have at least 1 labelled point, got 0"],
    [{ covariates: [[1, NaN], [3, 4]] }, "covariates must be finite, got NaN at row 0, column 1"],
    [{ query: [7] }, "covariates must have 1 columns like the query, got 2"],
    [{ labels: [5] }, "labels must have 2 entries like the covariates' rows, got 1"],
    [{ labels: [5, NaN] }, "labels must be finite, got NaN at index 1"],
  ];
  for (const [change, message] of refused) {
    assertThrows(() => nearestNeighbour({ ...problem, ...change }), RangeError, message);
  }
});
