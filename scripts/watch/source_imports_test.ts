import { assertEquals, assertThrows } from "@std/assert";
import { importsOf } from "./source_imports.ts";

Deno.test("imports: what is there when it runs, by the other module's names", () => {
  const text = `import { a, type B, c as d } from "./one.ts";
import type { E } from "./types.ts";
import * as all from "./two.ts";
import fallback from "./three.ts";
import "./four.ts";
export { f as g } from "./five.ts";
export type { H } from "./types.ts";
export const x = a + d + all + fallback + await import("./six.ts");`;
  assertEquals(importsOf(text).imports, [
    { specifier: "./one.ts", names: ["a", "c"] },
    { specifier: "./two.ts" },
    { specifier: "./three.ts" },
    { specifier: "./four.ts" },
    { specifier: "./five.ts", names: ["f"] },
    { specifier: "./six.ts" },
  ]);
  assertEquals(importsOf(text).barrel, undefined);
});

Deno.test("imports: a file that does nothing but re-export says where each name is from", () => {
  const { barrel } = importsOf(`/** Doors. */
export * from "./a.ts";
export { b, c as d, type E } from "./b.ts";
export type { F } from "./f.ts";`);
  assertEquals(barrel?.all, ["./a.ts"]);
  assertEquals([...barrel!.names], [
    ["b", { specifier: "./b.ts", name: "b" }],
    ["d", { specifier: "./b.ts", name: "c" }],
  ]);
  for (const other of ["", "export const x = 1;", 'export { a } from "./a.ts";\nfoo();']) {
    assertEquals(importsOf(other).barrel, undefined, other);
  }
});

Deno.test("imports: what is no TypeScript is refused", () => {
  assertThrows(() => importsOf("const = 3"), SyntaxError);
});
