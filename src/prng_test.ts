import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { hashSeed, jumpAhead, randomStream, type StreamName } from "./prng.ts";
import { TOLERANCE } from "./tolerance.ts";

/** `count` draws. */
function draws(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * How far a mean of `count` independent draws from [0, 1] may be from its expectation: Hoeffding, beyond
 * it with chance 1e-9, in all of `comparisons`.
 */
function slack(count: number, comparisons = 1): number {
  return Math.sqrt(Math.log(2e9 * comparisons) / (2 * count));
}

/** Correlation of uniforms with those that follow, by their known mean ½ and variance 1/12. */
function lagOneCorrelation(uniforms: readonly number[]): number {
  const products = uniforms.slice(1).map((u, i) => 12 * (u - 0.5) * (uniforms[i] - 0.5));
  return mean(products);
}

const names = fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 5 });

Deno.test("a stream's draws follow from its name", () => {
  fc.assert(fc.property(names, (name) => {
    const [one, other] = [randomStream(...name), randomStream(...name)];
    assertEquals(draws(5, one.uniform), draws(5, other.uniform));
    assertEquals(hashSeed(...name), hashSeed(...name));
  }));
});

Deno.test("streams with different names share no draws", () => {
  fc.assert(fc.property(names, names, (one, other) => {
    fc.pre(JSON.stringify(one) !== JSON.stringify(other));
    const seen = new Set(draws(5, randomStream(...one).uniform));
    assert(draws(5, randomStream(...other).uniform).every((draw) => !seen.has(draw)));
  }));
});

Deno.test("names that read alike are not alike", () => {
  const alike: StreamName[][] = [
    ["a", "b"],
    ["a,b"],
    ['a","b'],
    ["ab"],
    ["b", "a"],
    [1, 23],
    [12, 3],
    [123],
    ["123"],
    [""],
    [],
  ];
  assertEquals(new Set(alike.map((name) => hashSeed(...name))).size, alike.length);
  assertEquals(new Set(alike.map((name) => randomStream(...name).uniform())).size, alike.length);
});

// From a second implementation, in Python, of MurmurHash3, xoroshiro128+ and the ziggurat. A stored counterexample is a
// seed that these functions expand: it comes back only while they stand.
Deno.test("hashes and streams are those that stored counterexamples were found with", () => {
  assertEquals(
    [hashSeed(1, "A7"), hashSeed(2, "A7"), hashSeed(), hashSeed("μ")],
    [-1947818770, -749028945, 1942321133, 728688548],
  );
  const stream = randomStream(1, "A7");
  assertEquals(draws(2, stream.uniform), [0.30239455420604977, 0.9203480452628483]);
  assertAlmostEquals(stream.normal(), -0.27573805248823796, TOLERANCE.forward);
  assertAlmostEquals(stream.normal(), 0.7581729979550861, TOLERANCE.forward);
  assertEquals(draws(9, randomStream(1, "A3").sign), [1, 1, 1, -1, 1, -1, 1, 1, 1]);
  // The first normals of this stream that lie in the tail.
  const tail = draws(14_000, randomStream("tails").normal).flatMap((z, i) =>
    Math.abs(z) > 3.654152885361009 ? [[i, z]] : []
  );
  assertEquals(tail.map(([i]) => i), [7395, 9444, 10952, 13162]);
  const wanted = [4.0545556047041265, 3.943309585916214, 4.271897635603987, -4.637895913735097];
  tail.forEach(([, z], i) => assertAlmostEquals(z, wanted[i], TOLERANCE.forward));
});

/** The state as pure-rand has it: upper halves first. */
const swapped = ([low0, high0, low1, high1]: ArrayLike<number> & Iterable<number>) => [
  high0,
  low0,
  high1,
  low1,
];

Deno.test("a stream steps and jumps as another implementation of xoroshiro128+ does", () => {
  fc.assert(fc.property(names, fc.nat(20), (name, steps) => {
    const stream = randomStream(...name);
    const other = xoroshiro128plusFromState(swapped(stream.state));
    for (let k = 0; k < steps; k++) {
      const low = other.next();
      // The lowest bits that a uniform keeps are the upper 21 of the lower half.
      assertEquals((stream.uniform() * 2 ** 53) % 2 ** 21, low >>> 11);
      assertEquals(swapped(stream.state), [...other.getState()]);
    }
    const before = [...stream.state];
    const ahead = jumpAhead(stream);
    other.jump?.();
    assertEquals(swapped(ahead.state), [...other.getState()]);
    assertEquals([...stream.state], before);
    // 2⁶⁴ draws and three more are three and 2⁶⁴ more.
    draws(3, stream.uniform);
    draws(3, ahead.uniform);
    assertEquals(jumpAhead(stream).state, ahead.state);
  }));
});

Deno.test("every bit of a hash changes in half of the steps from one seed to the next", () => {
  const steps = 2000;
  const flips = draws(32, () => 0);
  for (let seed = 0; seed < steps; seed++) {
    const changed = hashSeed(seed) ^ hashSeed(seed + 1);
    for (let bit = 0; bit < 32; bit++) flips[bit] += (changed >>> bit) & 1;
  }
  for (const count of flips) assertAlmostEquals(count / steps, 0.5, slack(steps, 32));
});

Deno.test("first uniforms of neighbouring seeds are uncorrelated, unlike those of raw seeds", () => {
  const seeds = Array.from({ length: 2000 }, (_, i) => i + 1);
  const hashed = seeds.map((seed) => randomStream(seed).uniform());
  const raw = seeds.map((seed) => uniformFloat64(xoroshiro128plus(seed)));
  // Bernstein's inequality for the even and for the odd products: beyond ¼ with chance 1e-9.
  assertAlmostEquals(lagOneCorrelation(hashed), 0, 0.25);
  const own = mean(raw);
  const product = mean(raw.slice(1).map((u, i) => (u - own) * (raw[i] - own)));
  assert(product / mean(raw.map((u) => (u - own) ** 2)) > 0.99);
});

Deno.test("uniforms are multiples of 2⁻⁵³ in [0, 1) with 53 fair bits", () => {
  const count = 5000;
  const { uniform } = randomStream("bits of uniforms");
  const ones = draws(53, () => 0);
  for (const draw of draws(count, uniform)) {
    const scaled = draw * 2 ** 53;
    assert(Number.isInteger(scaled) && scaled >= 0 && scaled < 2 ** 53, `got ${draw}`);
    for (let bit = 0; bit < 53; bit++) ones[bit] += Math.floor(scaled / 2 ** bit) % 2;
  }
  for (const sum of ones) assertAlmostEquals(sum / count, 0.5, slack(count, 53));
});

Deno.test("one uniform says nothing about the next", () => {
  const { uniform } = randomStream("uniforms in a row");
  // As above, for ten times as many.
  assertAlmostEquals(lagOneCorrelation(draws(20_000, uniform)), 0, 0.08);
});

Deno.test("normals have the quantiles of the normal law", () => {
  const count = 50_000;
  const { normal } = randomStream("normals");
  const sample = draws(count, normal);
  const quantiles = [
    [-2.3263478740408408, 0.01],
    [-1.2815515655446004, 0.1],
    [-0.6744897501960817, 0.25],
    [0, 0.5],
    [0.6744897501960817, 0.75],
    [1.2815515655446004, 0.9],
    [2.3263478740408408, 0.99],
  ];
  for (const [quantile, chance] of quantiles) {
    const below = sample.filter((z) => z < quantile).length / count;
    assertAlmostEquals(below, chance, slack(count, quantiles.length), `below ${quantile}`);
  }
});

Deno.test("normals have mean 0 and variance 1", () => {
  const count = 50_000;
  const { normal } = randomStream("moments of normals");
  const sample = draws(count, normal);
  // The mean is normal itself: 6 standard errors. The variance is χ²: Laurent and Massart's bound at e⁻²¹.
  assertAlmostEquals(mean(sample), 0, 6 / Math.sqrt(count));
  const squares = 2 * Math.sqrt(21 / count) + (2 * 21) / count;
  assertAlmostEquals(mean(sample.map((z) => z * z)), 1, squares);
});

Deno.test("the two normals of one pair are independent", () => {
  const count = 20_000;
  const { normal } = randomStream("pairs of normals");
  const pairs = draws(count, () => 0).map(() => [normal(), normal()]);
  const bothUp = pairs.filter(([a, b]) => a > 0 && b > 0).length / count;
  const bothLarge = pairs.filter(([a, b]) => Math.abs(a) > 1 && Math.abs(b) > 1).length / count;
  assertAlmostEquals(bothUp, 0.25, slack(count));
  assertAlmostEquals(bothLarge, 0.31731050786291415 ** 2, slack(count));
  assertNotEquals(pairs[0][0], pairs[0][1]);
});

Deno.test("signs are −1 or +1 with equal chances", () => {
  const count = 20_000;
  const { sign } = randomStream("signs");
  const sample = draws(count, sign);
  assert(sample.every((value) => value === -1 || value === 1));
  assertAlmostEquals(mean(sample), 0, 2 * slack(count));
});

Deno.test("integers take every value from low to high, both included, equally often", () => {
  const count = 20_000;
  const stream = randomStream("integers");
  const sample = draws(count, () => stream.integer(-2, 4));
  for (let value = -2; value <= 4; value++) {
    const share = sample.filter((draw) => draw === value).length / count;
    assertAlmostEquals(share, 1 / 7, slack(count, 7), `share of ${value}`);
  }
  assertEquals(new Set(sample).size, 7);
  assertEquals(stream.integer(11, 11), 11);
});

Deno.test("reals between two ends fill the interval evenly", () => {
  const count = 20_000;
  const stream = randomStream("between");
  const sample = draws(count, () => stream.between(-3, 7));
  assert(sample.every((value) => value >= -3 && value < 7));
  for (const share of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const below = sample.filter((value) => value < -3 + 10 * share).length / count;
    assertAlmostEquals(below, share, slack(count, 5));
  }
});
