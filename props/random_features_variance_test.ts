import fc from "fast-check";
import { featuresWithoutNorm } from "../fixtures/mutants/features_without_norm.ts";
import { oneFrequencyForAll } from "../fixtures/mutants/one_frequency_for_all.ts";
import { sinesDropped } from "../fixtures/mutants/sines_dropped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  dot,
  drawFrequencies,
  FEATURE_KINDS,
  identityMargin,
  type Margin,
  randomStream,
  seeds,
  TOLERANCE,
  toMatrix,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * The trapezoid rule on the plane for the standard normal law. The squares of terms oscillate or grow with
 * 2z, ‖z‖ ≤ 1.4: aliasing leaves e^{−(2π/STEP − 2.8)²/2} ≈ 1e-20, and what lies beyond REACH e^{−(REACH − 2.8)²/2}.
 */
const STEP = 0.5;
const REACH = 12;
const AXIS = Array.from({ length: (2 * REACH) / STEP + 1 }, (_, k) => k * STEP - REACH);
const NODES = AXIS.flatMap((a) => AXIS.map((b) => [a, b]));
const MASSES = NODES.map(([a, b]) => (STEP ** 2 / (2 * Math.PI)) * Math.exp(-(a * a + b * b) / 2));
const FREQUENCIES = toMatrix(NODES);

/**
 * Two points span a plane and the law of ω is rotation invariant, so two dimensions are all dimensions.
 *
 * The square of one term of a positive feature has a mean of e^{4xᵀy + ‖x‖² + ‖y‖²}: beyond norms of about 0.7 few
 * frequencies carry it, and a sample's variance says nothing. Quadrature is not misled.
 */
export const claim = universalClaim({
  id: "C11",
  slug: "random_features_variance",
  statement:
    "m random features estimate K = e^{xᵀy} without bias; variance e^{‖x+y‖²}K²(1−e^{−‖x+y‖²})/m positive, e^{‖x+y‖²}K^{−2}(1−e^{−‖x−y‖²})²/(2m) trigonometric",
  source: "Choromanski et al., arXiv 2009.14794, lemma 2; by quadrature",
  regime: "two points of norm up to 0.7 at any angle, both kinds of features",
  kind: "EXP",
  expected: "verified",
  needs: ["kernelFeatures"],
  mutants: [featuresWithoutNorm, oneFrequencyForAll, sinesDropped],
  bounds: {
    kind: { among: FEATURE_KINDS },
    a: { from: 0, to: 0.7 },
    b: { from: 0, to: 0.7 },
    angle: { from: 0, to: Math.PI },
  },
  generator: fc.record({
    kind: fc.constantFrom(...FEATURE_KINDS),
    a: uniformSteps(0, 0.7),
    b: uniformSteps(0, 0.7),
    angle: fc.oneof(
      { weight: 1, arbitrary: fc.constantFrom(0, Math.PI) },
      { weight: 4, arbitrary: uniformSteps(0, 3.14) },
    ),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 4000 },
  check({ kind, a, b, angle, seed }, { kernelFeatures }) {
    const stream = randomStream(seed, "C11");
    const turn = 2 * Math.PI * stream.uniform();
    const x = Float64Array.of(a * Math.cos(turn), a * Math.sin(turn));
    const y = Float64Array.of(b * Math.cos(turn + angle), b * Math.sin(turn + angle));
    const count = NODES.length;
    const [u, v] = [x, y].map((point) => kernelFeatures(point, { frequencies: FREQUENCIES, kind }));
    let mean = 0;
    let square = 0;
    MASSES.forEach((mass, r) => {
      // What one frequency estimates: cosines and sines of it lie `count` apart.
      const term = count * (u[r] * v[r] + (kind === "positive" ? 0 : u[count + r] * v[count + r]));
      mean += mass * term;
      square += mass * term * term;
    });
    const K = Math.exp(dot(x, y));
    const sum = Math.exp(a * a + b * b + 2 * dot(x, y));
    const difference = Math.exp(a * a + b * b - 2 * dot(x, y));
    const variance = kind === "positive"
      ? sum * K ** 2 * (1 - 1 / sum)
      : (sum * K ** -2 * (1 - 1 / difference) ** 2) / 2;
    const several = drawFrequencies(5, 2, stream);
    const estimate = (frequencies: typeof several) =>
      dot(...[x, y].map((point) => kernelFeatures(point, { frequencies, kind })) as [
        Float64Array,
        Float64Array,
      ]);
    const alone = several.to2DArray().map((row) => estimate(toMatrix([row])));
    const rule = { tolerance: TOLERANCE.identity };
    const margins: Margin[] = [
      identityMargin("mean", mean, K, rule),
      identityMargin("variance of one", square - mean ** 2, variance, { ...rule, scale: square }),
      // Independent frequencies average, so that m of them divide the variance by m.
      identityMargin("five at once", estimate(several), alone.reduce((s, e) => s + e, 0) / 5, rule),
    ];
    return worstMargin(margins);
  },
});

testClaim(claim);
