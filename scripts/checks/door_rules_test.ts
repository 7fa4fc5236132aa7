import { assertEquals } from "@std/assert";
import { doorErrors, type DoorPage, importedNames } from "./door_rules.ts";

const LEAD = { tags: [{ kind: "example", doc: 'import { a } from "@attest/attest";' }] };

function page(names: readonly string[], rest: Partial<DoorPage> = {}): DoorPage {
  const symbols = names.map((name) => ({ name, declarations: [{ kind: "function" }] }));
  return { module_doc: LEAD, symbols, ...rest };
}

function errors(door: DoorPage, users: readonly string[] = [], kept = {}): string[] {
  return doorErrors(new Map([["src/mod.ts", door]]), { users, kept })
    .map((error) => error.split(": ")[0] + ": " + error.split(": ")[1].split(" ", 2).join(" "));
}

Deno.test("names are imported by path and by name, as types and under another name", () => {
  const text = `import { a, type B, c as d } from "../../src/mod.ts";
import type { E } from "@attest/attest/claims"; import { f } from "./f.ts";
 * import {
 *   g,
 * } from "@attest/attest";`;
  assertEquals(importedNames(text), ["a", "B", "c", "E", "g"]);
});

Deno.test("what the door exports is imported by a claim, a document or a lead, or is kept", () => {
  const use = 'import { b } from "../src/mod.ts";';
  assertEquals(errors(page(["a", "b"]), [use]), []);
  assertEquals(errors(page(["a", "b"])), ["b: nobody imports"]);
  assertEquals(errors(page(["a", "b"]), [], { b: "why" }), []);
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

Deno.test("what is kept is exported, and nobody uses it", () => {
  assertEquals(errors(page(["a"]), [], { a: "why" }), ["a: is kept"]);
  assertEquals(errors(page(["a"]), [], { b: "why" }), ["b: is kept"]);
});

Deno.test("an entry point begins with an example, and examples import by name", () => {
  assertEquals(errors({ symbols: [] }), ["src/mod.ts: begins with"]);
  const jsDoc = { tags: [{ kind: "example", doc: 'import { a } from "./a.ts";' }] };
  const symbols = [{ name: "a", declarations: [{ kind: "function", jsDoc }] }];
  assertEquals(errors(page([], { symbols })), ["src/mod.ts: the example"]);
});
