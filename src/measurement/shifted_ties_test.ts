import { assertAlmostEquals, assertThrows } from "@std/assert";
import { bernstein, normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import type { RandomStream } from "../prng.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";
import { oppositeTies, shiftedErrors, type ShiftedTies } from "./shifted_ties.ts";

/** Points of a test law, labels and the query's own label among them: the query is (1, 0, …). */
function drawn(
  { contextLength: n, dimension: d, least, halfSpace }: ShiftedTies,
  stream: RandomStream,
) {
  const normal = flatSpherePoints(1, d, stream);
  const along = (x: Float64Array) => x.reduce((sum, entry, j) => sum + entry * normal[j], 0);
  const label = (x: Float64Array) => halfSpace ? (along(x) < 0 ? -1 : 1) : stream.sign();
  const query = new Float64Array(d);
  query[0] = 1;
  const points = Array.from({ length: n }, () => {
    let x;
    do x = flatSpherePoints(1, d, stream); while (x[0] < least);
    return { t: x[0], label: label(x) };
  });
  return { points: points.sort((a, b) => b.t - a.t), own: label(query) };
}

Deno.test("in three dimensions t is uniform: N/4 with random labels, and N/2 over a cap's share of t", () => {
  for (const contextLength of [2, 5, 13]) {
    const law = { contextLength, dimension: 3, halfSpace: false };
    assertAlmostEquals(oppositeTies({ ...law, least: -1 }), contextLength / 4, 1e-9);
    assertAlmostEquals(oppositeTies({ ...law, least: 0.6 }), contextLength / 4 / 0.2, 1e-9);
  }
});

const LAWS: readonly ShiftedTies[] = [
  { contextLength: 3, dimension: 4, least: -1, halfSpace: true },
  { contextLength: 2, dimension: 3, least: 0.3, halfSpace: true },
  { contextLength: 4, dimension: 5, least: 0, halfSpace: false },
];

randomTest("opposite near-ties are as frequent as the density says", () => {
  const [prompts, small] = [20_000, 0.05];
  for (const [k, law] of LAWS.entries()) {
    const stream = testStream("ties", k);
    let count = 0;
    for (let b = 0; b < prompts; b++) {
      const [first, second] = drawn(law, stream).points;
      if (first.t - second.t < small && first.label !== second.label) count++;
    }
    const chance = small * oppositeTies(law);
    // Up to that gap the density falls by 6 % in these laws.
    const slack = bernstein(prompts, { variance: chance, range: 1 }) + 0.06 * chance;
    assertAlmostEquals(count / prompts, chance, slack, `law ${k}`);
  }
});

randomTest("errors are those of drawn prompts with drawn labels", () => {
  const [prompts, xi1] = [30_000, 6];
  for (const [k, law] of LAWS.entries()) {
    const stream = testStream("drawn", k);
    let [nearest, gain, squares] = [0, 0, 0];
    for (let b = 0; b < prompts; b++) {
      const { points, own } = drawn(law, stream);
      const powers = points.map(({ t }) => Math.E ** (xi1 * (t - points[0].t)));
      const total = powers.reduce((a, p) => a + p, 0);
      const output = points.reduce((sum, { label }, i) => sum + (label * powers[i]) / total, 0);
      const [error, less] = [(output - points[0].label) ** 2, (output - own) ** 2];
      nearest += error / prompts;
      gain += ((points[0].label - own) ** 2 - less) / prompts;
      squares += error ** 2 + ((points[0].label - own) ** 2 - less) ** 2;
    }
    const means = [0, 0];
    for (let repeat = 0; repeat < 30; repeat++) {
      const errors = shiftedErrors(law, { xi1, weigh: twoScalarWeights, stream });
      means[0] += errors.nearest / 30;
      means[1] += errors.gain / 30;
    }
    // Thirty samples with a deviation of a tenth each.
    const noise = Math.hypot(Math.sqrt(squares) / prompts, (0.1 * nearest) / Math.sqrt(30));
    assertAlmostEquals(means[0], nearest, normalSlack(noise), `law ${k}`);
    assertAlmostEquals(means[1], gain, normalSlack(noise), `law ${k}`);
  }
});

Deno.test("no tie, and no finite density, are refused", () => {
  const law = LAWS[0];
  assertThrows(() => oppositeTies({ ...law, contextLength: 1 }), RangeError, "context length N");
  assertThrows(() => oppositeTies({ ...law, dimension: 2 }), RangeError, "dimension d");
});
