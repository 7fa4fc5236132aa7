import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  averagedCurves,
  biasVariance,
  ditheredGrid,
  freeze,
  longContextWindow,
  windowLimit,
} from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  logCounts,
  logUniform,
  randomStream,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** Both frozen samples: steps of 16 %, elsewhere in every replicate. */
const GRID = { from: 1, to: 60, count: 28 };
const POINTS = 3200;
const WITHIN = 0.06;

interface Setting {
  readonly dimension: number;
  readonly contextLength: number;
  readonly lipschitz: number;
  /** L/σ. */
  readonly ratio: number;
}

/** The logarithm of the loss at −w over the least loss, for a window w. */
type Cost = (inverseTemperature: number) => number;

/** The cost if at −w the bias is (L²/3d)·c(A_d(w)). */
function costBy(setting: Setting, c: (shrinkage: number) => number): Cost {
  const { dimension, contextLength, lipschitz, ratio } = setting;
  const noise = lipschitz / ratio;
  const law = { functionClass: "affine", dimension, contextLength, lipschitz, noise } as const;
  const { loss } = longContextWindow(law);
  return (inverseTemperature) => {
    const { shrinkage, variance } = windowLimit({ dimension, inverseTemperature });
    const bias = (lipschitz ** 2 * c(shrinkage)) / (3 * dimension);
    return Math.log((bias + (noise ** 2 * variance) / contextLength) / loss);
  };
}

const law = (setting: Setting) => costBy(setting, (A) => (1 + A) ** 2);

/**
 * At −w the points opposite the query are averaged, and a linear function comes back as −A_d(w) times itself.
 *
 * An even function is the same there, so a window trained from zero on an even class takes either sign (4 of 8
 * seeds), though L is the same: the matched L of B9.matched is enough for w ≥ 0 only.
 */
export const claim = statisticalLaw({
  id: "B9.sign",
  slug: "negative_window_costs_beyond_even_classes",
  statement:
    "a window −w, as good as w on the even class it was trained on, costs affine tasks of the same L (L²/3d)(1+A_d)² + σ²V, within 6 %: 30 to 1600 times the least",
  formula: String.raw`L(-w)=\frac{L^2}{3d}\bigl(1+A_d(w)\bigr)^2+\sigma^2V(w)`,
  source: "derived; a limit to arXiv 2402.11639, section 3.2",
  regime: "trained on cosines",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [farthestForNearest, halfOfContext],
  law,
  rivals: [
    ...[1.12, 1 / 1.12].map((factor) => ({
      name: `× ${factor.toFixed(2)}`,
      description: "another multiple",
      law: (setting: Setting): Cost => (w) => law(setting)(w) + Math.log(factor),
    })),
    {
      name: "free",
      description: "the sign of w does not matter",
      law: (setting) => costBy(setting, (A) => (1 - A) ** 2),
    },
    {
      name: "mirrored",
      description: "the value opposite the query comes back whole: A is 1",
      law: (setting) => costBy(setting, () => 4),
    },
    {
      name: "mean",
      description: "as at w = 0: A is 0",
      law: (setting) => costBy(setting, () => 1),
    },
    {
      name: "(1 + A²)",
      description: "the function and what comes back are taken to be independent",
      law: (setting) => costBy(setting, (A) => 1 + A * A),
    },
    {
      name: "d = 2",
      description: "any d is 2",
      law: (setting) => law({ ...setting, dimension: 2 }),
    },
    {
      name: "without L/σ",
      description: "L/σ is 3.5",
      law: (setting) => law({ ...setting, ratio: 3.5 }),
    },
  ],
  effectName: "log of the loss at −w over the least, less the law's",
  bound: 4 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...[[3, 800, 3, 2], [2, 800, 1.6, 2], [2, 200, 3, 6], [3, 200, 1.6, 6]].map((
      [dimension, contextLength, lipschitz, ratio],
    ) => ({
      name: `d = ${dimension}, n = ${contextLength}, L = ${lipschitz}, L/σ = ${ratio}`,
      setting: { dimension, contextLength, lipschitz, ratio },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    dimension: counts(2, 3),
    contextLength: logCounts(200, 800),
    lipschitz: logUniform(1.6, 3),
    ratio: logUniform(2, 6),
  }),
  measure({ ratio, ...sizes }, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B9.sign");
    const prompts = Math.ceil(POINTS / sizes.contextLength);
    const even = { ...sizes, functionClass: "cosine", noise: 0 } as const;
    const grid = ditheredGrid(GRID, stream);
    const curves = biasVariance(freeze(drawRegressionBatch(even, prompts, stream)), grid, weigh);
    // A cosine knows its L already: its bias is not that of L = 1.
    const noise = sizes.lipschitz / ratio;
    const w = chooseWindow(curves, { lipschitz: 1, noise });
    const tasks = { ...sizes, functionClass: "affine", prompts } as const;
    const { bias, variance } = averagedCurves(tasks, [-w, ...grid], stream, weigh);
    const [lost, ...others] = bias.map((b, g) =>
      sizes.lipschitz ** 2 * b + noise ** 2 * variance[g]
    );
    return { w, cost: Math.log(lost / Math.min(...others)) };
  },
  effect: ({ w, cost }, law, setting) => cost - law(setting)(w),
});

testClaim(claim);
