import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { scaledIdentity } from "../linalg.ts";
import { nadarayaWatson } from "../model/nadaraya_watson.ts";
import { nearestNeighbour } from "../model/nearest_neighbour.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { TOLERANCE } from "../tolerance.ts";
import { lift, liftRadius } from "./lift.ts";
import { pickPoints, type Points, type Records } from "./points.ts";
import { probe } from "./probe.ts";
import { normalRecords } from "./records_for_tests.ts";

const GRID = { least: 0.07, octaves: 5 };
const rowsOf = ({ count, columns, entries }: Points) =>
  Array.from({ length: count }, (_, i) => entries.slice(i * columns, (i + 1) * columns));

/** Lifted records of 43 rows and 5 queries beside them. */
function lifted(): { readonly records: Records; readonly queries: Points } {
  const all = normalRecords({ n: 48, d: 3 }, testStream("probe"));
  const some = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const rows = pickPoints(all, some(0, 43));
  const radius = liftRadius(rows);
  return {
    records: { ...lift(rows, radius), labels: all.labels.slice(0, 43) },
    queries: lift(pickPoints(all, some(43, 48)), radius),
  };
}

randomTest(
  "a probe is attention at wI on the lifted rows, and kernel regression, at every window",
  () => {
    const { records, queries } = lifted();
    const { windows, predictions, squares, totals } = probe(records, queries, {
      grid: GRID,
      neighbours: 7,
    });
    assertEquals([...windows.slice(0, 4)], [0.07, 0.07 * 1.5, 0.14, 0.14 * 1.5]);
    for (const [q, query] of rowsOf(queries).entries()) {
      const problem = { covariates: rowsOf(records), labels: records.labels, query };
      windows.forEach((w, i) => {
        const at = q * windows.length + i;
        const prompt = createPrompt(problem);
        const M = scaledIdentity(4, w);
        const weights = attentionWeights(prompt, M);
        assertAlmostEquals(predictions[at], softmaxAttention(prompt, M), TOLERANCE.forward * 100);
        assertAlmostEquals(predictions[at], nadarayaWatson(problem, w), TOLERANCE.forward * 100);
        assertAlmostEquals(squares[at], weights.reduce((sum, a) => sum + a * a, 0), 1e-10);
        assertAlmostEquals(1 / totals[at], Math.max(...weights), 1e-10);
      });
    }
  },
);

randomTest("the first neighbour is the nearest, and the others follow by distance", () => {
  const { records, queries } = lifted();
  const { nearest, distances, kept } = probe(records, queries, { grid: GRID, neighbours: 7 });
  for (const [q, query] of rowsOf(queries).entries()) {
    const { indices, distance } = nearestNeighbour({
      covariates: rowsOf(records),
      labels: records.labels,
      query,
    });
    assertEquals(nearest[q * kept], indices[0]);
    assertAlmostEquals(Math.sqrt(distances[q * kept]), distance, 1e-12);
    const own = [...distances.slice(q * kept, (q + 1) * kept)];
    assertEquals(own, own.toSorted((a, b) => a - b));
    const beyond = rowsOf(records).filter((row) =>
      row.reduce((sum, x, j) => sum + (x - query[j]) ** 2, 0) < own[kept - 1] - 1e-12
    );
    assertEquals(beyond.length, kept - 1);
  }
});

randomTest("a row of the query's own group is not seen", () => {
  const { records } = lifted();
  const rows = Int32Array.from({ length: 43 }, (_, i) => Math.floor(i / 2));
  const left = probe(records, pickPoints(records, [4]), {
    grid: GRID,
    neighbours: 43,
    groups: { rows, queries: Int32Array.of(2) },
  });
  const others = Array.from({ length: 43 }, (_, i) => i).filter((i) => i !== 4 && i !== 5);
  const without = {
    ...pickPoints(records, others),
    labels: Float64Array.from(others, (i) => records.labels[i]),
  };
  const right = probe(without, pickPoints(records, [4]), { grid: GRID, neighbours: 41 });
  assertEquals(left.predictions, right.predictions);
  assertEquals([...left.nearest.slice(0, 41)], [...right.nearest].map((i) => others[i]));
  assertEquals([...left.nearest.slice(41)], [-1, -1]);
});

Deno.test("among equal distances the earlier row comes first, and duplicates answer their mean", () => {
  const records = {
    count: 3,
    columns: 1,
    entries: Float64Array.of(1, 1, -1),
    labels: Float64Array.of(2, 4, 9),
  };
  const { nearest, predictions, windows } = probe(
    records,
    { count: 1, columns: 1, entries: Float64Array.of(1) },
    { grid: { least: 1, octaves: 9 }, neighbours: 3 },
  );
  assertEquals([...nearest], [0, 1, 2]);
  assertAlmostEquals(predictions[windows.length - 1], 3);
});

Deno.test("queries must have the columns of the records, and see a row", () => {
  const records = {
    count: 1,
    columns: 2,
    entries: new Float64Array(2),
    labels: new Float64Array(1),
  };
  const query = { count: 1, columns: 1, entries: new Float64Array(1) };
  assertThrows(
    () => probe(records, query, { grid: GRID, neighbours: 1 }),
    RangeError,
    "queries must have 2 columns like the records, got 1",
  );
  const groups = { rows: Int32Array.of(7), queries: Int32Array.of(7) };
  assertThrows(
    () => probe(records, records, { grid: GRID, neighbours: 1, groups }),
    RangeError,
    "each query must see a row, got none for query 0",
  );
});
