import { intervalsFromTrainingError } from "../fixtures/mutants/intervals_from_training_error.ts";
import { oneWidthForAll } from "../fixtures/mutants/one_width_for_all.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { halfWidth } from "../src/measurement.ts";
import { counts, oneOf, randomStream, specs, statisticalClaim } from "../src/mod.ts";

/** Queries of the quarter that coverage is measured on. */
const ASKED = 40;

/**
 * Scales are uniform on [0, 1] and errors exponential with mean (.2 + scale)²: half of them lie in the last quarter. The
 * ⌈(m + 1)·.9⌉-th smallest of m errors of a class covers a further one with chance ⌈(m + 1)·.9⌉/(m + 1).
 */
export const claim = statisticalClaim({
  id: "E3",
  slug: "intervals_hold_where_it_is_hard",
  statement:
    "intervals by local scale cover 90 % within two points in each quarter of scale, the hardest too",
  source: "Vovk, Lindsay, Nouretdinov and Gammerman, Mondrian confidence machine, 2003",
  regime: "240 to 800 held-out queries, four classes of scale",
  kind: "EXP",
  expected: "verified",
  needs: ["scaleIntervals"],
  mutants: [oneWidthForAll, intervalsFromTrainingError],
  effectName: "coverage less .9",
  bound: 0.4,
  within: 0.02,
  smallestEffect: 0.005,
  budget: { quick: 1000, ci: 3000, deep: 8000 },
  strata: ([0, 1, 2, 3] as const).map((quarter) => ({
    name: `quarter ${quarter + 1}`,
    setting: { quarter, heldOut: quarter % 2 === 0 ? 240 : 800 },
  })),
  generator: specs({ quarter: oneOf(0, 1, 2, 3), heldOut: counts(240, 800) }),
  replicate({ quarter, heldOut }, seed, { scaleIntervals }) {
    const stream = randomStream(seed, "E3");
    const errorAt = (scale: number) => -Math.log(1 - stream.uniform()) * (0.2 + scale) ** 2;
    const scales = Float64Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
    const held = Float64Array.from({ length: heldOut }, () => stream.uniform());
    const intervals = scaleIntervals(scales, { scales: held, errors: held.map(errorAt) });
    let covered = 0;
    for (let i = 0; i < ASKED; i++) {
      const scale = (quarter + stream.uniform()) / 4;
      if (errorAt(scale) <= halfWidth(intervals, scale)) covered++;
    }
    return covered / ASKED - 0.9;
  },
});

testClaim(claim);
