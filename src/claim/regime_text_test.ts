import { assertEquals, assertThrows } from "@std/assert";
import type { Bounds } from "./regime.ts";
import { regimeNumber, regimeText } from "./regime_text.ts";

const N = { n: { from: 3, to: 32 } };
const CORNERS = [{ n: 3, p: 0 }, { n: 32, p: 0 }, { n: 32, p: 0.3 }].map((setting) => ({
  setting,
}));
const WORDS = { mask: { among: ["none", "hard", "soft"] } };

const PRINTED: readonly (readonly [why: string, bounds: Bounds, text: string])[] = [
  ["a range", N, "n 3 to 32"],
  ["a range of one number", { n: { from: 3, to: 3 } }, "n = 3"],
  ["signs and no end", { x: { from: -2000, to: Infinity } }, "x −2000 to ∞"],
  ["listed numbers, ascending", { s: { among: [0, 1e5, -1e5] } }, "s = −1e5, 0 or 1e5"],
  ["one number", { d: { among: [3] } }, "d = 3"],
  ["words, in their order", WORDS, "mask none, hard or soft"],
  ["one word", { mask: { among: ["hard"] } }, "mask = hard"],
  ["yes and no", { tied: { among: [false, true] } }, "tied or not"],
  ["yes alone", { tied: { among: [true] } }, "tied"],
  ["no alone", { tied: { among: [false] } }, "not tied"],
  ["several", { ...N, ...WORDS }, "n 3 to 32 · mask none, hard or soft"],
  ["none", {}, ""],
];

for (const [why, bounds, text] of PRINTED) {
  Deno.test(`printed regime: ${why}`, () => {
    assertEquals(regimeText({ bounds }), text);
    assertEquals(regimeText({ bounds, prose: "n < d" }), text === "" ? "n < d" : `${text}; n < d`);
  });
}

Deno.test("printed regime: numbers keep all their digits", () => {
  const written: readonly [number, string][] = [
    [0, "0"],
    [0.1, "0.1"],
    [0.05, "0.05"],
    [0.001, "1e-3"],
    [1.001, "1.001"],
    [1000, "1000"],
    [98_304, "98304"],
    [100_000, "1e5"],
    [393_216, "393216"],
    [-0.25, "−0.25"],
    [1 / 3, "1/3"],
    [0.333, "0.333"],
    [Math.PI, "π"],
    [-Infinity, "−∞"],
  ];
  assertEquals(written.map(([value]) => regimeNumber(value)), written.map(([, text]) => text));
});

Deno.test("printed regime: fields in the order that is given, those outside of it last", () => {
  const bounds = { z: { from: 0, to: 1 }, n: { from: 0, to: 2 }, a: { from: 0, to: 3 } };
  assertEquals(regimeText({ bounds, order: ["n", "seed", "z"] }), "n 0 to 2 · z 0 to 1 · a 0 to 3");
});

Deno.test("printed regime: symbols for fields and for words, their own names elsewhere", () => {
  const bounds = { n: { from: 1, to: 2 }, grown: { among: ["n", "constructor"] } };
  assertEquals(regimeText({ bounds, symbols: { n: "N" } }), "N 1 to 2 · grown N or constructor");
});

Deno.test("printed regime: two fields are not written alike", () => {
  const bounds = { ...N, sigma: { from: 0, to: 1 }, noise: { from: 0, to: 2 } };
  const symbols = { sigma: "σ", noise: "σ", n: "N" };
  assertThrows(
    () => regimeText({ bounds, symbols }),
    RangeError,
    "a field has a symbol of its own, got σ twice: give one of the two another in symbols",
  );
  assertEquals(regimeText({ bounds: N, symbols }), "N 3 to 32");
});

Deno.test("printed regime: what every stratum fixes has their values, and no range", () => {
  const bounds = { ...N, p: { from: 0, to: 0.3 }, t: { from: 1, to: 9 } };
  const text = "n = 3 or 32 · p = 0 or 0.3 · t 1 to 9";
  assertEquals(regimeText({ bounds, strata: CORNERS }), `${text} · in 3 combinations`);
  const last = { setting: { n: 3, p: 0.3 } };
  assertEquals(regimeText({ bounds, strata: [...CORNERS, last] }), text);
  // One stratum more that draws all of it.
  const inside = { setting: {} };
  assertEquals(
    regimeText({ bounds, strata: [...CORNERS, inside] }),
    "n 3 to 32 · p 0 to 0.3 · t 1 to 9",
  );
  const strata = ["soft", "hard"].map((mask) => ({ setting: { mask } }));
  assertEquals(regimeText({ bounds: WORDS, strata }), "mask hard or soft");
});
