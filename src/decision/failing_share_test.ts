import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import fc from "fast-check";
import { EProcess } from "./e_process.ts";
import { failingShareEvidence } from "./failing_share.ts";

/** log C(n, k) by a sum of logarithms. */
function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

/** The mean of the e-value over n independent cases that fail with this chance, by the binomial law. */
function meanEvidence(cases: number, chance: number, share: number): number {
  let mean = 0;
  for (let failing = 0; failing <= cases; failing++) {
    const log = logChoose(cases, failing) + failing * Math.log(chance) +
      (cases - failing) * Math.log1p(-chance);
    mean += Math.exp(log + failingShareEvidence({ failing, cases }, share));
  }
  return mean;
}

Deno.test("evidence is one on average at the share itself, less below it and more above", () => {
  for (const share of [0.02, 0.3, 0.9]) {
    for (const cases of [1, 7, 60]) {
      assertAlmostEquals(meanEvidence(cases, share, share), 1, 1e-9);
      assert(meanEvidence(cases, share * 0.9, share) < 1);
      assert(meanEvidence(cases, share + (1 - share) * 0.2, share) > 1);
    }
  }
});

randomTest("evidence is that of the e-process on the same cases in any order", () => {
  const drawn = fc.record({
    share: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    fails: fc.array(fc.boolean(), { minLength: 1, maxLength: 300 }),
  });
  assertProperty(fc.property(drawn, ({ share, fails }) => {
    const process = new EProcess(share);
    for (const fail of fails) process.update(fail ? 1 : 0);
    const failing = fails.filter(Boolean).length;
    const got = failingShareEvidence({ failing, cases: fails.length }, share);
    assertAlmostEquals(got, process.logValue, 1e-9 * (1 + Math.abs(got)));
  }));
});

Deno.test("counts that cannot be, and shares that are no chance, are refused", () => {
  for (const [failing, cases] of [[2, 1], [-1, 3], [0.5, 3], [NaN, 3], [1, Infinity]]) {
    assertThrows(() => failingShareEvidence({ failing, cases }, 0.1), RangeError, "got");
  }
  for (const share of [0, 1, NaN]) {
    assertThrows(() => failingShareEvidence({ failing: 1, cases: 2 }, share), RangeError);
  }
});
