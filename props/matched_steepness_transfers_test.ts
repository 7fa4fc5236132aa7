import { deviationsAdded } from "../fixtures/mutants/deviations_added.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { noiseUnderestimated } from "../fixtures/mutants/noise_underestimated.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { OTHER_CLASS, transferCost } from "../fixtures/laws/transferred_window.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { ditheredGrid, frozenCurves, lossAtWindow, type MomentClass } from "../src/measurement.ts";
import {
  counts,
  logCounts,
  logUniform,
  oneOf,
  randomStream,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** Where windows are chosen from: in steps of 8 %, elsewhere in every replicate. */
const GRID = { from: 1, to: 100, count: 60 };
/** Points of each frozen sample. */
const POINTS = 3200;
/** The margin on the logarithm of the cost. */
const WITHIN = 0.015;

interface Setting {
  readonly trainedOn: MomentClass;
  readonly dimension: number;
  readonly contextLength: number;
  readonly noise: number;
  /** L/σ. */
  readonly ratio: number;
}

/** Both classes at the same L, the one trained on first. */
function tasksOf({ trainedOn, noise, ratio, ...sizes }: Setting) {
  const law = { ...sizes, lipschitz: noise * ratio, noise };
  return [{ ...law, functionClass: trainedOn }, { ...law, functionClass: OTHER_CLASS[trainedOn] }];
}

/** The logarithm of the loss at the other class's best window, over the least loss. */
function costOf(setting: Setting): number {
  const [trained, tested] = tasksOf(setting);
  return transferCost(trained, tested);
}

const at = (change: Partial<Setting>) => (setting: Setting) => costOf({ ...setting, ...change });

/**
 * The cost is that of the two best windows' distance: 0 to 3 % at n = 100 and up to 7 % at n = 400. It grows with n,
 * since a kink asks for Λ^{2/(d+2)} and a line for Λ^{2/(d+3)}: 12 % at n = 1600, d = 2 and L/σ = 5, so that the
 * same L is enough for contexts of a few hundred points only. All for w ≥ 0: see B9.sign.
 */
export const claim = statisticalLaw({
  id: "B9.matched",
  slug: "matched_steepness_transfers",
  statement:
    "a window w ≥ 0 trained on one class serves another of the same L: it costs what the long-context law says, 0 to 12 %, within 1.5 %",
  formula: String.raw`\frac{L_{B}(w^*_{A})}{\min_wL_{B}(w)}\in[1,\,1.12],\qquad w^*_A\ge0`,
  source:
    "arXiv 2402.11639, section 3.2: a matched Lipschitz constant is sufficient; amounts derived",
  regime: "tested on the other class",
  kind: "EXP",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [
    deviationsAdded,
    noiseUnderestimated,
    frozenWindow,
    noiseIgnored,
    steepnessIgnored,
  ],
  law: costOf,
  rivals: [
    { name: "free", description: "the same L is all that matters", law: () => 0 },
    { name: "5 %", description: "another class costs 5 % anywhere", law: () => Math.log(1.05) },
    ...[["× 1.3", 1.3], ["÷ 1.3", 1 / 1.3]].map(([name, factor]) => ({
      name: String(name),
      description: "the cost is another part of the loss",
      law: (setting: Setting) => Number(factor) * costOf(setting),
    })),
    {
      name: "either way",
      description: "there costs what back costs",
      law: (setting) => costOf({ ...setting, trainedOn: OTHER_CLASS[setting.trainedOn] }),
    },
    { name: "d = 2", description: "the cost of d = 2 in any dimension", law: at({ dimension: 2 }) },
    { name: "d = 3", description: "the cost of d = 3 in any dimension", law: at({ dimension: 3 }) },
    { name: "without n", description: "n is taken to be 400", law: at({ contextLength: 400 }) },
    {
      name: "without L/σ",
      description: "L/σ is taken to be 2.2 throughout",
      law: at({ ratio: 2.2 }),
    },
  ],
  effectName: "log of the transferred window's loss over the least, less the law's",
  bound: 5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.005,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...([
      ["affine", 2, 1600, 0.2, 5],
      ["relu", 2, 1600, 5, 5],
      ["affine", 3, 1600, 5, 5],
      ["relu", 3, 100, 0.2, 1],
      ["affine", 2, 100, 5, 1],
      ["relu", 2, 100, 0.2, 5],
    ] as const).map(([trainedOn, dimension, contextLength, noise, ratio]) => ({
      name:
        `trained on ${trainedOn}, d = ${dimension}, n = ${contextLength}, L/σ = ${ratio}, σ = ${noise}`,
      setting: { trainedOn, dimension, contextLength, noise, ratio },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    trainedOn: oneOf("affine" as const, "relu" as const),
    dimension: counts(2, 3),
    contextLength: logCounts(100, 1600),
    noise: logUniform(0.2, 5),
    ratio: logUniform(1, 5),
  }),
  measure(setting, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B9.matched");
    const sample = { grid: ditheredGrid(GRID, stream), points: POINTS };
    // Few queries are at a kink, the fewer the longer the context: there directions must be dense.
    const directions = Math.max(6, Math.round(setting.contextLength / 100));
    const [trained, tested] = tasksOf(setting).map((tasks) => ({
      tasks,
      curves: frozenCurves({ ...tasks, ...sample, directions }, stream, weigh),
    }));
    const loss = (w: number) => lossAtWindow(tested.curves, tested.tasks, w);
    const window = chooseWindow(trained.curves, trained.tasks);
    return Math.log(loss(window) / Math.min(...sample.grid.map(loss)));
  },
  effect: (measured, law, setting) => measured - law(setting),
});

testClaim(claim);
