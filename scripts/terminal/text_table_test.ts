import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { layOut, length, wrapWords } from "./text_table.ts";

Deno.test("columns: lines break at spaces, and only a longer word is cut", () => {
  assertEquals(wrapWords("the window narrows", 10), ["the window", "narrows"]);
  assertEquals(wrapWords("a neighbourhood b", 6), ["a", "neighb", "ourhoo", "d b"]);
  assertEquals(wrapWords("one\ntwo three", 20), ["one", "two three"]);
  assertEquals(wrapWords("", 5), [""]);
});

randomTest("columns: no line is too long, and no character is lost", () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom(..."aξŷ₂−"), maxLength: 12 }));
  assertProperty(fc.property(words, fc.integer({ min: 1, max: 20 }), (words, width) => {
    const lines = wrapWords(words.join(" "), width);
    assert(lines.every((line) => length(line) <= width));
    assertEquals(lines.join("").replaceAll(" ", ""), words.join(""));
  }));
});

Deno.test("columns: the wrapping column gives way, the others keep their width", () => {
  const columns = [
    { header: "id" },
    { header: "statement", wrap: Infinity },
    { header: "n", align: "right" },
  ] as const;
  const rows = [["A1", "weights sum to one", "1000"], ["A2", "short", "7"]]
    .map((row) => row.map((text) => ({ text })));
  assertEquals(layOut(columns, rows, 24), [
    "id  statement          n",
    "A1  weights sum to  1000",
    "    one",
    "A2  short              7",
  ]);
  assertEquals(layOut(columns, rows, 200)[1], "A1  weights sum to one  1000");
});

Deno.test("columns: paint does not count as width, and reaches every line of a cell", () => {
  const paint = (line: string) => `<${line}>`;
  const columns = [{ header: "a", wrap: Infinity }, { header: "b" }] as const;
  assertEquals(layOut(columns, [[{ text: "first, second", paint }, { text: "x" }]], 12), [
    "a          b",
    "<first,>     x",
    "<second>",
  ]);
});
