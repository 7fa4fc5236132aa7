import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { intrinsicDimension } from "./intrinsic_dimension.ts";
import { nearestNoise } from "./nearest_noise.ts";
import { noiseAndSlope } from "./noise_and_slope.ts";
import { affineRecords, leftOut } from "./records_for_tests.ts";

randomTest(
  "labels without noise: σ is hardly any, and L that of the relation along the sphere",
  () => {
    const on = leftOut(affineRecords({ n: 400, d: 3, noise: 0 }, testStream("plane")), 2);
    const { noise, slope } = noiseAndSlope(on)!;
    // 2v has a mean square of 4·(1 − 1/3) along the sphere.
    assertAlmostEquals(slope.value, Math.sqrt(8 / 3), 0.25);
    // A plane is off by the sphere's bend alone.
    assert(noise.value < 0.05, `${noise.value}`);
  },
);

randomTest("σ and L scale with the labels, and do not see what is added to them", () => {
  const records = affineRecords({ n: 150, d: 3, noise: 0.4 }, testStream("scale"));
  const labels = records.labels.map((label) => -7 * label + 1000);
  const [one, seven] = [leftOut(records, 2), leftOut({ ...records, labels }, 2)];
  const [a, b] = [noiseAndSlope(one)!, noiseAndSlope(seven)!];
  assertEquals(a.neighbours, b.neighbours);
  assertAlmostEquals(b.noise.value / a.noise.value, 7, 1e-6);
  assertAlmostEquals(b.slope.value / a.slope.value, 7, 1e-6);
  assertAlmostEquals(nearestNoise(seven)!.value / nearestNoise(one)!.value, 7, 1e-6);
});

randomTest("directions of a sphere in more dimensions than it has", () => {
  const { entries, labels } = affineRecords({ n: 600, d: 3, noise: 0.1 }, testStream("embedded"));
  // Three columns twice and a constant: still a sphere.
  const wide = new Float64Array(600 * 7);
  for (let i = 0; i < 600; i++) {
    for (let j = 0; j < 6; j++) wide[i * 7 + j] = entries[i * 3 + j % 3];
  }
  const records = { count: 600, columns: 7, entries: wide, labels };
  const { twoNearest, likelihood, rank, tied } = intrinsicDimension(records, leftOut(records, 2));
  assertEquals([rank, tied], [2, 0]);
  assertAlmostEquals(twoNearest!, 2, 0.9);
  assertAlmostEquals(likelihood!, 2, 0.6);
});

Deno.test("on a grid the two nearest are equally far, and tell no dimension", () => {
  const entries = Float64Array.from(
    { length: 800 },
    (_, i) => i % 2 === 0 ? (i / 2) % 20 : Math.floor(i / 40),
  );
  const records = { count: 400, columns: 2, entries, labels: new Float64Array(400) };
  const { twoNearest, tied } = intrinsicDimension(records, leftOut(records, 2));
  assertEquals(twoNearest, null);
  assert(tied > 0.9);
});
