import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import fc, { type Arbitrary } from "fast-check";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import {
  assertProperty,
  checkProperty,
  randomTest,
  sample,
} from "../../fixtures/random/random_for_tests.ts";
import {
  BLOCK_ENDS,
  counts,
  countsAndEnds,
  eitherSign,
  logUniform,
  seeds,
  uniformSteps,
} from "./specs.ts";

/** What an arbitrary gives, ascending and each once. */
function valuesOf(arbitrary: Arbitrary<number>, draws = 20_000): number[] {
  return [...new Set(sample(arbitrary, draws))].toSorted((a, b) => a - b);
}

randomTest("log-uniform specs stay within their ends, whatever rounding says", () => {
  const thousandths = fc.tuple(
    fc.integer({ min: 1001, max: 9999 }),
    fc.integer({ min: 20_001, max: 99_999 }),
  );
  assertProperty(fc.property(thousandths, fc.gen(), (ends, draw) => {
    const [low, high] = ends.map((end) => end / 1000);
    const value = draw(logUniform, low, high);
    assert(value >= low && value <= high, `got ${value}`);
  }));
});

randomTest("log-uniform specs reach both ends in a thousand steps of equal ratio", () => {
  const values = valuesOf(logUniform(0.001, 1000));
  assertEquals([values[0], values.at(-1)], [0.001, 1000]);
  assertAlmostEquals(values.length, 1001, 5);
  for (const [k, decade] of [0.01, 0.1, 1, 10, 100].entries()) {
    const below = values.filter((value) => value < decade).length;
    assertAlmostEquals(below, (1000 * (k + 1)) / 6, 6, `below ${decade}`);
  }
});

randomTest("log-uniform specs have three digits, for a reader's sake", () => {
  for (const value of valuesOf(logUniform(0.0123, 317), 500)) {
    assertEquals(value, Number(value.toPrecision(3)));
  }
});

randomTest("uniform steps are a thousand equal ones, both ends among them", () => {
  const values = valuesOf(uniformSteps(-1, 3));
  assertEquals([values[0], values.at(-1)], [-1, 3]);
  assertAlmostEquals(values.length, 1001, 5);
  for (const value of values) {
    assertAlmostEquals(value * 250, Math.round(value * 250), 1e-9);
  }
});

randomTest("counts are whole and include both ends", () => {
  assertEquals(valuesOf(counts(3, 7), 500), [3, 4, 5, 6, 7]);
});

randomTest("each end of a range comes up in a tenth of the cases, either half in half", () => {
  const ranges: [Arbitrary<number>, number[]][] = [
    [counts(0, 1e6), [0, 5e5, 1e6]],
    [counts(-3000, 1000), [-3000, -1000, 1000]],
    [logUniform(0.01236, 123.6), [0.01236, 1.236, 123.6]],
    [uniformSteps(-1, 3), [-1, 1, 3]],
    [uniformSteps(-Math.PI, 2 * Math.PI), [-Math.PI, Math.PI / 2, 2 * Math.PI]],
  ];
  for (const [arbitrary, [low, middle, high]] of ranges) {
    const numRuns = 20_000;
    const drawn = sample(arbitrary, numRuns);
    const share = (holds: (value: number) => boolean) => drawn.filter(holds).length / numRuns;
    assertAlmostEquals(share((value) => value === low), 0.1, hoeffding(numRuns), `share of ${low}`);
    assertAlmostEquals(share((value) => value === high), 0.1, hoeffding(numRuns), `of ${high}`);
    assertAlmostEquals(
      share((value) => value < middle),
      0.5,
      hoeffding(numRuns),
      `below ${middle}`,
    );
  }
});

randomTest("each critical count comes up in 3 % of the cases, a count between in 8 %", () => {
  const numRuns = 20_000;
  const drawn = sample(countsAndEnds([1, 17]), numRuns);
  const share = (holds: (n: number) => boolean) => drawn.filter(holds).length / numRuns;
  for (const end of BLOCK_ENDS) {
    const near = share((n) => n === end);
    assert(
      near > 0.03 - hoeffding(numRuns) && near < 0.034 + hoeffding(numRuns),
      `${near}: ${end}`,
    );
  }
  const between = (n: number) => n > 17 && !BLOCK_ENDS.includes(n);
  assertAlmostEquals(share(between), 0.08, hoeffding(numRuns));
  // As many in each factor: 18 to 132 and 133 to 1025.
  assertAlmostEquals(share((n) => between(n) && n <= 132), 0.04, hoeffding(numRuns));
});

randomTest("no count between is left out, up to where they are a hundredth apart", () => {
  const drawn = new Set(valuesOf(countsAndEnds([1, 17]), 200_000));
  for (let n = 1; n <= 100; n++) assert(drawn.has(n), `no ${n}`);
  assertEquals(valuesOf(countsAndEnds([1, 2], [9]), 2000), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(valuesOf(countsAndEnds([0, 2], [9]), 2000), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assertEquals(valuesOf(countsAndEnds([1, 2], [3]), 2000), [1, 2, 3]);
  assertEquals(valuesOf(countsAndEnds([1, 2], []), 2000), [1, 2]);
});

randomTest("whatever failed first, a case shrinks to the smallest that fails", () => {
  const failing: [Arbitrary<number>, (value: number) => boolean, number][] = [
    [counts(1, 17), (n) => n >= 5, 5],
    [logUniform(0.01, 300), (x) => x >= 1, 1],
    [uniformSteps(-1, 3), (x) => x > 1, 1.004],
    [counts(1, 17), () => true, 1],
    [countsAndEnds([1, 17]), (n) => n >= 5, 5],
    [countsAndEnds([1, 17], [63, 64]), (n) => n > 17, 63],
  ];
  for (const [arbitrary, fails, smallest] of failing) {
    for (let k = 0; k < 30; k++) {
      const property = fc.property(arbitrary, (value) => !fails(value));
      const { counterexample } = checkProperty(property);
      assertEquals(counterexample, [smallest]);
    }
  }
});

randomTest("either sign comes up, the size is kept", () => {
  assertEquals(valuesOf(eitherSign(fc.constant(5)), 500), [-5, 5]);
});

randomTest("seeds are whole numbers of 31 bits", () => {
  const values = valuesOf(seeds(), 500);
  assert(values.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31));
  assert(values.some((seed) => seed >= 2 ** 30));
});
