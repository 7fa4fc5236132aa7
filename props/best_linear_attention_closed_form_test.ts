import fc from "fast-check";
import { keyAndQueryExchanged } from "../fixtures/mutants/key_and_query_exchanged.ts";
import { linearWithoutMean } from "../fixtures/mutants/linear_without_mean.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { type Optimum, optimumRivals } from "../fixtures/laws/gaussian_optimum.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  gaussianCubature,
  type GaussianLaw,
  gaussianLinearOptimum,
  randomOrthogonal,
  trace,
} from "../src/measurement.ts";
import {
  addScaled,
  type Capabilities,
  counts,
  fromFlat,
  identityMargin,
  inequalityMargin,
  logUniform,
  type Matrix,
  multiply,
  randomStream,
  seeds,
  TOLERANCE,
  transpose,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/** Most coordinates n·d: the cubature has 2(nd)² + 1 nodes. */
const COORDINATES = 4;

/**
 * E(prediction − target)² of a predictor taken as a black box, root·rootᵀ = Λ. The error is linear in
 * (v, ε) and in x_q, so its mean square over them is a sum over unit vectors; over X it is of degree four,
 * and the same at −X, where labels change sign too: one node of each pair does.
 */
function meanSquare(
  predictLinear: Capabilities["predictLinear"],
  parameters: Matrix,
  { root, contextLength: n, noise }: GaussianLaw & { readonly root: Matrix },
): number {
  const d = root.rows;
  const queries = Array.from({ length: d }, (_, k) => Float64Array.from(root.getColumn(k)));
  let total = 0;
  for (const { point, weight: whole } of gaussianCubature(n * d)) {
    const leading = point.find((coordinate) => coordinate !== 0) ?? 0;
    if (leading < 0) continue;
    const weight = leading === 0 ? whole : 2 * whole;
    const covariates = multiply(fromFlat(point, n, d), transpose(root));
    for (let source = 0; source < d + n; source++) {
      const labels = Float64Array.from(
        { length: n },
        (_, i) => source < d ? covariates.get(i, source) : source - d === i ? noise : 0,
      );
      for (const query of queries) {
        const target = source < d ? query[source] : 0;
        total += weight * (predictLinear({ covariates, labels, query }, parameters) - target) ** 2;
      }
    }
  }
  return total;
}

/**
 * The mean square, not half of it: the ICL loss of this project is half. At M* + Δ it rises by exactly
 * tr(ΛΔᵀΛAΔ), A = M*^{−1}: that M* is the minimum, and the only one.
 *
 * Expectations are exact, by a cubature that knows nothing of the derivation, so they need no statistics.
 */
export const claim = universalLaw({
  id: "C2",
  slug: "best_linear_attention_closed_form",
  statement:
    "for v ~ N(0, I) and x ~ N(0, Λ) the best linear attention is M* = [(1+1/n)Λ + ((tr Λ+σ²)/n)I]^{−1}, with mean square tr Λ − tr ΛM*Λ",
  formula: String.raw`
    M^*=\Bigl[\bigl(1+\tfrac1n\bigr)\Lambda+\frac{\operatorname{tr}\Lambda+\sigma^2}{n}I\Bigr]^{-1},\qquad
    \min_M\mathbb{E}(h-f)^2=\operatorname{tr}\Lambda-\operatorname{tr}\Lambda M^*\Lambda`,
  source: "Ahn et al., arXiv 2306.00297, with label noise; from E S² = (1+1/n)Λ² + (tr Λ/n)Λ",
  regime: "n·d ≤ 4",
  symbols: { condition: "condition number of Λ" },
  kind: "EXP",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [linearWithoutMean, softmaxForLinear, keyAndQueryExchanged],
  law: (): Optimum => gaussianLinearOptimum,
  rivals: optimumRivals,
  bounds: {
    n: { from: 1, to: COORDINATES },
    d: { from: 1, to: 3 },
    condition: { from: 1, to: 30 },
    noise: { from: 0.001, to: 10 },
  },
  generator: fc.record({
    n: counts(1, COORDINATES),
    d: counts(1, 3),
    condition: logUniform(1, 30),
    noise: logUniform(0.001, 10),
    seed: seeds(),
  }).map(({ n, d, ...rest }) => ({ n, d: Math.min(d, Math.floor(COORDINATES / n)), ...rest })),
  budget: { quick: 60, ci: 1000, deep: 4000 },
  measure({ n, d, condition, noise, seed }, { predictLinear }) {
    const stream = randomStream(seed, "C2");
    const axes = randomOrthogonal(d, stream).to2DArray();
    // Λ = root·rootᵀ with eigenvalues from 1 down to 1/condition.
    const root = fromFlat(
      axes.flatMap((row) => row.map((entry, k) => entry * condition ** (-k / (2 * (d - 1 || 1))))),
      d,
      d,
    );
    const covariance = multiply(root, transpose(root));
    const law = { covariance, contextLength: n, noise, root };
    const away = fromFlat(Array.from({ length: d * d }, () => stream.normal()), d, d);
    return { law, away, at: (M: Matrix) => meanSquare(predictLinear, M, law) };
  },
  margin({ law: gaussian, away, at }, law, spec) {
    const best = law(spec)(gaussian);
    const { covariance } = gaussian;
    const sides = [covariance, transpose(away), covariance, best.normal, away];
    const rise = trace(sides.reduce(multiply));
    const least = at(best.parameters);
    const other = at(addScaled(best.parameters, away));
    const rule = { tolerance: TOLERANCE.identity };
    return worstMargin(
      identityMargin("mean square at M*", least, best.meanSquare, rule),
      identityMargin("its rise away from M*", other - least, rise, rule),
      inequalityMargin("mean square at M*, elsewhere", least, other, {
        tolerance: TOLERANCE.inequality,
      }),
    );
  },
});

testClaim(claim);
