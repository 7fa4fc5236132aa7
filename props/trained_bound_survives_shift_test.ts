import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { noNormalisation } from "../fixtures/mutants/no_normalisation.ts";
import { trainingStopsHalfway } from "../fixtures/mutants/training_stops_halfway.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { elapsedTime, SHIFTED_LAWS, shiftedPrompt } from "../src/measurement.ts";
import {
  counts,
  dot,
  exactMargin,
  identityMargin,
  inequalityMargin,
  logUniform,
  type Margin,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Rate and batch of the trainings: 100 steps and more, after which A11 predicts ξ1 from 9 on. */
const TRAINING = { learningRate: 100, batch: 16 };
/** How far ξ1 may be from A11's at its time, as a logarithm: 0.09 in the worst of 3600 trainings. */
const WITHIN = 0.12;
/** Prompts of the shifted law asked of every trained model. */
const PROMPTS = 8;
/** ξ2 of the hard mask in the full form: e^−1e6 is zero. */
const HARD = 1e6;
/** δ at which the bound in mean square is taken. */
const DELTAS = [0.1, 0.3, 1, 2];

/**
 * A8 is |ŷ − y_*| ≤ 2N_opp e^{−ξ1·lead} + e^{ξ1(1 − t_*) − ξ2} on each prompt, lead = t_* − max_opp t, whatever law
 * it was drawn from. In the mean E(ŷ − y_*)² ≤ inf_δ {E[(2Ne^{−ξ1δ/2} + e^{ξ1(1 − t_*) − ξ2})²; 2·lead ≥ δ] +
 * 4·P(2·lead < δ)}.
 */
export const claim = universalClaim({
  id: "A13",
  slug: "trained_bound_survives_shift",
  statement:
    "at trained parameters A8's bound holds under shifted test laws: dependent, clustered, ruled or far points",
  formula: String.raw`
    |\hat y-y_*|\le2N_{\mathrm{opp}}\,e^{-\xi_1\delta/2}+e^{\xi_1(1-t_*)-\xi_2}\qquad
    \text{under every test law}`,
  source:
    "arXiv 2411.10830, the distribution-shift theorem: (ŷ−y_*)² ≤ inf_δ, the share off A_δ counted fully",
  regime:
    "trained on uniform points, hard mask or σ ≤ 15, ξ1 within 12 % of A11's; tested on N' points",
  symbols: { law: "test law", testN: "N'" },
  kind: "INEQ",
  expected: "verified",
  needs: ["pretrainNearest", "transform"],
  mutants: [
    trainingStopsHalfway,
    farthestForNearest,
    uniformWeights,
    noNormalisation,
    lossRisesWithScore,
  ],
  bounds: {
    sigma: { from: 5, to: Infinity },
  },
  generator: specs({
    n: counts(2, 8),
    d: counts(3, 8),
    sigma: fc.oneof(counts(5, 15), fc.constant(Infinity)),
    time: logUniform(1e4, 6e4),
    law: oneOf(...SHIFTED_LAWS),
    testN: counts(1, 24),
    seed: seeds(),
  }),
  budget: { quick: 60, ci: 1000, deep: 5000 },
  check({ n, d, sigma, time, law, testN, seed }, { pretrainNearest, transform }) {
    const shape = { contextLength: n, dimension: d, sigma };
    const setting = { ...shape, ...TRAINING, steps: Math.round(time / TRAINING.learningRate) };
    const run = pretrainNearest(setting, randomStream(seed, "A13", "training"));
    const xi2 = Math.min(run.xi2, HARD);
    const W = twoScalarParameters(d, { xi1: run.xi1, xi2 });
    const stream = randomStream(seed, "A13", law);
    const below = { tolerance: TOLERANCE.inequality };
    const diverged = exactMargin("training diverged", run.stopped === "diverged", false);
    if (run.stopped === "diverged") return diverged;
    const taken = elapsedTime(run, shape) / (setting.steps * setting.learningRate);
    const late = inequalityMargin("|log of ξ1 over A11's|", Math.abs(Math.log(taken) / 3), WITHIN, {
      tolerance: 0,
    });
    const margins: Margin[] = [diverged, late];
    let squares = 0;
    const ceilings = DELTAS.map(() => 0);
    for (let k = 0; k < PROMPTS; k++) {
      const prompt = shiftedPrompt({ law, contextLength: testN, dimension: d }, stream);
      const { labels } = prompt;
      const t = prompt.covariates.to2DArray().map((x) => dot(x, prompt.query));
      const best = Math.max(...t);
      const wanted = labels[t.indexOf(best)];
      const opposite = [...t.keys()].filter((j) => labels[j] !== wanted);
      const lead = best - Math.max(-Infinity, ...opposite.map((j) => t[j]));
      const { prediction, weights, queryWeight } = transform(prompt, W);
      const error = Math.abs(prediction - wanted);
      const weight = opposite.reduce((sum, j) => sum + weights[j], 0);
      const tail = Math.exp(Math.min(700, run.xi1 * (1 - best) - xi2));
      const bound = (opposite.length && 2 * opposite.length * Math.exp(-run.xi1 * lead)) + tail;
      margins.push(
        identityMargin("|ŷ−y_*| = 2Σ_opp q_j + q_s", error, 2 * weight + queryWeight, {
          tolerance: TOLERANCE.identity,
        }),
        inequalityMargin("|ŷ−y_*| ≤ its bound", error, bound, below),
      );
      if (bound < 0.499) margins.push(exactMargin("label", Math.round(prediction), wanted));
      if (run.xi1 * lead > Math.log(opposite.length)) {
        margins.push(exactMargin("sign", Math.sign(prediction), wanted));
      }
      squares += error ** 2;
      DELTAS.forEach((delta, i) => {
        const sharp = 2 * testN * Math.exp((-run.xi1 * delta) / 2) + tail;
        ceilings[i] += 2 * lead >= delta ? Math.min(4, sharp ** 2) : 4;
      });
    }
    const ceiling = Math.min(...ceilings) / PROMPTS;
    margins.push(inequalityMargin("mean square ≤ inf_δ", squares / PROMPTS, ceiling, below));
    return worstMargin(margins);
  },
});

testClaim(claim);
