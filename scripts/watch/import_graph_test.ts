import { assertEquals, assertThrows } from "@std/assert";
import { ImportGraph } from "./import_graph.ts";

/** A graph of these texts, by names without folders. */
function graphOf(texts: Readonly<Record<string, string>>): ImportGraph {
  const graph = new ImportGraph((specifier) =>
    specifier.startsWith("./") ? specifier.slice(2) : undefined
  );
  for (const [file, text] of Object.entries(texts)) graph.set(file, text);
  return graph;
}

const closure = (texts: Readonly<Record<string, string>>, file: string) =>
  [...graphOf(texts).closure(file)].sort();

Deno.test("graph: a file and all that it imports, directly or through others", () => {
  const texts = {
    claim: 'import { a } from "./a"; import fc from "fast-check";',
    a: 'import { b } from "./b"; export const a = b;',
    b: 'import { a } from "./a"; export const b = 1;',
    c: "export const c = 1;",
  };
  assertEquals(closure(texts, "claim"), ["a", "b", "claim"]);
  assertEquals(closure(texts, "c"), ["c"]);
});

Deno.test("graph: through entry points, only where the imported names are from", () => {
  const texts = {
    claim: 'import { x, type T } from "./door";',
    door: 'export * from "./part"; export * from "./other"; export { own } from "./own";',
    part: 'export { inner as x } from "./deep"; export { y } from "./far";',
    other: 'export { z } from "./far";',
    own: 'export { own } from "./owner";',
    deep: "export const inner = 1;",
    far: "export const y = 1, z = 2;",
    owner: "export const own = 1;",
  };
  assertEquals(closure(texts, "claim"), ["claim", "deep", "door", "other", "part"]);
  const own = { ...texts, claim: 'import { own } from "./door";' };
  assertEquals(closure(own, "claim"), ["claim", "door", "own", "owner"]);
  const all = { ...texts, claim: 'import * as all from "./door";' };
  assertEquals(closure(all, "claim").length, 8);
  // A file that does something of its own is followed as a whole.
  const busy = { ...texts, part: `${texts.part} console.log(1);` };
  assertEquals(closure(busy, "claim").includes("far"), true);
});

Deno.test("graph: what a leaf imports is not followed", () => {
  const graph = graphOf({ a: 'import { b } from "./b";', b: 'import { c } from "./c";', c: "" });
  assertEquals([...graph.closure("a", "b")], ["a", "b"]);
});

Deno.test("graph: it says whether a text imports something else than before", () => {
  const graph = graphOf({ a: 'import { x } from "./b";' });
  assertEquals(graph.set("a", 'import { x } from "./b"; export const y = x + 1;'), false);
  assertEquals(graph.set("a", 'import { z } from "./b";'), true);
  assertEquals(graph.set("new", ""), true);
  assertEquals([graph.delete("new"), graph.delete("new")], [true, false]);
});

Deno.test("graph: what is no TypeScript changes nothing", () => {
  const graph = graphOf({ a: 'import { x } from "./b";', b: "" });
  assertThrows(() => graph.set("a", "import {"), SyntaxError);
  assertEquals([...graph.closure("a")], ["a", "b"]);
});
