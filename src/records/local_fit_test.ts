import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { localFit } from "./local_fit.ts";
import { normalRecords } from "./records_for_tests.ts";

const ROWS = Array.from({ length: 17 }, (_, i) => i);

randomTest("a plane is found as it is, and misses by what the label adds", () => {
  const records = normalRecords({ n: 17, d: 3 }, testStream("plane"));
  const plane = (x: ArrayLike<number>, at = 0) => 2 * x[at] - x[at + 1] + 0.5 * x[at + 2] + 4;
  const labels = records.labels.map((_, i) => plane(records.entries, 3 * i));
  const query = Float64Array.of(0.3, -0.2, 0.1);
  const fit = localFit({ ...records, labels }, {
    rows: ROWS,
    query,
    label: plane(query) + 0.7,
    rank: 3,
  })!;
  assertAlmostEquals(fit.residual, 0.7, 1e-6);
  assertAlmostEquals(fit.squaredSlope, 5.25, 1e-5);
  assert(fit.leverage > 1 / 17 && fit.slopeNoise > 0);
});

randomTest("leverages of a fit's own rows sum to the numbers that it fits", () => {
  const records = normalRecords({ n: 17, d: 3 }, testStream("leverage"));
  for (const rank of [1, 2, 3]) {
    const sum = ROWS.reduce((sum, row) => {
      const query = records.entries.slice(3 * row, 3 * row + 3);
      return sum + localFit(records, { rows: ROWS, query, label: 0, rank })!.leverage;
    }, 0);
    assertAlmostEquals(sum, rank + 1, 1e-5);
  }
});

Deno.test("rows at one place have no plane", () => {
  const records = {
    count: 3,
    columns: 1,
    entries: new Float64Array(3),
    labels: new Float64Array(3),
  };
  const query = new Float64Array(1);
  assertEquals(localFit(records, { rows: [0, 1, 2], query, label: 0, rank: 1 }), undefined);
});

randomTest(
  "over all signs of labels, a slope's square is the noise's share and a residual's 1 + h",
  () => {
    const records = normalRecords({ n: 7, d: 2 }, testStream("signs"));
    const rows = [0, 1, 2, 3, 4, 5, 6];
    const query = Float64Array.of(0.4, -0.3);
    for (const rank of [1, 2]) {
      let [slopes, residuals] = [0, 0];
      let last;
      for (let pattern = 0; pattern < 256; pattern++) {
        const sign = (i: number) => (pattern >> i) % 2 === 0 ? 1 : -1;
        const labels = Float64Array.from(rows, sign);
        last = localFit({ ...records, labels }, { rows, query, label: sign(7), rank })!;
        slopes += last.squaredSlope / 256;
        residuals += last.residual ** 2 / 256;
      }
      assertAlmostEquals(slopes / last!.slopeNoise, 1, 1e-6);
      assertAlmostEquals(residuals, 1 + last!.leverage, 1e-6);
    }
  },
);
