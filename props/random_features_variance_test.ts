import fc from "fast-check";
import { featuresNormCapped } from "../fixtures/mutants/features_norm_capped.ts";
import { featuresWithoutNorm } from "../fixtures/mutants/features_without_norm.ts";
import { oneFrequencyForAll } from "../fixtures/mutants/one_frequency_for_all.ts";
import { sinesDropped } from "../fixtures/mutants/sines_dropped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawFrequencies } from "../src/measurement.ts";
import {
  dot,
  FEATURE_KINDS,
  type FeatureKind,
  identityMargin,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  toMatrix,
  uniformSteps,
  universalLaw,
  worstMargin,
} from "../src/mod.ts";

/**
 * The trapezoid rule on the plane for the standard normal law.
 *
 * Squares of positive terms are e^{2zω} and those of trigonometric ones oscillate with 2z, ‖z‖ ≤ 4. The first
 * lie about ω = 2z, so that the grid goes on to 8 + 9; the others leave e^{−(2π/step − 8)²/2} by aliasing, 1e-18.
 */
function planeRule({ step, reach }: { readonly step: number; readonly reach: number }) {
  const axis = Array.from(
    { length: 2 * Math.ceil(reach / step) + 1 },
    (_, k) => (k - Math.ceil(reach / step)) * step,
  );
  const nodes = axis.flatMap((a) => axis.map((b) => [a, b]));
  const masses = nodes.map(([a, b]) =>
    (step ** 2 / (2 * Math.PI)) * Math.exp(-(a * a + b * b) / 2)
  );
  return { masses, frequencies: toMatrix(nodes) };
}

const RULES = {
  positive: planeRule({ step: 0.75, reach: 17 }),
  trigonometric: planeRule({ step: 0.37, reach: 8.5 }),
};

/** K = e^{xᵀy}, e^{‖x+y‖²} and e^{‖x−y‖²}. */
interface Exponentials {
  readonly K: number;
  readonly sum: number;
  readonly difference: number;
}

/** What one frequency's variance is, by kind. */
type Variances = Readonly<Record<FeatureKind, (at: Exponentials) => number>>;

const LAW: Variances = {
  positive: ({ K, sum }) => sum * K ** 2 * (1 - 1 / sum),
  trigonometric: ({ K, sum, difference }) => (sum * K ** -2 * (1 - 1 / difference) ** 2) / 2,
};

const rival = (name: string, changes: Partial<Variances>) => ({
  name,
  description: `${name} in the variance`,
  law: (): Variances => ({ ...LAW, ...changes }),
});

/**
 * Two points span a plane and the law of ω is rotation invariant, so two dimensions are all dimensions.
 *
 * The square of one term of a positive feature has a mean of e^{4xᵀy + ‖x‖² + ‖y‖²}: beyond norms of about 0.7 few
 * frequencies carry it, and a sample's variance says nothing. Quadrature is not misled, up to a norm of 2.
 */
export const claim = universalLaw({
  id: "C11",
  slug: "random_features_variance",
  statement:
    "m random features estimate K = e^{xᵀy} without bias; variance e^{‖x+y‖²}K²(1−e^{−‖x+y‖²})/m positive, e^{‖x+y‖²}K^{−2}(1−e^{−‖x−y‖²})²/(2m) trigonometric",
  formula: String.raw`
    \operatorname{Var}_{+}=\frac{e^{\lVert x+y\rVert^2}K^2\bigl(1-e^{-\lVert x+y\rVert^2}\bigr)}{m},\qquad
    \operatorname{Var}_{\mathrm{trig}}=\frac{e^{\lVert x+y\rVert^2}\bigl(1-e^{-\lVert x-y\rVert^2}\bigr)^2}{2m\,K^2},\qquad
    K=e^{x^\top y}`,
  source: "Choromanski et al., arXiv 2009.14794, lemma 2; by quadrature",
  symbols: { a: "‖x‖", b: "‖y‖" },
  kind: "EXP",
  expected: "verified",
  needs: ["kernelFeatures"],
  mutants: [featuresWithoutNorm, featuresNormCapped, oneFrequencyForAll, sinesDropped],
  law: () => LAW,
  rivals: [
    rival("the second moment", { positive: ({ K, sum }) => sum * K ** 2 }),
    rival("K for K²", { positive: ({ K, sum }) => sum * K * (1 - 1 / sum) }),
    rival("x − y for x + y", {
      positive: ({ K, difference }) => difference * K ** 2 * (1 - 1 / difference),
    }),
    rival("1 % more, positive", { positive: (at) => 1.01 * LAW.positive(at) }),
    rival("no half", { trigonometric: (at) => 2 * LAW.trigonometric(at) }),
    rival("not squared", {
      trigonometric: ({ K, sum, difference }) => (sum * K ** -2 * (1 - 1 / difference)) / 2,
    }),
    rival("K² for K^{−2}", { trigonometric: (at) => LAW.trigonometric(at) * at.K ** 4 }),
    rival("1 % more, trigonometric", { trigonometric: (at) => 1.01 * LAW.trigonometric(at) }),
    rival("kinds exchanged", { positive: LAW.trigonometric, trigonometric: LAW.positive }),
  ],
  bounds: {
    angle: { from: 0, to: Math.PI },
  },
  generator: specs({
    kind: oneOf(...FEATURE_KINDS),
    a: uniformSteps(0, 2),
    b: uniformSteps(0, 2),
    angle: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(0, Math.PI) },
      { weight: 4, arbitrary: uniformSteps(0, 3.14) },
    ),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 4000 },
  measure({ kind, a, b, angle, seed }, { kernelFeatures }) {
    const stream = randomStream(seed, "C11");
    const turn = 2 * Math.PI * stream.uniform();
    const x = Float64Array.of(a * Math.cos(turn), a * Math.sin(turn));
    const y = Float64Array.of(b * Math.cos(turn + angle), b * Math.sin(turn + angle));
    const { masses, frequencies } = RULES[kind];
    const count = masses.length;
    const [u, v] = [x, y].map((point) => kernelFeatures(point, { frequencies, kind }));
    let mean = 0;
    let square = 0;
    masses.forEach((mass, r) => {
      // What one frequency estimates: cosines and sines of it lie `count` apart.
      const term = count * (u[r] * v[r] + (kind === "positive" ? 0 : u[count + r] * v[count + r]));
      mean += mass * term;
      square += mass * term * term;
    });
    const of = (along: number) => Math.exp(a * a + b * b + along * dot(x, y));
    const exponentials = { K: Math.exp(dot(x, y)), sum: of(2), difference: of(-2) };
    const several = drawFrequencies(5, 2, stream);
    const estimate = (frequencies: typeof several) =>
      dot(...[x, y].map((point) => kernelFeatures(point, { frequencies, kind })) as [
        Float64Array,
        Float64Array,
      ]);
    const alone = several.to2DArray().map((row) => estimate(toMatrix([row])));
    const average = alone.reduce((total, one) => total + one, 0) / alone.length;
    return { mean, square, exponentials, five: estimate(several), average };
  },
  margin({ mean, square, exponentials, five, average }, law, spec) {
    const variance = law(spec)[spec.kind](exponentials);
    const rule = { tolerance: TOLERANCE.identity };
    return worstMargin(
      identityMargin("mean", mean, exponentials.K, rule),
      identityMargin("variance of one", square - mean ** 2, variance, { ...rule, scale: square }),
      // Independent frequencies average, so that m of them divide the variance by m.
      identityMargin("five at once", five, average, rule),
    );
  },
});

testClaim(claim);
