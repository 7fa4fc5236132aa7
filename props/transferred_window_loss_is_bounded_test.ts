import { biasVarianceByFormula } from "../fixtures/formulas/bias_variance_by_formula.ts";
import { cubesNormalised } from "../fixtures/mutants/cubes_normalised.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { linearForSoftmax } from "../fixtures/mutants/linear_for_softmax.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { scoresHalved } from "../fixtures/mutants/scores_halved.ts";
import { scoresSteepened } from "../fixtures/mutants/scores_steepened.ts";
import { sigmoidNormalised } from "../fixtures/mutants/sigmoid_normalised.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { windowSignFlipped } from "../fixtures/mutants/window_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { biasVariance, freeze, geometricGrid } from "../src/measurement.ts";
import {
  type Capabilities,
  counts,
  drawRegressionBatch,
  identityMargin,
  inequalityMargin,
  logUniform,
  oneOf,
  promptAt,
  type PromptBatch,
  randomStream,
  scaledIdentity,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Inverse temperatures that a window is chosen from. */
const GRID = Float64Array.of(0, ...geometricGrid(0.2, 60, 15));
/** Tasks of the frozen sample: few, since nothing here is asymptotic. */
const TASKS = 6;

/** The mean square over all 2^n patterns of ±σ is the mean over the noise, from predictions alone. */
function noisyLoss(
  batch: PromptBatch,
  { predict, noise, w }: { predict: Capabilities["predict"]; noise: number; w: number },
): number {
  const n = batch.contextLength;
  const M = scaledIdentity(batch.dimension, w);
  let sum = 0;
  for (let b = 0; b < batch.prompts; b++) {
    const prompt = promptAt(batch, b);
    for (let code = 0; code < 1 << n; code++) {
      const labels = prompt.labels.map((y, i) => y + (((code >> i) & 1) === 1 ? noise : -noise));
      sum += (predict({ ...prompt, labels }, M) - batch.targets[b]) ** 2;
    }
  }
  return sum / (batch.prompts << n);
}

/**
 * With A_L(w) = L²B + σ²V at its least in w_L, L ≤ L': A_L ≤ A_{L'} ≤ (L'/L)²A_L pointwise in w. So the
 * ratio of A_{L'}(w_L) to the matched loss A_{L'}(w_{L'}) is at most (L'/L)², and the same the other way
 * round: A_L(w_{L'}) ≤ A_{L'}(w_{L'}) ≤ A_{L'}(w_L) ≤ (L'/L)²A_L(w_L).
 */
export const claim = universalClaim({
  id: "B9",
  slug: "transferred_window_loss_is_bounded",
  statement:
    "the loss is L²B + σ²V of the softmax, so a window trained at L costs, at L', 1 to max(L'/L, L/L')² times the matched loss; for L' ≤ L no more than at L itself",
  formula: String.raw`
    1\le\frac{A_{L'}(w_L)}{A_{L'}(w_{L'})}\le\max\Bigl(\frac{L'}{L},\frac{L}{L'}\Bigr)^2,\qquad
    A_L(w)=L^2B(w)+\sigma^2V(w)`,
  source: "arXiv 2402.11639, section 3.2; exact form derived from L²B + σ²V",
  regime: "one frozen sample and grid; losses from predictions under every noise pattern ±σ",
  symbols: { factor: "the larger L over it" },
  kind: "INEQ",
  expected: "verified",
  needs: ["predict", "weigh", "chooseWindow"],
  mutants: [
    windowSignFlipped,
    noiseIgnored,
    steepnessIgnored,
    frozenWindow,
    linearForSoftmax,
    scoresHalved,
    scoresSteepened,
    sigmoidNormalised,
    cubesNormalised,
  ],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    n: counts(1, 4),
    d: counts(2, 5),
    lipschitz: logUniform(0.1, 10),
    factor: logUniform(1, 10),
    noise: logUniform(0.1, 10),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 4000 },
  check(
    { functionClass, n, d, lipschitz, factor, noise, seed },
    { predict, weigh, chooseWindow },
  ) {
    const law = { functionClass, noise: 0, contextLength: n, dimension: d };
    const tasks = (steepness: number) =>
      drawRegressionBatch({ ...law, lipschitz: steepness }, TASKS, randomStream(seed, "B9"));
    const sample = freeze(tasks(1));
    const curves = biasVariance(sample, GRID, weigh);
    const lossAt = (steepness: number, w: number) =>
      noisyLoss(tasks(steepness), { predict, noise, w });
    const [flat, steep] = [lipschitz, lipschitz * factor];
    const wide = chooseWindow(curves, { lipschitz: flat, noise });
    const narrow = chooseWindow(curves, { lipschitz: steep, noise });
    const flatLoss = lossAt(flat, wide);
    const steepLoss = lossAt(steep, narrow);
    const [up, down] = [lossAt(steep, wide), lossAt(flat, narrow)];
    // The least that any window of the grid costs, by the split: no part of the predictions above.
    const least = (steepness: number) =>
      Math.min(...curves.bias.map((b, g) => steepness ** 2 * b + noise ** 2 * curves.variance[g]));
    const most = factor ** 2;
    const exact = { tolerance: TOLERANCE.identity };
    const { bias, variance } = biasVarianceByFormula(sample, [wide, narrow]);
    const splits = [flatLoss, down, up, steepLoss].map((loss, k) => {
      const [steepness, w] = [k < 2 ? flat : steep, k % 2];
      const wanted = steepness ** 2 * bias[w] + noise ** 2 * variance[w];
      const scale = (1 + narrow) * (steepness ** 2 + noise ** 2);
      return identityMargin("loss = L²B + σ²V", loss, wanted, { ...exact, scale });
    });
    const own = [wide, narrow].map((w, k) =>
      identityMargin(`V at w = ${w}`, curves.variance[GRID.indexOf(w)], variance[k], exact)
    );
    const rule = { tolerance: TOLERANCE.inequality };
    return worstMargin(
      splits,
      own,
      inequalityMargin("matched loss at L ≤ min_w", flatLoss, least(flat), rule),
      inequalityMargin("matched loss at L' > L ≤ min_w", steepLoss, least(steep), rule),
      inequalityMargin("L' > L: min_w ≤ loss", least(steep), up, rule),
      inequalityMargin("L' < L: min_w ≤ loss", least(flat), down, rule),
      inequalityMargin("L' > L: loss ≤ (L'/L)²·loss at L", up, most * flatLoss, rule),
      inequalityMargin("L' > L: loss ≤ (L'/L)²·matched loss", up, most * steepLoss, rule),
      inequalityMargin("L' < L: loss ≤ loss at L", down, steepLoss, rule),
      inequalityMargin("L' < L: loss ≤ (L/L')²·matched loss", down, most * flatLoss, rule),
    );
  },
});

testClaim(claim);
