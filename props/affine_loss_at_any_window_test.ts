import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  affineLoss,
  averagedCurves,
  counts,
  logUniform,
  randomStream,
  statisticalClaim,
  uniformSteps,
  windowLimit,
} from "../src/mod.ts";

/** Points in a frozen sample: the loss has a noise of about 3 %. */
const POINTS = 30_000;
/** Fewest effective neighbours n/V: the bias of a ratio of means is of the order of its inverse. */
const NEIGHBOURS = 25;
/** The margin on the loss. */
const WITHIN = 0.1;

/** Least n of the regime: 200, or more where that is under 25 effective neighbours. */
function leastContext(dimension: number, inverseTemperature: number): number {
  const { variance } = windowLimit({ dimension, inverseTemperature });
  return Math.max(200, NEIGHBOURS * variance);
}

export const claim = statisticalClaim({
  id: "B7.general",
  slug: "affine_loss_at_any_window",
  statement:
    "the loss of affine tasks is (L²/3d)(1−A_d)² + [σ² + L²(d−1)/(6dw)]·V, within 10 %, in any dimension",
  source: "derived from the limits of B6, moments by quadrature",
  regime:
    "d from 2 to 5, w from 3 to 12, n from 200 to 3000 with at least 25 effective neighbours, L from 1/3 to 3, σ/L from .1 to 1",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh"],
  mutants: [temperatureSquared, uniformWeights, farthestForNearest],
  effectName: "0.1 − |log of measured over predicted loss|",
  bound: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: {
    dimension: { from: 2, to: 5 },
    inverseTemperature: { from: 3, to: 12 },
    contextPosition: { from: 0, to: 1 },
    lipschitz: { from: 1 / 3, to: 3 },
    noiseRatio: { from: 0.1, to: 1 },
  },
  cells: [
    {
      name: "n = 200",
      atLeast: 0.02,
      holds: ({ dimension, inverseTemperature: w, contextPosition }) =>
        contextPosition === 0 && leastContext(dimension, w) === 200,
    },
    {
      name: "25 effective neighbours",
      atLeast: 0.02,
      holds: ({ dimension, inverseTemperature: w, contextPosition }) =>
        contextPosition === 0 && leastContext(dimension, w) > 200,
    },
  ],
  generator: fc.record({
    dimension: counts(2, 5),
    inverseTemperature: logUniform(3, 12),
    /** Place of n between the least and 3000, in its logarithm. */
    contextPosition: uniformSteps(0, 1),
    lipschitz: logUniform(1 / 3, 3),
    noiseRatio: logUniform(0.1, 1),
  }),
  replicate(setting, seed, { weigh }) {
    const { dimension, inverseTemperature: w, contextPosition, lipschitz, noiseRatio } = setting;
    const stream = randomStream(seed, "B7.general");
    const least = leastContext(dimension, w);
    const contextLength = Math.ceil(least * Math.pow(3000 / least, contextPosition));
    const noise = lipschitz * noiseRatio;
    const prompts = Math.ceil(POINTS / contextLength);
    const sizes = { functionClass: "affine", contextLength, dimension, prompts } as const;
    const { bias: [b], variance: [v] } = averagedCurves(sizes, [w], stream, weigh);
    const loss = lipschitz ** 2 * b + noise ** 2 * v;
    const predicted = affineLoss({ contextLength, lipschitz, noise, dimension }, w);
    return WITHIN - Math.abs(Math.log(loss / predicted));
  },
});

testClaim(claim);
