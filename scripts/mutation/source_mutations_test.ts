import { assert, assertEquals, assertThrows } from "@std/assert";
import { findMutations, mutate } from "./source_mutations.ts";

/** The text of a one-line source after each of its mutations. */
function after(text: string): string[] {
  return findMutations(text).map((mutation) => mutate(text, mutation)).sort();
}

Deno.test("arithmetic is swapped and loses a term", () => {
  assertEquals(after("x = a + b"), [";", "x = a", "x = a - b", "x = b"]);
  assertEquals(after("x = a - b"), [";", "x = a", "x = a + b"]);
  assertEquals(after("x = a * b"), [";", "x = a", "x = a / b", "x = b"]);
  assertEquals(after("x = a ** b"), [";", "x = a", "x = a * b"]);
});

Deno.test("what is left of a sum keeps its brackets", () => {
  assert(after("x = (a + b) * c").includes("x = (a + b)"));
  assert(after("x = (a + b) * c").includes("x = (a + b) / c"));
  assert(after("x = (a + b) * c").includes("x = (a - b) * c"));
});

Deno.test("comparisons, logic, signs and constants are swapped", () => {
  assertEquals(after("const x = a < b"), ["const x = a <= b"]);
  assertEquals(after("const x = a === b"), ["const x = a !== b"]);
  assertEquals(after("const x = a && b"), ["const x = a || b"]);
  assertEquals(after("const x = a ?? b"), ["const x = a"]);
  assertEquals(after("const x = true"), ["const x = false"]);
  assertEquals(after("const x = -a"), ["const x =  a"]);
  assertEquals(after("const x = !a"), ["const x =  a"]);
  assertEquals(after("const x = 3"), ["const x = 4"]);
  assertEquals(after("const x = 0.5"), ["const x = 1"]);
  assertEquals(after("x += 2"), [";", "x += 3", "x -= 2"]);
});

Deno.test("guards and statements are left out", () => {
  assertEquals(after("f(a)"), [";"]);
  assert(after("for (;;) { if (a) { continue; } f(); }").includes("for (;;) { ; f(); }"));
});

Deno.test("types, imports, joined texts, messages and loop counters are left alone", () => {
  for (
    const text of [
      'import { a } from "./1.ts";',
      "type Two = -1 | 1;",
      "interface A { f(): 1 }",
      "const a = 'x' + b + 'y';",
      "throw new RangeError(`got ${a - 1}`);",
    ]
  ) assertEquals(after(text), [], text);
  assertEquals(after("for (;;i++) f;"), ["for (;;i++) ;"]);
  assertEquals(after("const a = b as 1 | 2"), []);
});

Deno.test("a mutation says where it is and what it does to the lines it touches", () => {
  const [first, second] = findMutations("const a = 1;\nf(\n  b,\n);\n");
  assertEquals(first, {
    start: 10,
    end: 11,
    replacement: "2",
    line: 1,
    before: "const a = 1;",
    after: "const a = 2;",
    occurrence: 1,
  });
  assertEquals([second.line, second.before, second.after], [2, "f( b, );", ";"]);
});

Deno.test("mutations known by the same texts are told apart by their number", () => {
  const loop = "for (; i < n; ) {\n}\n";
  const numbers = findMutations(`${loop}${loop}for (; i < m; ) {\n}\n`)
    .map(({ line, before, occurrence }) => [line, before, occurrence]);
  assertEquals(numbers, [
    [1, "for (; i < n; ) {", 1],
    [3, "for (; i < n; ) {", 2],
    [5, "for (; i < m; ) {", 1],
  ]);
});

Deno.test("what is no TypeScript is refused", () => {
  assertThrows(() => findMutations("const = 1"), SyntaxError);
});
