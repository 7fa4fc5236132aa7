import { iclGradientAtWiderWindow } from "../fixtures/mutants/icl_gradient_at_wider_window.ts";
import { iclGradientDoubled } from "../fixtures/mutants/icl_gradient_doubled.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { averagedCurves, populationDescent, windowDuringPretraining } from "../src/measurement.ts";
import {
  type BiasVariance,
  counts,
  logCounts,
  logUniform,
  oneOf,
  randomStream,
  rivalsOf,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

const RUN = { steps: 60, batch: 40, learningRate: 40 };
/** Inverse temperatures of the population's curves, and its points. */
const GRID = Float64Array.from({ length: 31 }, (_, k) => k / 4);
const POINTS = 4000;
/** The margin on log w. */
const WITHIN = 0.05;

interface Setting {
  readonly functionClass: "affine" | "relu";
  readonly dimension: number;
  readonly contextLength: number;
  readonly lipschitz: number;
  /** L/σ. */
  readonly ratio: number;
}

/** A window from the curves of the population. */
type FromCurves = (curves: BiasVariance) => number;

const BOUNDS = {
  dimension: { from: 3, to: 8 },
  contextLength: { from: 12, to: 60 },
  lipschitz: { from: 1 / 3, to: 3 },
  ratio: { from: 2.5, to: 10 },
} as const;

/** Mean of the second half: batches are fresh, and windows scatter. */
function late(path: readonly number[]): number {
  const half = path.slice(RUN.steps / 2);
  return path.length < RUN.steps ? NaN : half.reduce((sum, w) => sum + w, 0) / half.length;
}

/** Descent at η times the rate, and σ times the factor. */
const descent =
  (rate: (setting: Setting) => number, factor = 1) => (setting: Setting): FromCurves => {
    const { lipschitz, ratio, dimension } = setting;
    const law = { lipschitz, noise: (factor * lipschitz) / ratio, dimension };
    const run = { ...RUN, learningRate: RUN.learningRate * rate(setting) };
    return (curves) => late(populationDescent(curves, law, run));
  };
const own = descent(() => 1);

/** The window of least loss, where training would end. */
const converged = ({ lipschitz, ratio }: Setting): FromCurves => ({ grid, bias, variance }) => {
  const loss = grid.map((_, g) =>
    lipschitz ** 2 * bias[g] + (lipschitz / ratio) ** 2 * variance[g]
  );
  return grid[loss.indexOf(Math.min(...loss))];
};

const rival = (name: string, law: (setting: Setting) => FromCurves) => ({
  name,
  description: `${name} for where pretraining is in its second half`,
  law,
});

/**
 * A gradient in M is d × d slopes, of which the law of the sphere leaves the mean of the diagonal: w takes steps of
 * η/(dL²) down ½(L²B + σ²V). Batches scatter M in all its entries, which shows where noise is strong: those of 40
 * raise w by 1 % at n = 12 and L/σ = 2.5, those of 20 by 6 % there, and by 30 % at L/σ = 0.7, d = 3.
 */
export const claim = statisticalLaw({
  id: "B13.window",
  slug: "pretraining_follows_population_descent",
  statement:
    "during pretraining the window is where descent on L²B(w) + σ²V(w) of the population takes it, in steps of η/(2dL²)",
  formula: String.raw`
    w_{k+1}=w_k-\frac{\eta}{2dL^2}\,\frac{\partial}{\partial w}\bigl[L^2B(w)+\sigma^2V(w)\bigr]`,
  source: "derived; amounts of the learned-window figure of arXiv 2402.11639",
  regime: "steps 31 to 60 at η = 40/L² in batches of 40; within 5 %",
  kind: "LIM",
  expected: "verified",
  needs: ["iclGradient"],
  mutants: [iclGradientSignFlipped, iclGradientDoubled, iclGradientAtWiderWindow],
  law: own,
  rivals: [
    ...rivalsOf(() => 1, {
      over: BOUNDS,
      within: WITHIN,
      exponents: ["lipschitz", "contextLength", "ratio"],
      ignored: [],
    }).map(({ law: factor, ...scale }) => ({
      ...scale,
      law: (setting: Setting): FromCurves => (curves) => factor(setting) * own(setting)(curves),
    })),
    rival("steps of η/(3L²)", descent(({ dimension }) => dimension / 3)),
    rival("steps of η/L²", descent(({ dimension }) => dimension)),
    rival("steps on the mean square", descent(() => 2)),
    rival("steps of η", descent(({ lipschitz }) => lipschitz ** 2)),
    rival("no label noise", descent(() => 1, 0)),
    rival("twice the label noise", descent(() => 1, 2)),
    rival("the best window", converged),
  ],
  effectName: "log of measured over predicted w, mean of the second half",
  bound: 0.15,
  within: WITHIN,
  smallestEffect: 0.016,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...([
      ["affine", 3, 12, 2.5, 3],
      ["affine", 8, 60, 2.5, 1 / 3],
      ["affine", 3, 60, 10, 1 / 3],
      ["relu", 5, 12, 10, 3],
      ["relu", 3, 60, 2.5, 3],
    ] as const).map(([functionClass, dimension, contextLength, ratio, lipschitz]) => ({
      name: `${functionClass}, d = ${dimension}, n = ${contextLength}, L/σ = ${ratio}`,
      setting: { functionClass, dimension, contextLength, ratio, lipschitz },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    functionClass: oneOf("affine" as const, "relu" as const),
    dimension: counts(3, 8),
    contextLength: logCounts(12, 60),
    lipschitz: logUniform(1 / 3, 3),
    ratio: logUniform(2.5, 10),
  }),
  measure({ ratio, ...sizes }, seed, { iclGradient }) {
    const stream = randomStream(seed, "B13.window");
    const law = { ...sizes, noise: sizes.lipschitz / ratio };
    const prompts = Math.ceil(POINTS / sizes.contextLength);
    const curves = averagedCurves({ ...sizes, prompts, directions: 4 }, GRID, stream);
    return { curves, window: late(windowDuringPretraining(law, RUN, stream, iclGradient)) };
  },
  // Training that diverged, or went to the other side, is off by all that is counted.
  effect({ curves, window }, law, setting) {
    const off = Math.log(window / law(setting)(curves));
    return Number.isFinite(off) ? off : -1;
  },
});

testClaim(claim);
