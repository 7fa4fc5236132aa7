import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  ditheredGrid,
  longContextWindow,
  lossAtWindow,
  uselessFeatureCurves,
} from "../src/measurement.ts";
import {
  counts,
  type Law,
  logCounts,
  logUniform,
  oneOf,
  randomStream,
  rivalsOf,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** The frozen sample: steps of 16 %, elsewhere in every replicate. */
const GRID = { from: 1, to: 60, count: 28 };
const POINTS = 9600;
/** The margin on either logarithm. */
const WITHIN = 0.06;

interface Setting {
  readonly quantity: "window" | "loss";
  readonly useful: number;
  readonly useless: number;
  readonly contextLength: number;
  readonly lipschitz: number;
  /** L/σ. */
  readonly ratio: number;
}

/** The best window or its loss, of affine tasks in so many dimensions. */
function inDimensions(setting: Setting, dimension: number): number {
  const { quantity, contextLength, lipschitz, ratio } = setting;
  const levels = { contextLength, lipschitz, noise: lipschitz / ratio };
  const best = longContextWindow({ functionClass: "affine", dimension, ...levels });
  return quantity === "window" ? best.inverseTemperature : best.loss;
}

const law: Law<Setting> = (setting) => inDimensions(setting, setting.useful + setting.useless);

/**
 * Points are uniform in all d + k coordinates, so one direction of a task is like any other. At d = 2, n = 400
 * and σ = L/5, k = 3 makes the least loss 5 times as large, and w* 10 in place of 17: only attention that learns the
 * subspace (B11) does without.
 */
export const claim = statisticalLaw({
  id: "B8.useless",
  slug: "useless_features_count_as_dimensions",
  statement:
    "k features that no task depends on cost as much as k that tasks do: the best window and its loss are those of d + k dimensions, within 6 %",
  formula: String.raw`w^*_{d,k}=w^*_{d+k},\qquad \min_wL_{d,k}(w)=\min_wL_{d+k}(w)`,
  source: "derived: the law of the points is isotropic; moments of B6",
  regime: "affine tasks on d of d + k features",
  symbols: { useful: "d", useless: "k" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [halfOfContext, noiseIgnored],
  law,
  rivals: [
    ...rivalsOf(law, {
      over: { contextLength: { from: 200, to: 600 }, lipschitz: { from: 0.3, to: 3 } },
      within: WITHIN,
      ignored: ["contextLength", "lipschitz"],
    }),
    ...([
      ["free", "useless features do not matter", ({ useful }) => useful],
      [
        "one less",
        "of d + k dimensions one does not count",
        ({ useful, useless }) => useful + useless - 1,
      ],
      ["one more", "one more dimension counts", ({ useful, useless }) => useful + useless + 1],
      ["once", "however many there are, they count once", ({ useful }) => useful + 1],
      ["all alike", "as if there were six features", () => 6],
    ] as [string, string, (setting: Setting) => number][]).map(([name, description, count]) => ({
      name,
      description,
      law: (setting: Setting) => inDimensions(setting, count(setting)),
    })),
  ],
  effectName: "log of measured over predicted window or loss",
  bound: 5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: [
    ...([
      ["loss", 3, 1, 600, 3, 2],
      ["loss", 2, 3, 200, 0.3, 2],
      ["window", 2, 3, 200, 3, 4],
      ["window", 3, 1, 600, 0.3, 4],
    ] as const).map(([quantity, useful, useless, contextLength, lipschitz, ratio]) => ({
      name: `${quantity}, d = ${useful}, k = ${useless}, n = ${contextLength}, L/σ = ${ratio}`,
      setting: { quantity, useful, useless, contextLength, lipschitz, ratio },
    })),
    { name: "inside", setting: {} },
  ],
  generator: specs({
    quantity: oneOf("window" as const, "loss" as const),
    useful: counts(2, 3),
    useless: counts(1, 3),
    contextLength: logCounts(200, 600),
    lipschitz: logUniform(0.3, 3),
    ratio: logUniform(2, 4),
  }),
  measure({ quantity, lipschitz, ratio, ...sizes }, seed, { weigh, chooseWindow }) {
    const stream = randomStream(seed, "B8.useless");
    const prompts = Math.ceil(POINTS / sizes.contextLength);
    const grid = ditheredGrid(GRID, stream);
    const curves = uselessFeatureCurves({ ...sizes, prompts }, grid, stream, weigh);
    const levels = { lipschitz, noise: lipschitz / ratio };
    const window = chooseWindow(curves, levels);
    return quantity === "window" ? window : lossAtWindow(curves, levels, window);
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
