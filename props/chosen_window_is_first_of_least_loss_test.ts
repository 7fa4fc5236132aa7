import fc from "fast-check";
import { windowAtMostOneHundred } from "../fixtures/mutants/window_at_most_one_hundred.ts";
import { windowInSinglePrecision } from "../fixtures/mutants/window_in_single_precision.ts";
import { windowOfLastTie } from "../fixtures/mutants/window_of_last_tie.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { geometricGrid } from "../src/measurement.ts";
import {
  counts,
  exactMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  specs,
  universalClaim,
} from "../src/mod.ts";

/** Losses are whole numbers times 2^−FINE: near-ties differ in their last place alone. */
const FINE = 26;

/** Points of a grid beyond a few. */
const LONG_GRIDS = [64, 65];

/** L and σ are m·2^k with m and k this small, so that doubles hold every loss exactly. */
const multiples = { mantissa: counts(1, 9), exponent: counts(-3, 3) };

/**
 * In whole numbers of any length: (m·2^k)² times a curve is a whole number of 2^{−FINE − 6}. Curves take four values
 * and the four next to each, so ties and near-ties are common.
 */
export const claim = universalClaim({
  id: "B4.least",
  slug: "chosen_window_is_first_of_least_loss",
  statement:
    "the chosen window is the first of the grid at which L²B + σ²V is least, to the last digit, ties going to the wider one",
  formula: String.raw`
    w^*=\min\,\operatorname*{arg\,min}_{w\in\text{grid}}\;L^2B(w)+\sigma^2V(w)`,
  source: "definition of the best window: L²B + σ²V by B2",
  regime: "any curves, on ascending w; L and σ from 1/8 to 72",
  symbols: { points: "number of w", widest: "least w", narrowest: "largest w" },
  kind: "ID",
  expected: "verified",
  needs: ["chooseWindow"],
  mutants: [windowOfLastTie, windowInSinglePrecision, windowAtMostOneHundred],
  bounds: {
    points: { from: 1, to: 65 },
  },
  cells: innerCells("points", LONG_GRIDS),
  generator: specs({
    points: fc.oneof({ weight: 9, arbitrary: counts(1, 9) }, {
      weight: 1,
      arbitrary: fc.constantFrom(...LONG_GRIDS),
    }),
    widest: logUniform(0.01, 1),
    narrowest: logUniform(1, 1e5),
    steepness: fc.record(multiples),
    noise: fc.record(multiples),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  check({ points, widest, narrowest, steepness, noise, seed }, { chooseWindow }) {
    const stream = randomStream(seed, "B4.least");
    const whole = () =>
      Array.from(
        { length: points },
        () => stream.integer(0, 3) * 2 ** FINE + stream.integer(0, 3),
      );
    const [bias, variance] = [whole(), whole()];
    const squared = ({ mantissa, exponent }: typeof steepness) =>
      BigInt(mantissa ** 2) << BigInt(2 * exponent + 6);
    const [ofBias, ofVariance] = [squared(steepness), squared(noise)];
    const losses = bias.map((b, g) => ofBias * BigInt(b) + ofVariance * BigInt(variance[g]));
    const least = losses.reduce((least, loss) => loss < least ? loss : least);
    const grid = geometricGrid(widest, narrowest, points);
    grid[0] = 0;
    const number = ({ mantissa, exponent }: typeof steepness) => mantissa * 2 ** exponent;
    const scaled = (values: readonly number[]) =>
      Float64Array.from(values, (value) => value * 2 ** -FINE);
    const chosen = chooseWindow(
      { grid, bias: scaled(bias), variance: scaled(variance) },
      { lipschitz: number(steepness), noise: number(noise) },
    );
    return exactMargin("chosen window", chosen, grid[losses.indexOf(least)]);
  },
});

testClaim(claim);
