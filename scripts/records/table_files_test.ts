import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { UsageError } from "../base/usage_error.ts";
import { dateOf, isMissing, numberOf } from "./cells.ts";
import { readCsv } from "./read_csv.ts";
import { readJsonLines } from "./read_json_lines.ts";
import { LIMITS, readTable } from "./read_table.ts";

const HERE = new URL("./", import.meta.url);
const ignore = Deno.permissions.querySync({ name: "read", path: HERE }).state !== "granted";
const path = (name: string) => decodeURI(new URL(`parquet_for_tests/${name}`, HERE).pathname);

Deno.test("a table with a byte order mark, CRLF, quotes and an empty last line is read as it is meant", () => {
  const { names, columns, rows } = readCsv('\uFEFFa,"b ""c"""\r\n1,"x,\r\ny"\r\n2,z\r\n\r\n', ",");
  assertEquals([names, columns, rows], [["a", 'b "c"'], [["1", "2"], ["x,\r\ny", "z"]], 2]);
  assertEquals(readCsv("a\tb\n1,5\t2\n", "\t").columns, [["1,5"], ["2"]]);
});

for (
  const [text, message] of [
    ["a,b\n1,2\n3\n", "every row must have 2 cells as the header has, got 1 in line 3"],
    ["a,b\n1,2\n3,4,5\n", "every row must have 2 cells as the header has, got 3 in line 3"],
    ['a,b\n1,"2\n3,4\n', "a quote must be closed, got one that is not in line 3"],
    [
      'a,b\n1,2"3\n',
      "a quote must open and close a whole cell, doubled inside it, got one in line 2",
    ],
    ["a,a\n1,2\n", 'column names must differ, got "a" in columns 1 and 2'],
    ["a,\n1,2\n", "each column must have a name, got none for column 2"],
    ["", "a table must have a header, got an empty file"],
  ]
) {
  Deno.test(`CSV is refused: ${message}`, () => {
    assertThrows(() => readCsv(text, ","), UsageError, message);
  });
}

for (
  const [text, message] of [
    ['{"a":1}\n[2]\n', "line 2 must be a JSON object, got [2]"],
    ['{"a":1}\n{"a":1,"b":2}\n', 'got line 2 with "b"'],
    ['{"a":1,"b":2}\n\n{"a":1}\n', 'got line 3 without "b"'],
    ['{"a":{}}\n', 'got an object in line 1, key "a"'],
    ['{"a":1\n', "line 1 must be a JSON object: it is cut off"],
    ["\n", "a table must have a row, got none"],
  ]
) {
  Deno.test(`JSON lines are refused: ${message}`, () => {
    assertThrows(() => readJsonLines(text), UsageError, message);
  });
}

Deno.test("JSON lines are read with nulls, and keys in any order", () => {
  const { names, columns } = readJsonLines('{"a":1,"b":"x"}\r\n{"b":null,"a":2}');
  assertEquals([names, columns], [["a", "b"], [[1, 2], ["x", null]]]);
});

Deno.test(
  "a Parquet file is read with numbers, dates, texts and whole numbers",
  { ignore },
  async () => {
    const { names, columns, rows } = await readTable(path("small.parquet"));
    assertEquals([names, rows], [["a", "when", "colour", "y"], 37]);
    assertEquals(columns.map((cells) => cells[5]), [1.25, new Date(5 * 86_400_000), "blue", 5n]);
    assertEquals(columns[2][3] ?? null, null);
  },
);

Deno.test("files are refused with their names: cut off, too large a number, another kind", {
  ignore,
}, async () => {
  const refused = (name: string, message: string) =>
    assertRejects(() => readTable(path(name)), UsageError, message);
  await refused("cut_off.parquet", "cut_off.parquet: a Parquet file must be whole, got ");
  await refused(
    "large_integers.parquet",
    'whole numbers must be below 2^53, got 1152921504606846976 in row 2, column "y"',
  );
  await refused("table.xlsx", "a table's name must end in .csv, .tsv, .tab, .jsonl");
  await refused("nowhere.csv", "nowhere.csv: no such file");
  assertEquals(LIMITS.bytes, 2 ** 28);
});

Deno.test("cells: numbers, dates and what is missing", () => {
  assertEquals(["1", " -2.5e3 ", ".5", "+7.", "0x10", "1,5", ""].map(numberOf), [
    1,
    -2500,
    0.5,
    7,
    undefined,
    undefined,
    undefined,
  ]);
  assertEquals(["1e400", "-Infinity", "nan"].map(numberOf), [Infinity, -Infinity, NaN]);
  assertEquals(["1970-01-03", "1970-01-02 12:00", "1970-01-02T00:00:00Z"].map(dateOf), [2, 1.5, 1]);
  assertEquals(["3/1/1970", "1970-13-01", "1970"].map(dateOf), [undefined, undefined, undefined]);
  assertEquals(["", "NA", "n/a", " null ", "None", "0", "no"].map(isMissing), [
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
