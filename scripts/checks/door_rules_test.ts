import { assertEquals } from "@std/assert";
import { doorErrors, type DoorPage, importedNames } from "./door_rules.ts";

const LEAD = { tags: [{ kind: "example", doc: 'import { a } from "@attest/attest";' }] };

function page(names: readonly string[], rest: Partial<DoorPage> = {}): DoorPage {
  const symbols = names.map((name) => ({ name, declarations: [{ kind: "function" }] }));
  return { module_doc: LEAD, symbols, ...rest };
}

interface Given {
  readonly documents?: readonly string[];
  readonly suite?: readonly string[];
  readonly kept?: Readonly<Record<string, string>>;
  readonly most?: number;
  readonly inner?: DoorPage;
}

function errors(outer: DoorPage, { inner, ...given }: Given = {}): string[] {
  const pages = new Map([["src/mod.ts", outer]]);
  if (inner !== undefined) pages.set("src/measurement.ts", inner);
  return doorErrors(pages, { documents: [], suite: [], kept: {}, ...given })
    .map((error) => error.split(": ")[0] + ": " + error.split(": ")[1].split(" ", 2).join(" "));
}

/** So many files of the suite that import b. */
function uses(count: number): string[] {
  return Array(count).fill('import { b } from "../src/mod.ts"; import { b } from "../src/mod.ts";');
}

Deno.test("names are imported by path and by name, as types and under another name", () => {
  const text = `import { a, type B, c as d } from "../../src/mod.ts";
import type { E } from "@attest/attest/claims"; import { f } from "./f.ts";
 * import {
 *   g,
 * } from "@attest/attest";`;
  assertEquals(importedNames(text), ["a", "B", "c", "E", "g"]);
});

Deno.test("what the door exports is imported by documents, by a lead, or by many claims, or is kept", () => {
  const door = page(["a", "b"]);
  assertEquals(errors(door, { documents: uses(1) }), []);
  assertEquals(errors(door, { suite: uses(6) }), []);
  assertEquals(errors(door, { suite: uses(5) }), ["b: src/mod.ts lists"]);
  assertEquals(errors(door), ["b: nobody imports"]);
  assertEquals(errors(door, { kept: { b: "why" } }), []);
  assertEquals(errors(door, { suite: uses(5), kept: { b: "why" } }), []);
});

Deno.test("the inner door has what one claim imports, and nothing twice", () => {
  const inner = page(["b"]);
  assertEquals(errors(page(["a"]), { inner, suite: uses(1) }), []);
  assertEquals(errors(page(["a"]), { inner }), ["b: nobody imports"]);
  const twice = { inner, documents: uses(1) };
  assertEquals(errors(page(["a", "b"]), twice), ["b: src/mod.ts and"]);
});

Deno.test("everybody's door does not grow unseen, by types as little as by values", () => {
  const type = { name: "B", declarations: [{ kind: "interface" }] };
  const { symbols } = page(["a"]);
  const door = page([], { symbols: [...symbols, type] });
  assertEquals(errors(door, { most: 2 }), []);
  assertEquals(errors(door, { most: 1 }), ["src/mod.ts: lists at"]);
});

Deno.test("an example of a name is no use of it", () => {
  const jsDoc = { tags: [{ kind: "example", doc: 'import { b } from "@attest/attest";' }] };
  const symbols = [{ name: "b", declarations: [{ kind: "function", jsDoc }] }];
  assertEquals(errors(page([], { symbols })), ["b: nobody imports"]);
});

Deno.test("types need no use", () => {
  const symbols = [{ name: "B", declarations: [{ kind: "interface" }] }];
  assertEquals(errors(page([], { symbols })), []);
});

Deno.test("what is kept is exported to everybody, and hardly anybody uses it", () => {
  const kept = { b: "why" };
  assertEquals(errors(page(["a", "b"]), { documents: uses(1), kept }), ["b: is kept"]);
  assertEquals(errors(page(["a", "b"]), { suite: uses(6), kept }), ["b: is kept"]);
  assertEquals(errors(page(["a"]), { kept }), ["b: is kept"]);
  assertEquals(errors(page(["a"]), { inner: page(["b"]), suite: uses(1), kept }), ["b: is kept"]);
});

Deno.test("an entry point begins with an example, and examples import by name", () => {
  assertEquals(errors({ symbols: [] }), ["src/mod.ts: begins with"]);
  const jsDoc = { tags: [{ kind: "example", doc: 'import { a } from "./a.ts";' }] };
  const symbols = [{ name: "a", declarations: [{ kind: "function", jsDoc }] }];
  assertEquals(errors(page([], { symbols })), ["src/mod.ts: the example"]);
});
