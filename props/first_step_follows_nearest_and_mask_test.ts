import fc from "fast-check";
import { gradientWithoutMean } from "../fixtures/mutants/gradient_without_mean.ts";
import { lossRisesWithScore } from "../fixtures/mutants/loss_rises_with_score.ts";
import { queryAlwaysMasked } from "../fixtures/mutants/query_always_masked.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { expectedNearest, meanFirstSlope } from "../src/measurement.ts";
import {
  counts,
  identityMargin,
  scaled,
  TOLERANCE,
  uniformSteps,
  universalLaw,
} from "../src/mod.ts";

interface Setting {
  readonly n: number;
  readonly d: number;
  readonly sigma: number;
}

/** What the formula is made of: E t_* and c. */
type Step = (parts: { readonly n: number; readonly nearest: number; readonly c: number }) => number;

const ofStep = (step: Step) => ({ n, d, sigma }: Setting) =>
  step({ n, nearest: expectedNearest({ contextLength: n, dimension: d }), c: Math.exp(-sigma) });

const first: Step = ({ n, nearest, c }) => (nearest - (c / (n + c)) ** 2) / (n + c);

const rival = (name: string, step: Step) => ({
  name,
  description: `${name} in the first step`,
  law: ofStep(step),
});

/**
 * At ξ1 = 0 every point weighs q = 1/(N + c) and the query token q_s = c/(N + c), c = e^{−σ}. With t̄ = Σ_j q_j t_j
 * + q_s, whose mean over uniform points is q_s, the gradient of A4 is −E ∂L/∂ξ1 = q·(E t_* − q_s²).
 */
export const claim = universalLaw({
  id: "A12",
  slug: "first_step_follows_nearest_and_mask",
  statement: "the first step of descent is −∂L/∂ξ1(0,σ) = [E t_* − c²/(N+c)²]/(N+c) with c = e^−σ",
  formula: String.raw`
    -\frac{\partial L}{\partial\xi_1}(0,\sigma)=\frac{1}{N+c}\Bigl[\mathbb{E}\,t_*-\frac{c^2}{(N+c)^2}\Bigr],\qquad
    c=e^{-\sigma}`,
  source: "derived; E t_* = 1 − ∫F^N by quadrature, (N−1)/(N+1) for d = 3",
  regime: "uniform points of the sphere",
  kind: "ID",
  expected: "verified",
  needs: ["nearestLoss"],
  mutants: [gradientWithoutMean, lossRisesWithScore, queryAlwaysMasked],
  law: ofStep(first),
  rivals: [
    scaled(ofStep(first), 1.01),
    scaled(ofStep(first), 0.99),
    rival("no pull of the query token", ({ n, nearest, c }) => nearest / (n + c)),
    rival("c/(N+c) for its square", ({ n, nearest, c }) => (nearest - c / (n + c)) / (n + c)),
    rival("c for c²", ({ n, nearest, c }) => (nearest - c / (n + c) ** 2) / (n + c)),
    rival("N for N + c", ({ n, nearest, c }) => (nearest - (c / (n + c)) ** 2) / n),
    rival("c = e^σ", ({ c, ...rest }) => first({ ...rest, c: 1 / c })),
    rival("c = 1", (parts) => first({ ...parts, c: 1 })),
    rival("E t_* of d = 3", ({ n, ...rest }) => first({ ...rest, n, nearest: (n - 1) / (n + 1) })),
  ],
  bounds: {
    n: { from: 1, to: 64 },
    d: { from: 2, to: 256 },
    sigma: { from: 0, to: 20 },
  },
  generator: fc.record({
    n: fc.oneof(counts(1, 4), counts(1, 64)),
    d: fc.oneof(counts(2, 9), counts(2, 256)),
    sigma: fc.oneof(uniformSteps(0, 4), uniformSteps(0, 20)),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  measure: ({ n, d, sigma }, { nearestLoss }) =>
    -meanFirstSlope({ contextLength: n, dimension: d, sigma }, nearestLoss),
  margin: (step, law, setting) =>
    identityMargin("−E ∂L/∂ξ1", step, law(setting), { tolerance: TOLERANCE.identity }),
});

testClaim(claim);
