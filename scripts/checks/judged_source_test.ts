import { assertEquals } from "@std/assert";
import { judgedBreaches } from "./judged_source.ts";

const CLAIM = "props/a_test.ts";

const ALLOWED: readonly string[] = [
  `import fc from "fast-check"; import { softmax } from "../src/mod.ts"; fc.integer({ min: 0 });`,
  `import { softmax } from "@attest/attest"; import { testClaim } from "@attest/attest/test";`,
  `import { verifyClaim } from "@attest/attest/claims"; import { dot } from "@attest/attest/attention";`,
  `import { logSum } from "@attest/attest/measurement";`,
  `import data from "../fixtures/reference/a.json" with { type: "json" }; export const a = data.b;`,
  `const sum = Float64Array.of(1, 2).reduce((a, b) => a + b); const e = Math.exp(-sum);`,
  `const values = new Float64Array(3); values[0] = 1; values[1] += 2; values[2]++;`,
  `let [a, b] = [1, 2]; [a, b] = [b, a]; const { c = a } = { c: b }; ({ a } = { a: c });`,
  `const numbers = ["1"].map(Number); if (numbers instanceof Array) throw new RangeError("x");`,
  `type Weigh = (scores: Float64Array) => ReadonlyMap<string, Float64Array>; const w = 1 as number;`,
  `interface A { readonly process: number } const a: A = { process: 1 }; a.process;`,
  `for (const [key, value] of Object.entries({ a: 1 })) { let total = 0; total += key.length; }`,
  `export function f({ x, ...rest }: Record<string, number>, ...more: number[]) { return [x, rest, more]; }`,
  `const text = "Deno.exit(0) and Array in a string"; // Deno.exit(0)`,
  `try { JSON.parse("{"); } catch (error) { String(error); }`,
];

for (const text of ALLOWED) {
  Deno.test(`judged sources may: ${text}`, () => assertEquals(judgedBreaches(CLAIM, text), []));
}

const REFUSED: readonly [text: string, value: string][] = [
  [`Deno.exit(0);`, "Deno"],
  [`globalThis.Deno.exit(0);`, "globalThis"],
  [`self.close();`, "self"],
  [`process.exit(0);`, "process"],
  [`const f = new Function("return 1");`, "Function"],
  [`eval("1");`, "eval"],
  [`console.log(1);`, "console"],
  [`setTimeout(() => {}, 1);`, "setTimeout"],
  [`fetch("a");`, "fetch"],
  [`const now = Date.now();`, "Date"],
  [`performance.now();`, "performance"],
  [`function f(Deno: unknown) { return Deno; }`, "Deno"],
  [`Array.prototype.every = () => true;`, "prototype"],
  [`[].constructor("x");`, "constructor"],
  [`({}).__proto__.a = 1;`, "__proto__"],
  [`const key = "constructor";`, '"constructor"'],
  [`Math.exp = () => 1;`, "Math.exp = () => 1"],
  [`JSON["stringify"] = () => "";`, 'JSON["stringify"] = () => ""'],
  [`const m = Math;`, "Math"],
  [`[Math].forEach((m) => m);`, "Math"],
  [`Object.assign(Math, {});`, "assign"],
  [`Object.defineProperty([], "a", {});`, "defineProperty"],
  [`Reflect.set({}, "a", 1);`, "Reflect"],
  [`import fc from "fast-check"; fc.integer = fc.nat;`, "fc.integer = fc.nat"],
  [`import { a } from "../src/mod.ts"; a.b++;`, "a.b++"],
  [`import { a } from "../src/mod.ts"; delete a.b;`, "delete a.b"],
  [`import { a } from "../src/mod.ts"; [a.b] = [1];`, "[a.b] = [1]"],
  [`import { a } from "../src/mod.ts"; ({ c: a.b } = { c: 1 });`, "{ c: a.b } = { c: 1 }"],
  [`other = 1;`, "other"],
  [`await import("node:fs");`, 'import("node:fs")'],
  [`import "node:fs";`, "node:fs"],
  [`import { Matrix } from "ml-matrix";`, "ml-matrix"],
  [`import { a } from "@attest/attest/report";`, "@attest/attest/report"],
  [`export * from "../src/mod.ts";`, 'export * from "../src/mod.ts";'],
  [`const here = import.meta.url;`, "import.meta"],
];

for (const [text, value] of REFUSED) {
  Deno.test(`judged sources may not: ${text}`, () => {
    const values = judgedBreaches(CLAIM, text).map((breach) => breach.value);
    assertEquals(values.includes(value), true, `got ${values.join(" | ")}`);
    assertEquals(judgedBreaches("fixtures/mutants/a.ts", text).length, values.length);
    assertEquals(judgedBreaches("src/a.ts", text), []);
  });
}
