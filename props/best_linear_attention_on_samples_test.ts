import { linearAveragedOverQueryToo } from "../fixtures/mutants/linear_averaged_over_query_too.ts";
import { linearWithoutMean } from "../fixtures/mutants/linear_without_mean.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawMany, leastLinearLoss, NORMALS } from "../src/measurement.ts";
import {
  counts,
  fromFlat,
  type Law,
  randomStream,
  type Rival,
  rivalsOf,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** Sizes and σ. */
interface Setting {
  readonly n: number;
  readonly d: number;
  readonly noise: number;
}

/** Mean squares: the least over multiples of I, and at I/5, where samples of two points are not wild yet. */
interface MeanSquares {
  readonly least: number;
  readonly atFifth: number;
}

const BOUNDS = {
  n: { from: 2, to: 60 },
  d: { from: 2, to: 7 },
  noise: { from: 0, to: 3 },
} as const;
/** The margin on the logarithm of the mean square. */
const WITHIN = 0.05;
const AT = 0.2;

/** What is left of d, with d + 1 + σ² = `scatter`: at c·I it is d(1 − 2c + c²(n + scatter)/n). */
function ofScatter({ n, d }: Setting, scatter: number): MeanSquares {
  return {
    least: (d * scatter) / (n + scatter),
    atFifth: d * (1 - 2 * AT + (AT ** 2 * (n + scatter)) / n),
  };
}

const own: Law<Setting, MeanSquares> = (setting) =>
  ofScatter(setting, setting.d + 1 + setting.noise ** 2);

const times = (factor: Law<Setting>): Law<Setting, MeanSquares> => (setting) => {
  const { least, atFifth } = own(setting);
  return { least: factor(setting) * least, atFifth: factor(setting) * atFifth };
};

const rival = (name: string, law: Law<Setting, MeanSquares>): Rival<Setting, MeanSquares> => ({
  name,
  description: `${name} in the mean square`,
  law,
});

const scales = rivalsOf((setting: Setting) => own(setting).least, {
  over: BOUNDS,
  within: WITHIN,
  exponents: ["n", "d"],
});

/**
 * With x ~ N(0, I_d) and S = d + 1 + σ² the mean square of linear attention at M = cI is d[(1 − c)² + c²S/n]. It is
 * least at c = n/(n + S), where it is d·S/(n + S).
 */
export const claim = statisticalLaw({
  id: "C2.sample",
  slug: "best_linear_attention_on_samples",
  statement:
    "with x ~ N(0, I) the best linear attention, n/(n+d+1+σ²) times the identity, has mean square d(d+1+σ²)/(n+d+1+σ²)",
  formula: String.raw`
    M^*=\frac{n}{n+d+1+\sigma^2}I,\qquad
    \mathbb{E}(h-f)^2=\frac{d\,(d+1+\sigma^2)}{n+d+1+\sigma^2}`,
  source: "Ahn et al., arXiv 2306.00297, with label noise; C2 for small n·d, exactly",
  regime: "least over c·I, and at I/5, within 5 %",
  kind: "EXP",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [linearWithoutMean, softmaxForLinear, linearAveragedOverQueryToo],
  law: own,
  rivals: [
    ...scales.map(({ law, ...scale }) => ({
      ...scale,
      law: times((setting) => law(setting) / own(setting).least),
    })),
    rival("d + σ²", (setting) => ofScatter(setting, setting.d + setting.noise ** 2)),
    rival("1 + σ²", (setting) => ofScatter(setting, 1 + setting.noise ** 2)),
    rival("d + 1", (setting) => ofScatter(setting, setting.d + 1)),
    rival("d + 1 + σ", (setting) => ofScatter(setting, setting.d + 1 + setting.noise)),
    rival(
      "d + 1 + dσ²",
      ({ noise, ...rest }) => ofScatter({ noise, ...rest }, rest.d * (1 + noise ** 2) + 1),
    ),
    rival("n dropped below", ({ d }) => ({ least: d, atFifth: d })),
    rival("n alone below", (setting) => ({
      ...own(setting),
      least: (setting.d * (setting.d + 1 + setting.noise ** 2)) / setting.n,
    })),
    rival(".22 d", ({ d }) => ({ least: 0.22 * d, atFifth: 0.64 * d })),
    rival("halved", times(() => 0.5)),
  ],
  effectName:
    "log of measured over predicted mean square, where it is farther off: the least, or at I/5",
  bound: 0.25,
  within: WITHIN,
  smallestEffect: 0.016,
  budget: { quick: 400, ci: 600, deep: 1500 },
  strata: [
    ...[2, 7].flatMap((d) =>
      [0, 3].map((noise) => ({
        name: `n = 2, d = ${d}, σ = ${noise}`,
        setting: { n: 2, d, noise },
      }))
    ),
    { name: "n = 60, d = 2, σ = 0", setting: { n: 60, d: 2, noise: 0 } },
    { name: "n = 60, d = 7, σ = 3", setting: { n: 60, d: 7, noise: 3 } },
    { name: "inside", setting: {} },
  ],
  generator: specs({ n: counts(2, 60), d: counts(2, 7), noise: uniformSteps(0, 3) }),
  measure({ n, d, noise }, seed, { predictLinear }): MeanSquares {
    const stream = randomStream(seed, "C2.sample");
    const normals = (count: number) => drawMany(NORMALS, new Float64Array(count), stream);
    const axes = Array.from({ length: d }, (_, k) => k);
    // Errors are linear in the query, whose law is isotropic: d axes are d times its mean square.
    const queries = axes.map((k) => Float64Array.from(axes, (j) => +(j === k)));
    const contexts = Array.from(
      { length: Math.round((220 / d ** 1.5) * (1 + 1 / n)) },
      () => ({ covariates: fromFlat(normals(n * d), n, d), queries }),
    );
    const parts = axes.map((k) => ({ variance: d, value: (x: ArrayLike<number>) => x[k] }));
    const { loss, elsewhere } = leastLinearLoss(
      { parts, noise: noise * Math.sqrt(d), contexts, at: AT },
      stream,
      predictLinear,
    );
    return { least: loss, atFifth: elsewhere };
  },
  effect(measured, law, setting) {
    const predicted = law(setting);
    const least = Math.log(measured.least / predicted.least);
    const other = Math.log(measured.atFifth / predicted.atFifth);
    // A subject whose loss is no number is off by all that is counted.
    if (!Number.isFinite(least + other)) return -1;
    return Math.abs(other) > Math.abs(least) ? other : least;
  },
});

testClaim(claim);
