import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testSeed, testStream } from "../../fixtures/random/random_for_tests.ts";
import { answerQueries } from "./answer_model.ts";
import { diagnose } from "./diagnose.ts";
import { encode, type RawColumn } from "./encoding.ts";
import type { Table } from "./table.ts";

/** A table of two numbers and a category, of which the label follows one number and the category. */
function tableOf(n: number): Table {
  const stream = testStream("table");
  const draw = () => Float64Array.from({ length: n }, () => stream.normal());
  const [a, b] = [draw(), draw()];
  const colours = Array.from({ length: n }, (_, i) => ["red", "green", "blue"][i % 3]);
  return {
    label: "y",
    labels: a.map((x, i) => Math.sin(2 * x) + (i % 3 === 0 ? 2 : 0) + 0.1 * stream.normal()),
    classes: null,
    columns: [
      { name: "a", kind: "number", values: a },
      { name: "b", kind: "number", values: b },
      { name: "colour", kind: "category", values: colours },
    ],
    groups: Int32Array.from({ length: n }, (_, i) => i),
    rows: Int32Array.from({ length: n }, (_, i) => i + 1),
  };
}

const QUERY: readonly RawColumn[] = [
  { name: "a", kind: "number", values: Float64Array.of(0.1, 40) },
  { name: "b", kind: "number", values: Float64Array.of(0.2, 0) },
  { name: "colour", kind: "category", values: ["red", "red"] },
];

randomTest(
  "the same table, queries and seed give the same diagnosis; another seed parts it otherwise",
  () => {
    const table = tableOf(120);
    const seed = testSeed("diagnosis");
    const queries = { count: 2, columns: QUERY, labels: null };
    const [once, again] = [0, 1].map(() => diagnose(table, { seed, queries }).diagnosis);
    assertEquals(once, again);
    const other = diagnose(table, { seed: seed + 1 }).diagnosis;
    assert(other.confirming.some(({ row }, i) => row !== once.confirming[i]?.row));
  },
);

randomTest("a diagnosis: its parts, its answers and the rows behind them", () => {
  const table = tableOf(150);
  const queries = { count: 2, columns: QUERY, labels: Float64Array.of(2.2, NaN) };
  const { diagnosis, model } = diagnose(table, { seed: testSeed("parts"), queries });
  assertEquals(Object.values(diagnosis.parts), [90, 30, 30]);
  assertEquals(diagnosis.confirming.length, 30);
  const [near, far] = diagnosis.answers;
  assertEquals([near.label, far.label, far.refused], [2.2, null, "far"]);
  const weights = near.references.map(({ weight }) => weight);
  assertEquals(weights, weights.toSorted((x, y) => y - x));
  assert(weights.reduce((sum, weight) => sum + weight, 0) <= 1 + 1e-12);
  for (const { row, label } of near.references) {
    // The row of the file, and one that answers.
    assertEquals(label, table.labels[row - 1]);
    assert(!diagnosis.confirming.some((held) => held.row === row));
  }
  const again = answerQueries(model, encode(model.encoding, QUERY, 2), { labels: queries.labels });
  assertEquals(again, diagnosis.answers);
});

randomTest(
  "labels times a constant: the same rows, windows and verdicts, errors in their own units",
  () => {
    const table = tableOf(120);
    const seed = testSeed("units");
    const scaled = { ...table, labels: table.labels.map((label) => 1000 * label) };
    const [one, thousand] = [table, scaled].map((of) => diagnose(of, { seed }).diagnosis);
    assertEquals(one.window.window, thousand.window.window);
    assertEquals(one.pays?.verdict, thousand.pays?.verdict);
    assertAlmostEquals(thousand.noise.local!.value / one.noise.local!.value, 1000, 1e-4);
    assertAlmostEquals(one.heldOut[0].error.value, thousand.heldOut[0].error.value, 1e-9);
  },
);

randomTest("tables that nothing can be learned from are refused by their rule", () => {
  const table = tableOf(60);
  const refused = (changed: Partial<Table>, message: string) =>
    assertThrows(
      () => diagnose({ ...table, ...changed }, { seed: testSeed("refused") }),
      RangeError,
      message,
    );
  refused({ labels: new Float64Array(60).fill(3) }, "the label must vary, got 3 in every row");
  refused(
    { columns: [{ name: "c", kind: "number", values: new Float64Array(60) }] },
    "a feature must vary, got none that does",
  );
  refused({ groups: new Int32Array(60) }, "groups must be many and small");
  refused({ labels: table.labels.slice(0, 7) }, "a table must have 30 rows at least, got 7");
});

randomTest("a column that all but is the label is named", () => {
  const table = tableOf(60);
  const copy = {
    name: "copy",
    kind: "number",
    values: table.labels.map((y) => -3 * y + 1),
  } as const;
  const { diagnosis } = diagnose({ ...table, columns: [...table.columns, copy] }, {
    seed: testSeed("copy"),
  });
  const named = diagnosis.cannotTell.filter((text) => text.includes("all but is the label"));
  assertEquals(named.length, 1);
  assert(named[0].includes("copy"));
});
