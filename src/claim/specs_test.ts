import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc, { type Arbitrary } from "fast-check";
import { hashSeed } from "../prng.ts";
import { counts, eitherSign, logUniform, seeds, uniformSteps } from "./specs.ts";

/** What an arbitrary gives, ascending and each once. */
function valuesOf(arbitrary: Arbitrary<number>, label: string, numRuns = 20_000): number[] {
  const drawn = fc.sample(arbitrary, { seed: hashSeed("values of", label), numRuns });
  return [...new Set(drawn)].toSorted((a, b) => a - b);
}

Deno.test("log-uniform specs stay within their ends, whatever rounding says", () => {
  const thousandths = fc.tuple(
    fc.integer({ min: 1001, max: 9999 }),
    fc.integer({ min: 20_001, max: 99_999 }),
  );
  fc.assert(fc.property(thousandths, fc.gen(), (ends, draw) => {
    const [low, high] = ends.map((end) => end / 1000);
    const value = draw(logUniform, low, high);
    assert(value >= low && value <= high, `got ${value}`);
  }));
});

Deno.test("log-uniform specs reach both ends in a thousand steps of equal ratio", () => {
  const values = valuesOf(logUniform(0.001, 1000), "six decades");
  assertEquals([values[0], values.at(-1)], [0.001, 1000]);
  assertAlmostEquals(values.length, 1001, 5);
  for (const [k, decade] of [0.01, 0.1, 1, 10, 100].entries()) {
    const below = values.filter((value) => value < decade).length;
    assertAlmostEquals(below, (1000 * (k + 1)) / 6, 6, `below ${decade}`);
  }
});

Deno.test("log-uniform specs have three digits, for a reader's sake", () => {
  for (const value of valuesOf(logUniform(0.0123, 317), "digits", 500)) {
    assertEquals(value, Number(value.toPrecision(3)));
  }
});

Deno.test("uniform steps are a thousand equal ones, both ends among them", () => {
  const values = valuesOf(uniformSteps(-1, 3), "steps");
  assertEquals([values[0], values.at(-1)], [-1, 3]);
  assertAlmostEquals(values.length, 1001, 5);
  for (const value of values) {
    assertAlmostEquals(value * 250, Math.round(value * 250), 1e-9);
  }
});

Deno.test("counts are whole and include both ends", () => {
  assertEquals(valuesOf(counts(3, 7), "counts", 500), [3, 4, 5, 6, 7]);
});

Deno.test("each end of a range comes up in a tenth of the cases, either half in half", () => {
  const ranges: [Arbitrary<number>, number[]][] = [
    [counts(0, 1e6), [0, 5e5, 1e6]],
    [counts(-3000, 1000), [-3000, -1000, 1000]],
    [logUniform(0.01236, 123.6), [0.01236, 1.236, 123.6]],
    [uniformSteps(-1, 3), [-1, 1, 3]],
    [uniformSteps(-Math.PI, 2 * Math.PI), [-Math.PI, Math.PI / 2, 2 * Math.PI]],
  ];
  for (const [k, [arbitrary, [low, middle, high]]] of ranges.entries()) {
    const numRuns = 20_000;
    const drawn = fc.sample(arbitrary, { seed: hashSeed("ends of range", k), numRuns });
    const share = (holds: (value: number) => boolean) => drawn.filter(holds).length / numRuns;
    // Hoeffding: further from its chance once in 1e9.
    assertAlmostEquals(share((value) => value === low), 0.1, 0.024, `share of ${low}`);
    assertAlmostEquals(share((value) => value === high), 0.1, 0.024, `share of ${high}`);
    assertAlmostEquals(share((value) => value < middle), 0.5, 0.024, `share below ${middle}`);
  }
});

Deno.test("whatever failed first, a case shrinks to the smallest that fails", () => {
  const failing: [Arbitrary<number>, (value: number) => boolean, number][] = [
    [counts(1, 17), (n) => n >= 5, 5],
    [logUniform(0.01, 300), (x) => x >= 1, 1],
    [uniformSteps(-1, 3), (x) => x > 1, 1.004],
    [counts(1, 17), () => true, 1],
  ];
  for (const [arbitrary, fails, smallest] of failing) {
    for (let k = 0; k < 30; k++) {
      const property = fc.property(arbitrary, (value) => !fails(value));
      const { counterexample } = fc.check(property, { seed: hashSeed("shrinking", k) });
      assertEquals(counterexample, [smallest]);
    }
  }
});

Deno.test("either sign comes up, the size is kept", () => {
  assertEquals(valuesOf(eitherSign(fc.constant(5)), "signs", 500), [-5, 5]);
});

Deno.test("seeds are whole numbers of 31 bits", () => {
  const values = valuesOf(seeds(), "seeds", 500);
  assert(values.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31));
  assert(values.some((seed) => seed >= 2 ** 30));
});
