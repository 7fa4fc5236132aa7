import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { rivalsOf, scaled } from "./law.ts";

interface Setting {
  readonly n: number;
  readonly s: number;
  readonly kind: string;
}

const OVER = {
  n: { from: 100, to: 900 },
  s: { among: [4, 1, 2] },
  kind: { among: ["affine"] },
};
const law = ({ n, s }: Setting) => Math.cbrt(n) / s + 1 / n;
const OPTIONS = {
  over: OVER,
  within: 0.1,
  exponents: ["n", "s"],
  terms: { "the tail": ({ n }: Setting) => 1 / n },
} as const;

Deno.test("rivals: constants, exponents, each variable ignored, all of them, and terms", () => {
  const names = rivalsOf(law, OPTIONS).map(({ name }) => name);
  assertEquals(names, [
    "× 1.2",
    "÷ 1.2",
    ...["n^(e + 0.1)", "n^(e − 0.1)", "s^(e + 0.1)", "s^(e − 0.1)"],
    ...["without n", "without s", "constant", "without the tail"],
  ]);
  assertEquals(rivalsOf(law, { over: OVER, within: 0.5 }).map(({ name }) => name), ["× 2", "÷ 2"]);
  // Where one variable alone is ignored, nothing depending on anything is the same law.
  const one = rivalsOf(law, { over: OVER, within: 0.5, ignored: ["s"] });
  assertEquals(one.map(({ name }) => name), ["× 2", "÷ 2", "without s"]);
  assert(rivalsOf(law, OPTIONS).every(({ description }) => description.length > 0));
});

/** The rivals by name. */
const RIVALS = new Map(rivalsOf(law, OPTIONS).map((rival) => [rival.name, rival.law]));

randomTest("rivals: each is the law but for what its name says", () => {
  const settings = fc.record({
    n: fc.double({ min: 100, max: 900, noNaN: true }),
    s: fc.constantFrom(1, 2, 4),
    kind: fc.constant("affine"),
  });
  assertProperty(fc.property(settings, (at) => {
    const { n, s } = at;
    const same = (name: string, wanted: number) =>
      assertAlmostEquals(RIVALS.get(name)!(at), wanted, TOLERANCE.forward, name);
    same("× 1.2", 1.2 * law(at));
    same("÷ 1.2", law(at) / 1.2);
    // Middles are geometric: 300 and 2.
    same("n^(e + 0.1)", law(at) * (n / 300) ** 0.1);
    same("n^(e − 0.1)", law(at) / (n / 300) ** 0.1);
    same("s^(e + 0.1)", law(at) * (s / 2) ** 0.1);
    same("s^(e − 0.1)", law(at) / (s / 2) ** 0.1);
    same("without n", law({ ...at, n: 300 }));
    same("without s", law({ ...at, s: 2 }));
    same("constant", law({ ...at, n: 300, s: 2 }));
    same("without the tail", Math.cbrt(n) / s);
  }));
});

Deno.test("rivals: the setting that they are given stays as it is", () => {
  const at = Object.freeze({ n: 100, s: 1, kind: "affine" });
  for (const rival of RIVALS.values()) assert(Number.isFinite(rival(at)));
});

Deno.test("rivals: a variable has a range of positive numbers", () => {
  const wrong = [
    { n: { from: 0, to: 9 } },
    { n: { from: -1, to: 9 } },
    { n: { from: 3, to: 3 } },
    { n: { from: 9, to: 1 } },
    { n: { from: 1, to: Infinity } },
    { n: { among: [5] } },
    { n: { among: ["one", "two"] } },
    {},
  ];
  for (const over of wrong) {
    // Ignored as well as moved.
    for (const names of [{ exponents: ["n"] }, { ignored: ["n"] }] as const) {
      assertThrows(
        () => {
          const rivals = rivalsOf(law, { over, within: 0.1, ...names });
          for (const rival of rivals) rival.law({ n: 1, s: 1, kind: "" });
        },
        RangeError,
        "A variable of a law has a range of positive numbers, got",
      );
    }
  }
});

Deno.test("scaled: the law times a factor, which names it to three digits", () => {
  const twice = scaled(law, 2.00049);
  assertEquals([twice.name, twice.description], ["× 2", "the law's constant × 2"]);
  const at = { n: 100, s: 1, kind: "" };
  assertEquals(twice.law(at), 2.00049 * law(at));
  assertEquals(scaled(law, 0.5, "half").name, "half");
});
