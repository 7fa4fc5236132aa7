import { assertEquals, assertThrows } from "@std/assert";
import { fitEncoding } from "../../src/records/encoding.ts";
import { UsageError } from "../base/usage_error.ts";
import { readCsv } from "./read_csv.ts";
import { queriesOf, tableOf } from "./table_of.ts";

const CSV = "size,colour,when,kind,y\n" +
  "1,red,2024-01-01,u,10\n,blue,2024-01-03,v,20\n3,NA,2024-01-02,w,\n4,red,2024-01-02,u,40\n";
const RAW = readCsv(CSV, ",");

Deno.test("a table: numbers, categories, dates, gaps; rows without a label are left out and said", () => {
  const { table, leftOut } = tableOf(RAW, { label: "y", group: "kind" });
  assertEquals(table.columns.map(({ name, kind }) => [name, kind]), [
    ["size", "number"],
    ["colour", "category"],
    ["when", "date"],
  ]);
  assertEquals([...table.labels], [10, 20, 40]);
  assertEquals([...table.rows], [1, 2, 4]);
  assertEquals([...table.groups], [0, 1, 0]);
  assertEquals([...table.columns[0].values], [1, NaN, 4]);
  assertEquals(leftOut, ["1 rows without y"]);
});

Deno.test("classes: two are 0 and 1, one of more is told from the rest", () => {
  const { table } = tableOf(RAW, { label: "kind", class: "v" });
  assertEquals([[...table.labels], table.classes], [[0, 1, 0, 0], ["not v", "v"]]);
  const { table: two } = tableOf(readCsv("a,y\n1,no\n2,yes\n", ","), { label: "y" });
  assertEquals([[...two.labels], two.classes], [[0, 1], ["no", "yes"]]);
});

for (
  const [asked, message] of [
    [{ label: "Y" }, '--label must be a column of the table, got "Y"; the nearest is "y"'],
    [{ label: "y", features: ["sizes"] }, 'got "sizes"; the nearest is "size"'],
    [{ label: "y", features: ["y"] }, "--features must not hold the label"],
    [
      { label: "y", group: "kin" },
      '--group must be a column of the table, got "kin"; the nearest is "kind"',
    ],
    [
      { label: "kind" },
      'a label of classes must have two, or --class must name one to tell from the rest, got 3: "u", "v", "w"',
    ],
    [
      { label: "kind", class: "uu" },
      '--class must be one of the label\'s, got "uu"; the nearest is "u"',
    ],
    [{ label: "y", class: "u" }, "--class is for labels that are texts"],
  ] as const
) {
  Deno.test(`a table is refused: ${message}`, () => {
    assertThrows(() => tableOf(RAW, asked), UsageError, message);
  });
}

for (const cell of ["abc", "NaN", "-inf", "1e400", "0x10"]) {
  Deno.test(`${cell} among numbers is named by row and column`, () => {
    const raw = readCsv(`a,y\n1,1\n2,2\n${cell},3\n4,4\n`, ",");
    assertThrows(
      () => tableOf(raw, { label: "y" }),
      UsageError,
      `got ${JSON.stringify(cell)} in row 3, column "a"`,
    );
  });
}

Deno.test("queries: the columns of the table, of its kinds, with categories that it knows", () => {
  const { table } = tableOf(RAW, { label: "y", group: "kind" });
  const model = {
    encoding: fitEncoding(table.columns, Int32Array.of(0, 1, 2)),
    label: "y",
    classes: null,
  };
  const of = (csv: string) => queriesOf(readCsv(csv, ","), model);
  const queries = of("when,colour,other,size,y\n2024-02-01,blue,9,2,\n2024-02-02,,9,,7\n");
  assertEquals([queries.count, [...queries.labels!]], [2, [NaN, 7]]);
  assertThrows(
    () => of("when,colour,size\n2024-02-01,bleu,2\n"),
    UsageError,
    'categories of queries must be ones of the records, got "bleu" in row 1, column "colour"; the nearest is "blue"',
  );
  assertThrows(
    () => of("when,colours,size\n2024-02-01,blue,2\n"),
    UsageError,
    'a feature of the queries must be a column of the table, got "colour"; the nearest is "colours"',
  );
  assertThrows(() => of("when,colour,size\n2024-02-01,blue,big\n"), UsageError, '"big" in row 1');
  assertThrows(() => of("when,colour,size\n"), UsageError, "queries must have a row, got none");
});
