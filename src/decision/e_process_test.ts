import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest } from "../../fixtures/random/random_for_tests.ts";
import { EProcess } from "./e_process.ts";
import { uniformOf } from "./streams_for_tests.ts";

const SHARES = [0.97, 1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128];
const WEIGHTS = [1 / 2, 1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64, 1 / 128, 1 / 128];

/** The definition, without logarithms. */
function productSum(xs: readonly number[], m: number): number {
  return SHARES.reduce(
    (sum, share, k) =>
      sum + WEIGHTS[k] * xs.reduce((wealth, x) => wealth * (1 + share / m * (x - m)), 1),
    0,
  );
}

/** log of the definition for `ones` ones and `zeros` zeros, in any order. */
function logOfCounts(ones: number, zeros: number, m: number): number {
  const logs = SHARES.map((share, k) =>
    Math.log(WEIGHTS[k]) + ones * Math.log(1 + share * (1 - m) / m) + zeros * Math.log(1 - share)
  );
  const top = Math.max(...logs);
  return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
}

function valueAfter(xs: readonly number[], m: number): number {
  const process = new EProcess(m);
  for (const x of xs) process.update(x);
  return process.value;
}

/** Expectation of the value over every path of seven draws from a finite law. */
function expectation(law: readonly (readonly [x: number, chance: number])[], m: number): number {
  let paths: { xs: number[]; chance: number }[] = [{ xs: [], chance: 1 }];
  for (let step = 0; step < 7; step++) {
    paths = paths.flatMap(({ xs, chance }) =>
      law.map(([x, p]) => ({ xs: [...xs, x], chance: chance * p }))
    );
  }
  return paths.reduce((sum, { xs, chance }) => sum + chance * valueAfter(xs, m), 0);
}

function mean(law: readonly (readonly [x: number, chance: number])[]): number {
  return law.reduce((sum, [x, chance]) => sum + x * chance, 0);
}

randomTest("it is the weighted sum of products", () => {
  const uniform = uniformOf("products");
  for (const m of [0.03, 0.31, 0.5, 0.97]) {
    for (let length = 0; length <= 37; length++) {
      const xs = Array.from({ length }, () => uniform());
      const value = valueAfter(xs, m);
      assertAlmostEquals(value / productSum(xs, m), 1, 1e-12);
    }
  }
});

Deno.test("its expectation is 1 at the null mean and below 1 under it", () => {
  for (const m of [0.11, 0.45, 0.5, 0.83]) {
    assertAlmostEquals(expectation([[0, 1 - m], [1, m]], m), 1, 1e-12);
    const [low, high] = [m / 3, (1 + 2 * m) / 3];
    const thirds = [[low, (1 - m) / 2], [high, m / 2], [0, (1 - m) / 2], [1, m / 2]] as const;
    assertAlmostEquals(expectation(thirds, mean(thirds)), 1, 1e-12);
    const lower = 0.9 * m;
    assert(expectation([[0, 1 - lower], [1, lower]], m) < 1);
  }
});

Deno.test("it starts at 1", () => {
  const process = new EProcess(0.3);
  assertEquals([process.value, process.count], [1, 0]);
});

Deno.test("a million updates stay finite and exact, whatever the order", () => {
  const half = 500_000;
  const orders: Record<string, { x: (t: number) => number; ones: number }> = {
    "all ones": { x: () => 1, ones: 2 * half },
    "all zeros": { x: () => 0, ones: 0 },
    "alternating": { x: (t) => t % 2, ones: half },
    "zeros, then ones": { x: (t) => t < half ? 0 : 1, ones: half },
    "ones, then zeros": { x: (t) => t < half ? 1 : 0, ones: half },
  };
  for (const [name, { x, ones }] of Object.entries(orders)) {
    const process = new EProcess(0.45);
    for (let t = 0; t < 2 * half; t++) process.update(x(t));
    const wanted = logOfCounts(ones, 2 * half - ones, 0.45);
    assert(Math.abs(process.logValue - wanted) <= 1e-9 * (1 + Math.abs(wanted)), name);
    assertEquals(process.count, 2 * half);
  }
});

Deno.test("every value on the way is exact, those of the updates that fold the products too", () => {
  // Sixty-six zeros or three hundred ones take a product out of [1e-100, 1e100].
  for (const x of [0, 1]) {
    const process = new EProcess(0.45);
    for (let t = 1; t <= 1000; t++) {
      process.update(x);
      const wanted = logOfCounts(x * t, (1 - x) * t, 0.45);
      assert(Math.abs(process.logValue - wanted) <= 1e-12 * (1 + Math.abs(wanted)), `${x}, ${t}`);
    }
  }
});

Deno.test("no part of the mixture is lost while it is small", () => {
  // After 3000 zeros the boldest part is at 0.03^3000; enough ones must bring it back to the lead.
  const process = new EProcess(0.2);
  for (let t = 0; t < 3000; t++) process.update(0);
  for (let t = 0; t < 100_000; t++) process.update(1);
  const wanted = logOfCounts(100_000, 3000, 0.2);
  assertAlmostEquals(process.logValue / wanted, 1, 1e-12);
});

Deno.test("a null mean near 0 or 1 does not overflow", () => {
  for (const m of [1e-100, 1e-17, 1 - 2 ** -53]) {
    const process = new EProcess(m);
    for (let t = 0; t < 1000; t++) process.update(t % 3 === 0 ? 0 : 1);
    assert(Number.isFinite(process.logValue), `m = ${m}: ${process.logValue}`);
  }
});

Deno.test("what is not in [0, 1] is refused and leaves the process as it was", () => {
  const process = new EProcess(0.5);
  process.update(0.9);
  const before = process.logValue;
  for (const x of [NaN, -1e-9, 1 + 1e-9, Infinity]) {
    assertThrows(() => process.update(x), RangeError, "X must be in [0, 1]");
  }
  assertEquals([process.logValue, process.count], [before, 1]);
  for (const m of [0, 1, -0.5, NaN]) assertThrows(() => new EProcess(m), RangeError);
});
