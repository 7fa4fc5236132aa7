import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { topKOfHalf } from "../fixtures/mutants/top_k_of_half.ts";
import { topKScoresFlattened } from "../fixtures/mutants/top_k_scores_flattened.ts";
import {
  tasksOf,
  TOP_K_BOUNDS,
  topKCurves,
  topKRival,
  type TopKSetting,
  topKSettings,
  topKStrata,
} from "../fixtures/laws/top_k_at_best.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { longContextWindow, type TopKTasks, topKWindow } from "../src/measurement.ts";
import { type Law, logUniform, rivalsOf, statisticalLaw } from "../src/mod.ts";

/** The margin on log w. */
const WITHIN = 0.08;
/** k over n/w*: below, the loss hardly depends on the window. */
const SHARE = { from: 0.8, to: 3 };
/** Points of a frozen sample. */
const SAMPLE = { points: 960, grid: { from: 0.2, to: 2, count: 12 } };

const windowOf = (tasks: TopKTasks) => topKWindow(tasks).inverseTemperature;
const law: Law<TopKSetting> = (setting) => windowOf(tasksOf(setting).tasks);

/**
 * The mask already hides what a narrow window would, so that e^{ws} has less to do. With κ = k over n/w* below 1 the
 * leading terms at d = 3 are w ≈ w*·κ²/2, and the k-NN average is about as good. Measured is −2 to 2 % off the law.
 */
export const claim = statisticalLaw({
  id: "C9.window",
  slug: "top_k_window_widens",
  statement:
    "attention to fewer points asks for a wider window: the best w for the k nearest is that of the cap's moments, within 8 %, half of w* at k = n/w* and w* again from 3·n/w* on",
  formula: String.raw`
    w_k=\operatorname*{arg\,min}_wL_k(w)=\begin{cases}w^*/2 & k=n/w^*\\ w^* & k\ge3n/w^*\end{cases}`,
  source: "derived: the law of C9.loss at its least",
  regime: "ReLU pairs with d = 2 or 3",
  symbols: { share: "k·w*/n", lipschitz: "L/σ" },
  kind: "LIM",
  expected: "verified",
  needs: ["weighTopK", "chooseWindow"],
  mutants: [topKScoresFlattened, topKOfHalf, noiseIgnored],
  law,
  rivals: [
    ...rivalsOf(law, {
      over: { ...TOP_K_BOUNDS, share: SHARE },
      within: WITHIN,
      ignored: ["share", "lipschitz"],
    }),
    topKRival("softmax's window", "w*, whatever is kept", (setting) => tasksOf(setting).best),
    topKRival(
      "k at random",
      "as for a context of k points",
      (setting) => {
        const { tasks } = tasksOf(setting);
        return longContextWindow({ ...tasks, contextLength: tasks.kept }).inverseTemperature;
      },
    ),
    topKRival(
      "in proportion",
      "w* times the share of the neighbours",
      (setting) => tasksOf(setting).best * Math.min(1, setting.share / 2),
    ),
    topKRival("two more points", "k + 2 in place of k", (setting) => {
      const { tasks } = tasksOf(setting);
      return windowOf({ ...tasks, kept: Math.min(tasks.contextLength, tasks.kept + 2) });
    }),
    topKRival("without d", "as at d = 3", (setting) => law({ ...setting, dimension: 3 })),
  ],
  effectName: "log of measured over predicted window",
  bound: 3 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.025,
  budget: { quick: 300, ci: 400, deep: 1000 },
  bounds: {
    functionClass: { among: ["affine", "relu"] },
    ...TOP_K_BOUNDS,
    contextLength: { from: 100, to: 160 },
    share: SHARE,
  },
  strata: topKStrata([
    ["affine", 2, 100, 1.5, 0.8],
    ["affine", 3, 160, 4, 0.8],
    ["affine", 5, 160, 4, 1.3],
    ["affine", 2, 160, 4, 3],
    ["affine", 5, 100, 1.5, 3],
    ["relu", 3, 100, 1.5, 1.3],
  ]),
  generator: topKSettings(logUniform(SHARE.from, SHARE.to), 100),
  measure(setting, seed, { weighTopK, chooseWindow }) {
    const { kept } = topKCurves(setting, { ...SAMPLE, at: [seed, "C9.window"] }, weighTopK);
    return chooseWindow(kept, { ...setting, noise: 1 });
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
