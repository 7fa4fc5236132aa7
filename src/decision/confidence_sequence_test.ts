import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest } from "../../fixtures/random/random_for_tests.ts";
import { meanInterval, pooledInterval } from "./confidence_sequence.ts";
import { EProcess } from "./e_process.ts";
import { LAWS, normal, rateHolds, uniformOf } from "./streams_for_tests.ts";

function sample(length: number, label: string): number[] {
  const uniform = uniformOf(label);
  return Array.from({ length }, () => (1 + normal(0.2, { sd: 0.4, uniform })) / 2);
}

function average(xs: readonly number[]): number {
  return xs.reduce((sum, x) => sum + x, 0) / xs.length;
}

/** Does the interval at this moment leave out the mean, by the processes that it inverts? */
function misses(mean: number, level: number): (x: number) => boolean {
  const [below, above] = [new EProcess(mean), new EProcess(1 - mean)];
  return (x) => {
    below.update(x);
    above.update(1 - x);
    return Math.max(below.logValue, above.logValue) >= Math.log(2 / (1 - level));
  };
}

randomTest("looked at after each draw, it misses the mean at most 1 − level of the time", () => {
  const [runs, level] = [2000, 0.8];
  for (const law of LAWS) {
    for (const effect of [0, 0.4]) {
      const uniform = uniformOf(`coverage of ${law.name}, ${effect}`);
      const mean = (1 + effect) / 2;
      let missed = 0;
      for (let run = 0; run < runs; run++) {
        const [draw, miss] = [law.stream(effect, uniform), misses(mean, level)];
        let count = 0;
        while (count < 101 && !miss((1 + draw()) / 2)) count++;
        if (count < 101) missed++;
      }
      assert(rateHolds(missed, runs, 1 - level), `${law.name}, ${effect}: ${missed} of ${runs}`);
    }
  }
});

randomTest("it leaves out the mean when one of the two processes says so", () => {
  const uniform = uniformOf("membership");
  let missed = 0;
  for (let run = 0; run < 300; run++) {
    const [mean, xs] = [0.1 + 0.8 * uniform(), [] as number[]];
    const miss = misses(mean, 0.8);
    let last = false;
    for (let t = 0; t < 13; t++) {
      xs.push(uniform());
      last = miss(xs[t]);
    }
    const [lower, upper] = meanInterval(xs, { level: 0.8 });
    assertEquals(mean < lower || mean > upper, last);
    if (last) missed++;
  }
  // 163 with a deviation of 10 under 30 seeds.
  spendChance(2);
  assert(missed > 30 && missed < 270, `${missed} of 300 missed: the check needs both kinds`);
});

randomTest("the check of coverage fails for an interval of fixed sample size", () => {
  const [runs, level] = [3000, 0.8];
  const uniform = uniformOf("coverage of a normal interval");
  let missed = 0;
  for (let run = 0; run < runs; run++) {
    let sum = 0;
    let miss = false;
    for (let t = 1; t <= 101; t++) {
      sum += uniform() < 0.5 ? 0 : 1;
      miss ||= t >= 20 && Math.abs(sum / t - 0.5) > 1.2816 * 0.5 / Math.sqrt(t);
    }
    if (miss) missed++;
  }
  assert(!rateHolds(missed, runs, 1 - level), `${missed} of ${runs}`);
});

randomTest("its ends are where the two e-processes reach 2/α", () => {
  for (const length of [3, 17, 211]) {
    const xs = sample(length, `ends ${length}`);
    const [lower, upper] = meanInterval(xs, { level: 0.9 });
    for (const [end, flip] of [[lower, false], [1 - upper, true]] as const) {
      if (end === 0) continue;
      const process = new EProcess(end);
      for (const x of xs) process.update(flip ? 1 - x : x);
      assertAlmostEquals(process.logValue, Math.log(2 / 0.1), 1e-6);
      // The end itself is left out, so that rounding cannot make the interval too short.
      assert(flip || process.logValue >= Math.log(2 / (1 - 0.9)));
    }
  }
});

/** Σ w_k c_k over the mixture of the e-process: its shares halve from ½ on, its weights too. */
const MEAN_SHARE = 0.97 / 2 + 1 / 8 + 1 / 32 + 1 / 128 + 1 / 512 + 1 / 2048 + 1 / 8192 + 1 / 16384;

Deno.test("of one observation the lower end is known, and met from below to 2^-40 of it", () => {
  for (let level = 0.03; level < 1; level += 0.03) {
    // Σ w_k (1 + c_k (x − m)/m) = 2/(1 − level).
    const share = 1 / (1 + (2 / (1 - level) - 1) / MEAN_SHARE);
    for (const x of [1, 0.5, 1e-6]) {
      const short = share - meanInterval([x], { level })[0] / x;
      assert(short > -1e-14 && short < 2 ** -40 + 1e-14, `level ${level}, ${x}: ${short}`);
    }
  }
});

Deno.test("a mean below 1e-12 has no lower end, one from there on has", () => {
  const share = 1 / (1 + (2 / (1 - 0.95) - 1) / MEAN_SHARE);
  assertEquals(meanInterval([0.99e-12])[0], 0);
  for (const x of [1e-12, 1.5e-12]) assertAlmostEquals(meanInterval([x])[0] / x, share, 1e-11);
});

randomTest("each e-process falls in the null mean, so that the inversion is an interval", () => {
  const xs = sample(101, "monotone");
  let last = Infinity;
  for (let m = 0.001; m < 1; m += 0.001) {
    const process = new EProcess(m);
    for (const x of xs) process.update(x);
    assert(process.logValue <= last + 1e-12, `rises at m = ${m}`);
    last = process.logValue;
  }
});

randomTest("it holds the average, widens with the level and mirrors with the data", () => {
  for (const length of [1, 2, 7, 53, 307]) {
    const xs = sample(length, `level ${length}`);
    let [lastLower, lastUpper] = [1, 0];
    for (const level of [0.01, 0.5, 0.95, 0.9999, 1 - 1e-12]) {
      const [lower, upper] = meanInterval(xs, { level });
      assert(0 <= lower && lower <= average(xs) && average(xs) <= upper && upper <= 1);
      assert(lower <= lastLower && upper >= lastUpper, `narrower at level ${level}`);
      const [mirrorLower, mirrorUpper] = meanInterval(xs.map((x) => 1 - x), { level });
      assertAlmostEquals(mirrorLower, 1 - upper, 1e-11);
      assertAlmostEquals(mirrorUpper, 1 - lower, 1e-11);
      [lastLower, lastUpper] = [lower, upper];
    }
  }
});

randomTest("it narrows: ten thousand observations of sd 0.2 give the mean to 0.01", () => {
  const xs = sample(10_000, "narrow");
  const [lower, upper] = meanInterval(xs);
  assert(upper - lower < 0.02, `width ${upper - lower}`);
  assert(lower < average(xs) && average(xs) < upper);
});

Deno.test("at the ends of the range it stays in [0, 1] and keeps the point", () => {
  assertEquals(meanInterval([]), [0, 1]);
  const zeros = meanInterval(new Array(47).fill(0));
  const ones = meanInterval(new Array(47).fill(1));
  assertEquals(zeros[0], 0);
  assertEquals(ones[1], 1);
  assert(zeros[1] < 0.15 && ones[0] > 0.85);
  assertEquals(meanInterval([1e-300, 1e-300])[0], 0);
});

Deno.test("what is not in [0, 1] is refused", () => {
  for (const x of [NaN, -0.1, 1.1, 2]) {
    for (const xs of [[x], [0.5, x]]) {
      assertThrows(() => meanInterval(xs), RangeError, `X must be in [0, 1], got ${x}`);
    }
  }
  for (const level of [0, 1, NaN]) assertThrows(() => meanInterval([0.5], { level }), RangeError);
});

Deno.test("several streams have the level .95 unless another is asked for", () => {
  const streams = [[0.2, 0.9, 0.4, 0.7], [0.5, 0.6, 0.1]];
  assertEquals(pooledInterval(streams), pooledInterval(streams, { level: 0.95 }));
  assertEquals(pooledInterval([]), [0, 1]);
});
