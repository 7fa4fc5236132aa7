import { noiseFloor } from "../fixtures/mutants/noise_floor.ts";
import { windowProportionalToSteepness } from "../fixtures/mutants/window_proportional_to_steepness.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { biasVariance, freeze, geometricGrid } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  exactMargin,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  universalClaim,
} from "../src/mod.ts";

/** Inverse temperatures from no window to far below the spacing of the points. */
const GRID = Float64Array.of(0, ...geometricGrid(0.1, 100, 24));

/**
 * The loss is L²B(w) + σ²V(w) by B2. At σ = 0 its minimiser is that of B(w), the same for every L.
 */
export const claim = universalClaim({
  id: "B8.noiseless",
  slug: "window_grows_with_steepness_without_noise",
  statement: "without label noise the best window still narrows as functions get steeper, d = 5",
  formula: String.raw`w^*(\kappa L)\ge w^*(L)\qquad(\kappa>1,\;\sigma=0)`,
  source: "false: at σ = 0 the loss is L²·B(w), whose best w does not know L (B2)",
  regime: "d = 5, one frozen sample",
  symbols: { factor: "the larger L over it" },
  kind: "INEQ",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["weigh", "chooseWindow"],
  mutants: [noiseFloor, windowProportionalToSteepness],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    n: counts(11, 31),
    lipschitz: logUniform(0.5, 3),
    factor: logUniform(5, 10),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ functionClass, n, lipschitz, factor, seed }, { weigh, chooseWindow }) {
    const law = { functionClass, lipschitz: 1, noise: 0, contextLength: n, dimension: 5 };
    const sample = freeze(drawRegressionBatch(law, 48, randomStream(seed, "B8.noiseless")));
    const curves = biasVariance(sample, GRID, weigh);
    const flat = chooseWindow(curves, { lipschitz, noise: 0 });
    const steep = chooseWindow(curves, { lipschitz: lipschitz * factor, noise: 0 });
    return exactMargin("w at the larger L > w at the smaller", steep > flat, true);
  },
});

testClaim(claim);
