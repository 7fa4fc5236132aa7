import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { hoeffding, normalSlack, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { signErrorConstant } from "./gap_law.ts";
import { nearTies, type NearTieSetting, tripleTies } from "./near_ties.ts";
import { gaussLegendre } from "./quadrature.ts";

/** 1 − q_* under the hard mask, which falls off like e^{−ξ1·gap}. */
function offNearest(t: Float64Array, xi1: number): number {
  const nearest = Math.max(...t);
  const { weights } = twoScalarWeights(t, { xi1, xi2: Infinity });
  return 1 - weights[t.indexOf(nearest)];
}

/** Whether the others together outweigh the nearest point. */
function outweighed(t: Float64Array, xi1: number): number {
  return offNearest(t, xi1) > 0.5 ? 1 : 0;
}

function estimate(
  prompts: Iterable<{ innerProducts: Float64Array; weight: number }>,
  value: (t: Float64Array) => number,
): number {
  let sum = 0;
  for (const { innerProducts, weight } of prompts) sum += weight * value(innerProducts);
  return sum;
}

randomTest("two points in three dimensions have a closed density of gaps", () => {
  for (const xi1 of [1, 7, 400]) {
    const { nodes, weights } = gaussLegendre(300, [0, Math.min(2, 40 / xi1)]);
    // Inner products are uniform on [−1, 1], so the gap has density (2 − g)/2.
    const exact = nodes.reduce(
      (sum, g, k) => sum + (weights[k] * ((2 - g) / 2)) / (1 + Math.exp(xi1 * g)),
      0,
    );
    const setting = { contextLength: 2, dimension: 3, xi1, strata: 2000 };
    const got = estimate(nearTies(setting, testStream("two", xi1)), (t) => offNearest(t, xi1));
    // Stratified as they are, the draws have deviations of 5e-6, 1e-5 and 6e-5.
    assertAlmostEquals(got / exact, 1, normalSlack(1e-4), `ξ1 = ${xi1}`);
  }
});

randomTest("means over near-ties are those over all prompts", () => {
  const [contextLength, dimension, xi1, prompts] = [5, 4, 11, 40_000];
  const setting = { contextLength, dimension, xi1, strata: 4001 };
  const t = drawInnerProducts({ contextLength, dimension, prompts }, testStream("all prompts"));
  const all = (value: (t: Float64Array, xi1: number) => number) => {
    let sum = 0;
    for (let b = 0; b < prompts; b++) sum += value(t.subarray(5 * b, 5 * b + 5), xi1);
    return sum / prompts;
  };
  // Prompts and strata together have a deviation of a twentieth of this.
  const pairs = nearTies(setting, testStream("pairs"));
  assertAlmostEquals(
    estimate(pairs, (t) => offNearest(t, xi1)),
    all(offNearest),
    hoeffding(prompts),
  );
  const triples = tripleTies(setting, testStream("triples"));
  assertAlmostEquals(
    estimate(triples, (t) => outweighed(t, xi1)),
    all(outweighed),
    hoeffding(prompts),
  );
});

randomTest("three points in three dimensions are outweighed as often as an integral says", () => {
  for (const xi1 of [1, 2, 7]) {
    // Density 3!/8 on t_1 > t_2 > t_3, gaps g and h: outweighed where ξ1·g < log(1 + e^{−ξ1·h}), and the
    // three have 2 − g − h to move in.
    const { nodes, weights } = gaussLegendre(300, [0, 2]);
    const exact = nodes.reduce((sum, h, k) => {
      const g = Math.min(2 - h, Math.log1p(Math.exp(-xi1 * h)) / xi1);
      return sum + weights[k] * (6 / 8) * ((2 - h) * g - (g * g) / 2);
    }, 0);
    const setting = { contextLength: 3, dimension: 3, xi1, strata: 20_000 };
    const got = estimate(
      tripleTies(setting, testStream("three", xi1)),
      (t) => outweighed(t, xi1),
    );
    // Stratified as they are, the draws have deviations of 7e-4 and less.
    assertAlmostEquals(got / exact, 1, normalSlack(1e-3), `ξ1 = ${xi1}`);
  }
});

randomTest(
  "triples have no bias, however few strata: a wrong weight would show against all prompts",
  () => {
    const [contextLength, dimension, xi1, prompts] = [5, 6, 3, 100_000];
    const t = drawInnerProducts({ contextLength, dimension, prompts }, testStream("any prompt"));
    let count = 0;
    for (let b = 0; b < prompts; b++) count += outweighed(t.subarray(5 * b, 5 * b + 5), xi1);
    for (const strata of [1, 2]) {
      const stream = testStream("few strata", strata);
      let [sum, squares] = [0, 0];
      const runs = 8000;
      for (let run = 0; run < runs; run++) {
        const draw = tripleTies({ contextLength, dimension, xi1, strata }, stream);
        const value = estimate(draw, (t) => outweighed(t, xi1));
        sum += value / runs;
        squares += value ** 2 / runs;
      }
      const error = Math.sqrt((squares - sum ** 2) / runs);
      const slack = hoeffding(prompts);
      assert(error < slack, `standard error ${error}`);
      assertAlmostEquals(sum, count / prompts, slack + normalSlack(error), `${strata} strata`);
    }
  },
);

randomTest("triples keep to where the others may outweigh the nearest", () => {
  const [n, xi1] = [7, 20];
  const setting: NearTieSetting = { contextLength: n, dimension: 3, xi1, strata: 500 };
  for (const { innerProducts: t } of tripleTies(setting, testStream("may"))) {
    const [a, b] = [Math.exp(xi1 * (t[1] - t[0])), Math.exp(xi1 * (t[2] - t[1]))];
    assert(a * (1 + (n - 2) * b) >= 1 - 1e-9, `${a}, ${b}`);
  }
});

randomTest("a single stratum is drawn, too", () => {
  const setting = { contextLength: 5, dimension: 3, xi1: 20, strata: 1 };
  for (const draw of [nearTies, tripleTies]) {
    let prompts = 0;
    // Triples too near 1 are left out, a fifth of them at most, but not twenty in a row.
    spendChance(1, 0.2 ** 20);
    for (let seed = 0; seed < 20; seed++) {
      for (const _ of draw(setting, testStream("one", seed))) prompts++;
    }
    assert(prompts > 0);
  }
});

randomTest("the nearest point comes first and no point leaves [−1, 1]", () => {
  const setting: NearTieSetting = { contextLength: 7, dimension: 3, xi1: 20, strata: 53 };
  for (const draw of [nearTies, tripleTies]) {
    let prompts = 0;
    for (const { innerProducts: t, weight } of draw(setting, testStream("order"))) {
      assert(t.every((value) => value >= -1 && value <= t[0] && value <= 1));
      assert(weight > 0 && Number.isFinite(weight));
      prompts++;
    }
    // 42 at least under 30 seeds.
    spendChance();
    assert(prompts > 10);
  }
});

Deno.test("three points in three dimensions: the chance of three near-ties in closed form", () => {
  assertAlmostEquals(signErrorConstant({ contextLength: 3, dimension: 3 }), Math.PI ** 2 / 32);
  assertAlmostEquals(
    signErrorConstant({ contextLength: 64, dimension: 3 }),
    (64 * 63 * Math.PI ** 2) / 192,
    1e-9,
  );
});

randomTest("settings without a tie to draw are refused", () => {
  const setting = { contextLength: 5, dimension: 3, xi1: 2, strata: 3 };
  const first = (draw: typeof nearTies, change: Partial<NearTieSetting>) => () =>
    draw({ ...setting, ...change }, testStream("refused")).next();
  assertThrows(first(nearTies, { contextLength: 1 }), RangeError, "at least 2, got 1");
  assertThrows(first(tripleTies, { contextLength: 2 }), RangeError, "at least 3, got 2");
  assertThrows(first(nearTies, { xi1: 0 }), RangeError, "ξ1");
  for (const draw of [nearTies, tripleTies]) {
    assertThrows(first(draw, { strata: 0 }), RangeError, "number of strata");
    assertThrows(first(draw, { xi1: -1 }), RangeError, "ξ1");
    assertThrows(first(draw, { dimension: 1 }), RangeError, "sphere dimension d");
  }
});
