import { biasVarianceByFormula } from "../fixtures/formulas/bias_variance_by_formula.ts";
import { cubesNormalised } from "../fixtures/mutants/cubes_normalised.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { scoresHalved } from "../fixtures/mutants/scores_halved.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { sigmoidNormalised } from "../fixtures/mutants/sigmoid_normalised.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { biasVariance, freeze, geometricGrid } from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  exactMargin,
  identityMargin,
  inequalityMargin,
  type Margin,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Inverse temperatures from no window at all to far below the spacing of a dozen points. */
const GRID = [0, ...geometricGrid(0.2, 60, 24)];
/** Levels that L and σ run through, a factor of about four apart. */
const LEVELS = geometricGrid(0.03, 30, 6);
/** A bigger window is a smaller w; grid points are exact, so nothing is allowed for rounding. */
const EXACT = { tolerance: 0 };

/**
 * Let w*(L, σ) = argmin_w L²B(w) + σ²V(w). Optimality at L < L′ gives (L′² − L²)(B(w*′) − B(w*)) ≤ 0, so a steeper
 * class has no more bias at its window; as V grows in w ≥ 0 (B3), it has no smaller w. Likewise w* never rises in
 * σ.
 */
export const claim = universalClaim({
  id: "B4",
  slug: "window_narrows_with_steepness",
  statement:
    "the best window of softmax attention on a frozen sample narrows with steepness L and widens with label noise σ",
  formula: String.raw`
    w^*(\kappa L,\sigma)\ge w^*(L,\sigma)\ge w^*(L,\kappa\sigma)\qquad
    (\kappa>1)`,
  source:
    "arXiv 2402.11639, theorem 3.4; exact form derived by increasing differences of L²B + σ²V",
  regime: "one frozen sample of 96 tasks and one grid w ≥ 0",
  kind: "INEQ",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [
    windowSignFlipped,
    noiseIgnored,
    steepnessIgnored,
    frozenWindow,
    uniformWeights,
    scoresHalved,
    scoresSteepened,
    sigmoidNormalised,
    cubesNormalised,
  ],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    n: counts(3, 12),
    d: counts(2, 5),
    seed: seeds(),
  }),
  budget: { quick: 40, ci: 1000, deep: 4000 },
  check({ functionClass, n, d, seed }, { weigh, chooseWindow }) {
    const law = { functionClass, lipschitz: 1, noise: 0, contextLength: n, dimension: d };
    const sample = freeze(drawRegressionBatch(law, 96, randomStream(seed, "B4")));
    const curves = biasVariance(sample, GRID, weigh);
    // Any weights that grow with the scores have such a window: these are the softmax's.
    const few = freeze(drawRegressionBatch(law, 8, randomStream(seed, "B4.weights")));
    const own = biasVariance(few, GRID, weigh);
    const { bias, variance } = biasVarianceByFormula(few, GRID);
    const rule = { tolerance: TOLERANCE.identity };
    const margins: Margin[] = GRID.flatMap((w, g) => [
      identityMargin(`B at w = ${w}`, own.bias[g], bias[g], rule),
      identityMargin(`V at w = ${w}`, own.variance[g], variance[g], rule),
    ]);
    const window = (lipschitz: number, noise: number) => chooseWindow(curves, { lipschitz, noise });
    for (const fixed of LEVELS) {
      for (let k = 1; k < LEVELS.length; k++) {
        const [low, high] = [LEVELS[k - 1], LEVELS[k]];
        margins.push(
          inequalityMargin(
            `w at L = ${low.toPrecision(3)} ≤ w at L = ${high.toPrecision(3)}, σ = ${
              fixed.toPrecision(3)
            }`,
            window(low, fixed),
            window(high, fixed),
            EXACT,
          ),
          inequalityMargin(
            `w at σ = ${high.toPrecision(3)} ≤ w at σ = ${low.toPrecision(3)}, L = ${
              fixed.toPrecision(3)
            }`,
            window(fixed, high),
            window(fixed, low),
            EXACT,
          ),
        );
      }
    }
    // And it does move: away from the widest window where a narrower one pays, which on three points in five
    // dimensions it may do at no steepness, and not before.
    const pays = (lipschitz: number, noise: number) =>
      GRID.some((_, g) =>
        lipschitz ** 2 * (curves.bias[0] - curves.bias[g]) >
          noise ** 2 * (curves.variance[g] - curves.variance[0])
      );
    const [least, middle, most] = [LEVELS[0], LEVELS[3], LEVELS[LEVELS.length - 1]];
    for (const [low, high] of [[least, middle], [middle, most], [most, middle], [middle, least]]) {
      margins.push(
        exactMargin(
          `w > 0 at L = ${low.toPrecision(3)}, σ = ${high.toPrecision(3)}`,
          window(low, high) > 0,
          pays(low, high),
        ),
      );
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
