/** A million draws of each kind against their laws, as another library has them. */

import { assert } from "@std/assert";
import betaCdf from "@stdlib/stats-base-dists-beta-cdf";
import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import fc from "fast-check";
import { bernstein, chiSquare, dvoretzky } from "../../fixtures/random/chance_for_tests.ts";
import {
  randomTest,
  sample,
  testSeed,
  testStream,
} from "../../fixtures/random/random_for_tests.ts";
import {
  type DrawKind,
  drawMany,
  innerProductDraws,
  NORMALS,
  SIGNS,
  spherePointDraws,
  UNIFORMS,
} from "../../src/kernel/draws.ts";
import { jumpAhead, type RandomStream, randomStream } from "../../src/prng.ts";

/** Draws of every test of fit. */
const MANY = 1_000_000;

/**
 * The Kolmogorov–Smirnov distance of draws from their law, at every 20th of them.
 */
function assertFits(draws: Float64Array, cdf: (x: number) => number, what: string): void {
  const sorted = draws.toSorted();
  const allowed = dvoretzky(sorted.length);
  let furthest = 0;
  for (let i = 0; i < sorted.length; i += 20) {
    const wanted = cdf(sorted[i]);
    furthest = Math.max(furthest, wanted - i / sorted.length, (i + 1) / sorted.length - wanted);
  }
  assert(furthest <= allowed, `${what}: ${furthest} away from their law, ${allowed} allowed`);
}

/** Pearson's statistic over equally likely bins, which is χ² for so many draws. */
function assertEven(draws: Float64Array, cdf: (x: number) => number, bins: number): void {
  const counts = new Float64Array(bins);
  for (const x of draws) counts[Math.min(bins - 1, Math.floor(cdf(x) * bins))]++;
  const expected = draws.length / bins;
  const statistic = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  const { most } = chiSquare(bins - 1);
  assert(statistic <= most, `χ² of ${bins} bins is ${statistic}, ${most} allowed`);
}

const draw = (kind: DrawKind, count: number, stream: RandomStream) =>
  drawMany(kind, new Float64Array(count * kind.size), stream);
const Phi = (x: number) => normalCdf(x, 0, 1);
/** A coordinate of a uniform point of S^{d−1} is 2·Beta((d−1)/2, (d−1)/2) − 1. */
const coordinateCdf = (d: number) => (t: number) => betaCdf((1 + t) / 2, (d - 1) / 2, (d - 1) / 2);

randomTest("a million uniforms are uniform", () => {
  const uniforms = draw(UNIFORMS, MANY, testStream());
  assertFits(uniforms, (u) => u, "uniforms");
  assertEven(uniforms, (u) => u, 1000);
});

randomTest("a million normals are normal, in the middle, in every layer and in the tail", () => {
  const normals = draw(NORMALS, MANY, testStream());
  assertFits(normals, Phi, "normals");
  assertEven(normals, Phi, 1000);
  for (const z of [3, 3.654152885361009, 4, 4.5]) {
    const chance = 2 * Phi(-z);
    const share = normals.filter((x) => Math.abs(x) > z).length / MANY;
    const allowed = bernstein(MANY, { variance: chance * (1 - chance), range: 1 });
    assert(Math.abs(share - chance) <= allowed, `share beyond ${z}: ${share}, wanted ${chance}`);
  }
  const beyond = normals.filter((x) => Math.abs(x) > 3);
  assertEven(beyond, (x) => Phi(-Math.abs(x)) / Phi(-3), 20);
});

randomTest("a million signs are fair", () => {
  const mean = draw(SIGNS, MANY, testStream()).reduce((sum, sign) => sum + sign, 0) / MANY;
  assert(Math.abs(mean) <= bernstein(MANY, { variance: 1, range: 1 }), `mean ${mean}`);
});

randomTest(
  "a million inner products and coordinates of points have their Beta law, in any dimension",
  () => {
    for (const d of [2, 3, 4, ...sample(fc.integer({ min: 5, max: 30 }), 1)]) {
      const stream = testStream(d);
      assertFits(draw(innerProductDraws(d), MANY, stream), coordinateCdf(d), `t in ${d}`);
      const points = draw(spherePointDraws(d), Math.ceil(MANY / d), stream);
      for (const j of new Set([0, d - 1])) {
        const coordinate = points.filter((_, i) => i % d === j);
        assertFits(coordinate, coordinateCdf(d), `coordinate ${j} of ${d}`);
      }
    }
  },
);

/** The mean of 12(u − ½)(v − ½), which is the correlation of two uniforms. */
function correlation(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, u, i) => sum + 12 * (u - 0.5) * (other[i] - 0.5), 0) / one.length;
}

randomTest("neighbouring streams, streams jumped ahead and draws in a row are uncorrelated", () => {
  const seed = testSeed();
  const here = randomStream(seed);
  const ahead = draw(UNIFORMS, MANY, jumpAhead(here));
  const own = draw(UNIFORMS, MANY, here);
  const next = draw(UNIFORMS, MANY, randomStream(seed + 1));
  // A product is at most 3 from its mean 0, and has variance 1.
  const allowed = bernstein(MANY, { variance: 1, range: 3 });
  assert(Math.abs(correlation(own, next)) <= allowed, "neighbouring seeds");
  assert(Math.abs(correlation(own, ahead)) <= allowed, "2⁶⁴ draws ahead");
  // Every other pair, so that products are independent.
  for (const lag of [1, 2, 5]) {
    const pairs = own.length / (2 * lag) | 0;
    const left = own.filter((_, i) => i % (2 * lag) === 0).subarray(0, pairs);
    const right = own.filter((_, i) => i % (2 * lag) === lag).subarray(0, pairs);
    const bound = bernstein(pairs, { variance: 1, range: 3 });
    assert(Math.abs(correlation(left, right)) <= bound, `lag ${lag}`);
  }
});

randomTest("first draws of 100 000 neighbouring seeds are uniform and uncorrelated", () => {
  const seed = testSeed();
  const count = 100_000;
  const first = Float64Array.from(
    { length: count },
    (_, i) => randomStream(seed + i).uniform(),
  );
  assertFits(first, (u) => u, "first uniforms");
  const even = first.filter((_, i) => i % 2 === 0);
  const odd = first.filter((_, i) => i % 2 === 1);
  const allowed = bernstein(count / 2, { variance: 1, range: 3 });
  assert(Math.abs(correlation(even, odd)) <= allowed, "neighbours");
});
