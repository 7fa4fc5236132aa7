import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { encode, fitEncoding, type RawColumn } from "./encoding.ts";
import { splitRecords } from "./split.ts";
import { mean, variance } from "./summary.ts";

const COLUMNS: readonly RawColumn[] = [
  { name: "size", kind: "number", values: Float64Array.of(1, 3, NaN, 5, 1e6) },
  { name: "colour", kind: "category", values: ["red", "blue", "red", null, "green"] },
  { name: "sex", kind: "category", values: ["f", "m", "f", "m", "f"] },
  { name: "same", kind: "number", values: new Float64Array(5).fill(7) },
];
const FITTED = Int32Array.of(0, 1, 2, 3);

Deno.test("an encoding: a column a level, one for two, gaps marked, constants left out and named", () => {
  const { columns, dropped, levels } = fitEncoding(COLUMNS, FITTED);
  assertEquals(columns.map(({ name }) => name), [
    "size",
    "size is missing",
    "colour = blue",
    "colour = red",
    "colour is missing",
    "sex = m",
  ]);
  assertEquals(dropped, ["same"]);
  assertEquals(levels, { colour: ["blue", "green", "red"], sex: ["f", "m"] });
});

Deno.test("gaps are the median, and fitted rows alone scale", () => {
  const encoding = fitEncoding(COLUMNS, FITTED);
  assertEquals(encoding.columns[0].fill, 3);
  const { entries } = encode(encoding, COLUMNS, 5);
  const size = Float64Array.from({ length: 4 }, (_, i) => entries[i * 6]);
  assertAlmostEquals(mean(size), 0, 1e-12);
  assertAlmostEquals(variance(size), 1, 1e-12);
  // The fifth row is far outside of what scaled it.
  assertAlmostEquals(entries[24], (1e6 - 3) / Math.sqrt(2), 1e-6);
});

Deno.test("a table without a column of the encoding is refused", () => {
  const encoding = fitEncoding(COLUMNS, FITTED);
  assertThrows(
    () => encode(encoding, COLUMNS.slice(1), 5),
    RangeError,
    "the table must have a column size",
  );
});

Deno.test("a split keeps groups whole, loses no row and holds out a fifth twice", () => {
  const groups = Int32Array.from({ length: 103 }, (_, i) => Math.floor(i / 3));
  const { fitted, calibrating, confirming } = splitRecords(groups, 7);
  const all = [...fitted, ...calibrating, ...confirming].toSorted((a, b) => a - b);
  assertEquals(all, Array.from({ length: 103 }, (_, i) => i));
  const parts = [fitted, calibrating, confirming].map((rows) =>
    new Set(Array.from(rows, (row) => groups[row]))
  );
  assertEquals(parts[0].intersection(parts[1]).size, 0);
  assertEquals(parts[0].intersection(parts[2]).size, 0);
  assertEquals(parts[1].intersection(parts[2]).size, 0);
  assertEquals([calibrating.length >= 20, calibrating.length <= 22], [true, true]);
  assertEquals(splitRecords(groups, 7), { fitted, calibrating, confirming });
});
