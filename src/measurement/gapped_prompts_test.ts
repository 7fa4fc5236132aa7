import { assertAlmostEquals, assertThrows } from "@std/assert";
import { bernstein, hoeffding, normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearSignError, tiedSignError } from "./gap_signs.ts";
import { gappedTriples, measuredNearError, measuredTiedError } from "./gapped_prompts.ts";

const weigh = twoScalarWeights;

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
});
