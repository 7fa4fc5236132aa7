import { assertEquals } from "@std/assert";
import { dependents } from "./dependents.ts";

const FILES = new Map([
  ["src/a.ts", "export const a = 1;"],
  ["src/b.ts", 'export { a } from "./a.ts";'],
  [
    "src/model/c.ts",
    'import { a } from "../b.ts";\nimport fc from "fast-check";\nexport { a, fc };',
  ],
  ["src/model/c_test.ts", 'import { a } from "./c.ts";\na;'],
  ["src/other.ts", 'import "./c.ts";'],
]);

Deno.test("a change reaches those who import it, and those who import them", () => {
  const reach = dependents(FILES);
  assertEquals(reach("src/a.ts"), ["src/b.ts", "src/model/c.ts", "src/model/c_test.ts"]);
  assertEquals(reach("src/model/c.ts"), ["src/model/c_test.ts"]);
  assertEquals(reach("src/model/c_test.ts"), []);
});

Deno.test("files that import each other are reached once", () => {
  const reach = dependents(
    new Map([["a.ts", 'import "./b.ts";'], ["b.ts", 'import "./a.ts";']]),
  );
  assertEquals(reach("a.ts"), ["b.ts"]);
});
