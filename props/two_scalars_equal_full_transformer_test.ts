import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { partialBlockDropped } from "../fixtures/mutants/partial_block_dropped.ts";
import { selfScoreWithoutNorm } from "../fixtures/mutants/self_score_without_norm.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  BLOCK_ENDS,
  countsAndEnds,
  createPrompt,
  dot,
  eitherSign,
  identityMargin,
  innerCells,
  logUniform,
  type Margin,
  norm,
  type Prompt,
  randomStream,
  seeds,
  TOLERANCE,
  twoScalarParameters,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** A prompt of Gaussian points of norm about `radius`: the claim does not need the sphere. */
function drawPrompt(
  { n, d, radius, seed }: { n: number; d: number; radius: number; seed: number },
): Prompt {
  const stream = randomStream(seed, "A1");
  const point = () => Array.from({ length: d }, () => (radius * stream.normal()) / Math.sqrt(d));
  return createPrompt({
    covariates: Array.from({ length: n }, point),
    labels: Array.from({ length: n }, () => stream.normal()),
    query: point(),
  });
}

/** Weights straight from the formula, normalised by log-sum-exp: shares no code with the model. */
function weightsByFormula(scores: readonly number[]): number[] {
  const largest = Math.max(...scores);
  const logTotal = largest +
    Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  return scores.map((score) => Math.exp(score - logTotal));
}

export const claim = universalClaim({
  id: "A1",
  slug: "two_scalars_equal_full_transformer",
  statement: "the full (d+2)×(d+2) transformer at W = diag(ξ1·I, 0, −ξ2) is its two-scalar form",
  source: "arXiv 2411.10830, section 3; restated in arXiv 2609.01311",
  regime: "any points, n to 1025, d to 64, finite ξ1 of either sign, ξ2 of either sign",
  kind: "ID",
  expected: "verified",
  needs: ["transform", "weighInnerProducts"],
  mutants: [selfScoreWithoutNorm, farthestForNearest, temperatureSquared, partialBlockDropped],
  bounds: {
    n: { from: 1, to: 1025 },
    d: { from: 2, to: 64 },
    radius: { from: 0.1, to: 3 },
    xi1: { from: -100, to: 100 },
    xi2: { from: -100, to: 100 },
  },
  cells: innerCells("n", BLOCK_ENDS),
  generator: fc.record({
    n: countsAndEnds([1, 13]),
    d: countsAndEnds([2, 7], [64]),
    radius: logUniform(0.1, 3),
    xi1: eitherSign(logUniform(0.01, 100)),
    xi2: eitherSign(logUniform(0.01, 100)),
    seed: seeds(),
    // Both at once would take most of the time.
  }).map(({ n, d, ...rest }) => ({ n, d: n > 65 ? Math.min(d, 7) : d, ...rest })),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ xi1, xi2, ...spec }, { transform, weighInnerProducts }) {
    const prompt = drawPrompt(spec);
    const { query, labels, covariates } = prompt;
    const t = Float64Array.from(covariates.to2DArray(), (x) => dot(x, query));
    const querySquaredNorm = norm(query) ** 2;
    const full = transform(prompt, twoScalarParameters(spec.d, { xi1, xi2 }));
    const short = weighInnerProducts(t, { xi1, xi2, querySquaredNorm });
    const formula = weightsByFormula([...t.map((ti) => xi1 * ti), xi1 * querySquaredNorm - xi2]);
    // Scores are computed in another order: their rounding, times e^s's slope, scales with their size.
    const rule = {
      tolerance: TOLERANCE.identity,
      scale: Math.max(...t.map((ti) => Math.abs(xi1 * ti)), Math.abs(xi1 * querySquaredNorm - xi2)),
    };
    const margins: Margin[] = [
      identityMargin("q_s, full", full.queryWeight, formula[spec.n], rule),
      identityMargin("q_s, two scalars", short.queryWeight, formula[spec.n], rule),
      identityMargin("ŷ = Σ q_j y_j", full.prediction, dot(formula.slice(0, spec.n), labels), rule),
    ];
    for (let j = 0; j < spec.n; j++) {
      margins.push(
        identityMargin(`q_${j}, full`, full.weights[j], formula[j], rule),
        identityMargin(`q_${j}, two scalars`, short.weights[j], formula[j], rule),
      );
    }
    return worstMargin(margins);
  },
});

testClaim(claim);
