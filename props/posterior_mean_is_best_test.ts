import fc from "fast-check";
import { labelsNegated } from "../fixtures/mutants/labels_negated.ts";
import { posteriorLateCoordinatesIgnored } from "../fixtures/mutants/posterior_late_coordinates_ignored.ts";
import { ridgeNoiseNotSquared } from "../fixtures/mutants/ridge_noise_not_squared.ts";
import { ridgeWithoutNoise } from "../fixtures/mutants/ridge_without_noise.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { geometricGrid } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  createPrompt,
  dot,
  identityMargin,
  inequalityMargin,
  logUniform,
  type Margin,
  nearestNeighbour,
  randomStream,
  scaledIdentity,
  seeds,
  TOLERANCE,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** Windows and steps that softmax and linear attention may choose from, prompt by prompt. */
const GRID = [0, ...geometricGrid(0.1, 10, 3)];

/** Points, query and σ: all that a posterior variance depends on. */
interface Known {
  readonly x: readonly number[][];
  readonly query: readonly number[];
  readonly noise: number;
}

/** Posterior variance of vᵀx_q, v ~ N(0, I), by taking in one label after the other (Kalman's update). */
function posteriorVariance({ x, query, noise }: Known): number {
  const C = query.map((_, j) => query.map((_, k) => (j === k ? 1 : 0)));
  const times = (v: readonly number[]) => C.map((row) => dot(row, v));
  for (const xi of x) {
    const gain = times(xi);
    const below = noise ** 2 + dot(xi, gain);
    C.forEach((row, j) => row.forEach((_, k) => row[k] -= (gain[j] * gain[k]) / below));
  }
  return dot(query, times(query));
}

const rival = (name: string, law: (known: Known) => number) => ({
  name,
  description: `${name} for the loss of the posterior mean`,
  law: () => law,
});

/**
 * Without any label drawn: all these predictors are linear in the labels, Σ c_i y_i, and over v and ε the mean
 * square of Σ c_i y_i − vᵀx_q is ‖Xᵀc − x_q‖² + σ²‖c‖². So the bound holds on every prompt, whichever window
 * or step is chosen for it; the predictions at unit labels give c.
 */
export const claim = universalLaw({
  id: "C12",
  slug: "posterior_mean_is_best",
  statement:
    "for v ~ N(0, I) the posterior mean is ridge regression, its loss is the posterior variance, and no attention and no nearest neighbour loses less, whatever their window or step",
  formula: String.raw`
    \mathbb{E}\Bigl(\sum_ic_iy_i-v^\top x_q\Bigr)^2=\lVert X^\top c-x_q\rVert^2+\sigma^2\lVert c\rVert^2\ge x_q^\top\Bigl(I+\frac{X^\top X}{\sigma^2}\Bigr)^{-1}x_q`,
  source: "the posterior mean minimises the mean square; label-averaged, derived",
  regime: "any points; windows and steps from 0 to 10",
  kind: "INEQ",
  expected: "verified",
  needs: ["posteriorMean", "predict", "predictLinear"],
  mutants: [
    ridgeWithoutNoise,
    ridgeNoiseNotSquared,
    labelsNegated,
    posteriorLateCoordinatesIgnored,
  ],
  law: () => posteriorVariance,
  rivals: [
    rival("the prior's variance", ({ query }) => dot(query, query)),
    rival("σ for σ²", (known) => posteriorVariance({ ...known, noise: Math.sqrt(known.noise) })),
    rival("σ 1 % larger", (known) => posteriorVariance({ ...known, noise: 1.01 * known.noise })),
    rival("one label less", (known) => posteriorVariance({ ...known, x: known.x.slice(1) })),
    rival("half of it", (known) => posteriorVariance(known) / 2),
    rival("with the label's noise", (known) => posteriorVariance(known) + known.noise ** 2),
  ],
  bounds: {
    n: { from: 1, to: 11 },
    d: { from: 1, to: 64 },
    noise: { from: 0.1, to: 10 },
  },
  generator: fc.record({
    n: counts(1, 11),
    d: countsAndEnds([1, 5], [64]),
    noise: logUniform(0.1, 10),
    seed: seeds(),
    // As many ridges are inverted as there are labels: few where d is large.
  }).map(({ n, d, ...rest }) => ({ n: d > 5 ? Math.min(n, 2) : n, d, ...rest })),
  budget: { quick: 50, ci: 1000, deep: 4000 },
  measure({ n, d, noise, seed }, { posteriorMean, predict, predictLinear }) {
    const stream = randomStream(seed, "C12");
    const vector = (length: number) => Array.from({ length }, () => stream.normal());
    const x = Array.from({ length: n }, () => vector(d));
    const query = vector(d);
    const units = x.map((_, i) =>
      createPrompt({ covariates: x, labels: x.map((_, j) => +(i === j)), query })
    );
    const meanSquare = (c: readonly number[]) => {
      const missed = query.map((entry, j) => x.reduce((sum, xi, i) => sum + c[i] * xi[j], -entry));
      return dot(missed, missed) + noise ** 2 * dot(c, c);
    };
    const own = units.map((prompt) => posteriorMean(prompt, { noise }));
    const least = meanSquare(own);
    const margins: Margin[] = [];
    const beside = (what: string, predictor: (prompt: (typeof units)[number]) => number) => {
      margins.push(
        inequalityMargin(what, least, meanSquare(units.map(predictor)), {
          tolerance: TOLERANCE.inequality,
        }),
      );
    };
    for (const w of GRID) {
      const M = scaledIdentity(d, w);
      beside(`no worse than softmax attention, w = ${w}`, (prompt) => predict(prompt, M));
      beside(`no worse than linear attention, step ${w}`, (prompt) => predictLinear(prompt, M));
    }
    beside(
      "no worse than the nearest neighbour",
      ({ labels }) => nearestNeighbour({ covariates: x, labels, query }).label,
    );
    // The same at labels at random: what was averaged is the predictor itself.
    const labels = vector(n);
    const prompt = createPrompt({ covariates: x, labels, query });
    const rule = {
      tolerance: TOLERANCE.identity,
      scale: dot(labels.map(Math.abs), own.map(Math.abs)),
    };
    margins.push(
      identityMargin("Σ c_i y_i", posteriorMean(prompt, { noise }), dot(own, labels), rule),
    );
    return { known: { x, query, noise }, least, margins };
  },
  margin: ({ known, least, margins }, law, spec) =>
    worstMargin(
      identityMargin("loss of the posterior mean", least, law(spec)(known), {
        tolerance: TOLERANCE.identity,
        scale: dot(known.query, known.query) / known.noise ** 2,
      }),
      margins,
    ),
});

testClaim(claim);
