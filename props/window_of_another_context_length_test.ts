import { deviationsAdded } from "../fixtures/mutants/deviations_added.ts";
import { firstFourHundred } from "../fixtures/mutants/first_four_hundred.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseUnderestimated } from "../fixtures/mutants/noise_underestimated.ts";
import { OTHER_CLASS, transferCost } from "../fixtures/laws/transferred_window.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  ditheredGrid,
  frozenCurves,
  longContextLoss,
  longContextWindow,
  lossAtWindow,
  type MomentClass,
} from "../src/measurement.ts";
import {
  counts,
  type Law,
  logCounts,
  logUniform,
  oneOf,
  randomStream,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** Steps of 13 %, elsewhere in every replicate. */
const GRID = { from: 0.5, to: 110, count: 45 };
const POINTS = 4000;
const WITHIN = 0.05;

interface Setting {
  /** The least loss at n', or the window's own loss at n. */
  readonly against: "least" | "trained";
  readonly functionClass: MomentClass;
  readonly dimension: number;
  readonly contextLength: number;
  readonly ratio: number;
  readonly factor: number;
}

const tasksOf = ({ functionClass, dimension, contextLength, ratio, factor }: Setting) =>
  [contextLength, Math.round(contextLength * factor)].map((contextLength) => (
    { functionClass, dimension, contextLength, lipschitz: ratio, noise: 1 }
  ));

/** The logarithm of the loss at n' of the window trained at n, over the other. */
const law: Law<Setting> = (setting) => {
  const [trained, tested] = tasksOf(setting);
  if (setting.against === "least") return transferCost(trained, tested);
  const { inverseTemperature, loss } = longContextWindow(trained);
  return Math.log(longContextLoss(tested, inverseTemperature) / loss);
};

const at = (change: Partial<Setting>): Law<Setting> => (setting) => law({ ...setting, ...change });
/** The law where the loss at n is meant, and another where the least at n'. */
const either = (trained: Law<Setting>, least: Law<Setting>): Law<Setting> => (setting) =>
  (setting.against === "trained" ? trained : least)(setting);

/**
 * With w fixed only σ²V/n falls with n: the loss comes down to the bias, at d = 3 a third of it for affine tasks.
 * A context that is k times as long needs the window of √k·L, and its cost is about that of B9.mismatched.
 */
export const claim = statisticalLaw({
  id: "B9.context",
  slug: "window_of_another_context_length",
  statement:
    "a window trained at n is too wide for longer contexts and too narrow for shorter ones: the loss at n' over the least there, and over its own at n, is that of the long-context law, within 5 %",
  formula: String.raw`
    \frac{L_{n'}(w^*_n)}{\min_wL_{n'}(w)},\qquad
    L_n(w)=L^2B(w)+\sigma^2V_n(w)`,
  source: "derived from the limits of B6; a limit to arXiv 2402.11639, theorem 3.4",
  symbols: {
    against: "loss over",
    least: "the least there",
    trained: "its own at n",
    factor: "n'/n",
  },
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [deviationsAdded, noiseUnderestimated, frozenWindow, firstFourHundred],
  law,
  rivals: [
    ...[1.25, 0.8].map((power) => ({
      name: `multiple^${power}`,
      description: "either multiple to another power",
      law: (setting: Setting) => power * law(setting),
    })),
    {
      name: "free",
      description: "one window serves all lengths, and the loss falls like the least one",
      law: either((setting) => law(setting) - at({ against: "least" })(setting), () => 0),
    },
    { name: "1/n", description: "noise alone", law: either((s) => -Math.log(s.factor), law) },
    { name: "bias alone", description: "the loss stays where it is", law: either(() => 0, law) },
    {
      name: "other class",
      description: "ReLU pairs do as lines do, and the other way round",
      law: (setting) => law({ ...setting, functionClass: OTHER_CLASS[setting.functionClass] }),
    },
    ...[2, 3].map((dimension) => (
      { name: `d = ${dimension}`, description: "whatever d is", law: at({ dimension }) }
    )),
  ],
  effectName: "log of one loss over the other, less the law's",
  bound: 6 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...([
      ["trained", "affine", 3, 300, 0.8, 4],
      ["least", "relu", 3, 900, 1.6, 1 / 4],
      ["trained", "relu", 2, 900, 1.6, 1 / 4],
      ["least", "affine", 2, 900, 0.8, 4],
      ["least", "relu", 2, 300, 0.8, 4],
      ["trained", "affine", 2, 900, 1.6, 4],
    ] as const).map(([against, functionClass, dimension, contextLength, ratio, factor]) => ({
      name:
        `against ${against}, ${functionClass}, d = ${dimension}, n = ${contextLength}, L/σ = ${ratio}, n'/n = ${factor}`,
      setting: { against, functionClass, dimension, contextLength, ratio, factor },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    against: oneOf("least" as const, "trained" as const),
    functionClass: oneOf("affine" as const, "relu" as const),
    dimension: counts(2, 3),
    contextLength: logCounts(300, 900),
    ratio: logUniform(0.8, 1.6),
    factor: logUniform(1 / 4, 4),
  }),
  measure(setting, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B9.context");
    const sample = { grid: ditheredGrid(GRID, stream), points: POINTS };
    const [trained, tested] = tasksOf(setting).map((tasks) => {
      const directions = Math.max(6, Math.round(tasks.contextLength / 100));
      return { tasks, curves: frozenCurves({ ...tasks, ...sample, directions }, stream, weigh) };
    });
    const window = chooseWindow(trained.curves, trained.tasks);
    const loss = (w: number) => lossAtWindow(tested.curves, tested.tasks, w);
    const other = setting.against === "trained"
      ? lossAtWindow(trained.curves, trained.tasks, window)
      : Math.min(...sample.grid.map(loss));
    return Math.log(loss(window) / other);
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
