import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { bernstein, hoeffding, normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import {
  gappedTriples,
  measuredNearError,
  measuredTiedError,
  nearSignError,
  tiedSignError,
} from "./gap_signs.ts";
import { signErrorConstant } from "./gap_law.ts";

const weigh = twoScalarWeights;

Deno.test("all 2^{N−1} labellings of tied points, one by one", () => {
  for (const contextLength of [2, 3, 6, 9]) {
    for (const lead of [0.1, 0.8, 1.7]) {
      let wrong = 0;
      for (let labels = 0; labels < 2 ** (contextLength - 1); labels++) {
        const plus = labels.toString(2).replaceAll("0", "").length;
        if (Math.E ** lead + 2 * plus - (contextLength - 1) < 0) wrong++;
      }
      assertEquals(tiedSignError({ contextLength, lead }), wrong / 2 ** (contextLength - 1));
    }
  }
});

Deno.test("over all leads the limit is that of wrong signs, whose constant was known", () => {
  for (const [contextLength, dimension] of [[3, 5], [11, 4]]) {
    const [xi1, panels] = [1000, 200_000];
    let sum = 0;
    for (let k = 0; k < panels; k++) {
      const lead = ((k + 0.5) / panels) * Math.LN2;
      sum += (nearSignError({ contextLength, dimension, xi1, lead }) * Math.LN2) / panels;
    }
    // P(gap in dx/ξ1) is p0·dx/ξ1: p0 cancels the one that the law is over.
    const { density } = gapDensity(contextLength, dimension);
    const wanted = signErrorConstant({ contextLength, dimension }) / xi1 ** 2;
    assertAlmostEquals((sum * density) / xi1 / wanted, 1, 1e-4);
  }
});

/** p0 = N(N−1)∫f²F^{N−2} where f and F are polynomials, or for N = 11, d = 4 by the midpoint rule in θ. */
function gapDensity(n: number, d: number): { density: number } {
  const panels = 4000;
  const step = Math.PI / panels;
  let [total, sum] = [0, 0];
  for (let k = 0; k < panels; k++) total += Math.sin((k + 0.5) * step) ** (d - 2) * step;
  let below = 0;
  for (let k = 0; k < panels; k++) {
    const sine = Math.sin((k + 0.5) * step);
    const mass = (sine ** (d - 2) * step) / total;
    sum += (sine ** (2 * d - 5) * step * (below + mass / 2) ** (n - 2)) / total ** 2;
    below += mass;
  }
  return { density: n * (n - 1) * sum };
}

Deno.test("beyond a lead of log 2 two points are too light", () => {
  const setting = { contextLength: 5, dimension: 4, xi1: 50 };
  assertEquals(nearSignError({ ...setting, lead: 0.7 }), 0);
  assertEquals(tiedSignError({ contextLength: 2, lead: 0.1 }), 0);
});

randomTest("tied points are outvoted as often as labels say", () => {
  const setting = { contextLength: 12, dimension: 3, xi1: 70, lead: 1 };
  const draws = 20_000;
  const measured = measuredTiedError(setting, { weigh, draws, stream: testStream("tied") });
  assertAlmostEquals(measured, tiedSignError(setting), hoeffding(draws));
});

randomTest("uniform points with a gap err as often as drawn ones whose gap is near it", () => {
  const setting = { contextLength: 5, dimension: 4, xi1: 4, lead: 0.4 };
  const { contextLength, dimension, xi1, lead } = setting;
  const [prompts, width] = [150_000, 0.02];
  const t = drawInnerProducts({ contextLength, dimension, prompts }, testStream("drawn"));
  const stream = testStream("labels");
  let wrong = 0;
  for (let b = 0; b < t.length; b += contextLength) {
    const own = t.subarray(b, b + contextLength).toSorted().toReversed();
    if (Math.abs(own[0] - own[1] - lead / xi1) > width / 2) continue;
    const votes = own.reduce(
      (sum, x, j) => sum + Math.E ** (xi1 * (x - own[0])) * (j === 0 ? 1 : stream.sign()),
      0,
    );
    if (votes < 0) wrong++;
  }
  const stream2 = testStream("triples");
  let sum = 0;
  for (const { innerProducts, weight } of gappedTriples({ ...setting, strata: 20_000 }, stream2)) {
    const { weights } = weigh(innerProducts, { xi1, xi2: Infinity });
    const votes = weights.reduce((all, q, j) => all + (j === 0 ? q : q * stream2.sign()), 0);
    if (votes < 0) sum += weight;
  }
  const chance = sum * width;
  const slack = bernstein(prompts, { variance: chance, range: 1 });
  assertAlmostEquals(wrong / prompts, chance, slack + normalSlack(0.02 * chance));
});

randomTest("at a large ξ1 the measured share is the law's", () => {
  for (const [contextLength, dimension, lead] of [[3, 3, 0.5], [9, 6, 0.1]]) {
    const setting = { contextLength, dimension, lead, xi1: 1e4 };
    const stream = testStream(contextLength);
    const measured = measuredNearError(setting, { weigh, draws: 4000, stream });
    assertAlmostEquals(measured / nearSignError(setting), 1, normalSlack(0.015) + 0.01);
  }
});

Deno.test("two points, no lead and no scale are refused", () => {
  const setting = { contextLength: 3, dimension: 3, xi1: 9, lead: 0.5, strata: 2 };
  const none = () => 0 as never;
  const first = (change: object) => () => gappedTriples({ ...setting, ...change }, none()).next();
  assertThrows(first({ contextLength: 2 }), RangeError, "context length N");
  assertThrows(first({ lead: 0 }), RangeError, "lead");
  assertThrows(first({ xi1: 0 }), RangeError, "ξ1");
  assertThrows(() => tiedSignError({ contextLength: 1, lead: 1 }), RangeError, "context length N");
});
