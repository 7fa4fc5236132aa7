import fc from "fast-check";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { transformerBatchCut } from "../fixtures/mutants/transformer_batch_cut.ts";
import { transformerGradientSummed } from "../fixtures/mutants/transformer_gradient_summed.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { matrixRest } from "../src/measurement.ts";
import { randomStream, type Rival, rivalsOf, statisticalLaw } from "../src/mod.ts";

/** The margin on the logarithm of the rest. */
const WITHIN = 0.15;
/** κ: 0.41 at η/batch = 0.04, 0.455 at 0.16, at (8,5); 0.395 and 0.44 at (4,3); each ± 0.02. */
const KAPPA = 0.43;

interface Setting {
  readonly contextLength: number;
  readonly dimension: number;
  readonly spread: number;
  /** t = η·steps. */
  readonly time: number;
  readonly learningRate: number;
  readonly batch: number;
}

/** What a rest is made of. */
type Steps = Pick<Setting, "learningRate" | "batch">;

const law = ({ learningRate, batch }: Steps) => KAPPA * Math.sqrt(learningRate / batch);

const rival = (name: string, own: (setting: Setting) => number): Rival<Setting, number> => ({
  name,
  description: `${name} in place of the law`,
  law: own,
});

const stratum = (own: Pick<Setting, "spread" | "time" | "batch">) => ({
  name: `ε = ${own.spread}, t = ${own.time}, ${own.batch} prompts`,
  setting: { contextLength: 8, dimension: 5, learningRate: 2.5, ...own },
});

/**
 * W^{k+1} = W^k - \eta \hat\nabla L(W^k), and \hat\nabla L = \nabla L + noise of variance \propto 1/batch: entries that
 * the loss pulls back to 0 fluctuate by \kappa\sqrt{\eta/batch} in the end. Both ε = 0 and ε = 1 end there, from above and
 * from below. It does not shrink as training goes on: what shrinks is its share of ξ1 (A15.answers).
 */
export const claim = statisticalLaw({
  id: "A15.rest",
  slug: "rest_of_matrix_forgets_its_start",
  statement:
    "trained in full, W keeps beside ξ1 a rest of root mean square 0.43·√(η/batch) in every entry, within 15 %, whatever the initial noise and however long",
  formula: String.raw`
    \sqrt{\operatorname{mean}\,(W-\xi_1\text{ part})_{jk}^2}=0.43\,\sqrt{\frac{\eta}{\mathrm{batch}}}`,
  source:
    "stochastic descent fluctuates by √(η/batch); its amount measured; arXiv 2609.01311 asks what initial noise does",
  regime: "σ = 3; t = 1000 from ε = 0 with 64 prompts a step, t = 2000 from ε = 1 with 16",
  symbols: { spread: "ε" },
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer"],
  mutants: [trainingNeverMoves, transformerBatchCut, transformerGradientSummed],
  law,
  rivals: [
    ...rivalsOf<Setting>(law, {
      over: { batch: { from: 16, to: 64 } },
      within: WITHIN,
      ignored: ["batch"],
    }),
    rival("the noise it began with", ({ spread }) => Math.max(spread, 1e-3)),
    rival("half of it is the start's", (own) => Math.hypot(law(own), own.spread / 2)),
    rival("1/batch", ({ batch }) => 4.2 / batch),
    rival("1/√t", (own) => law(own) * Math.sqrt(1400 / own.time)),
  ],
  effectName: "log of the rest over κ√(η/batch)",
  bound: 3.5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 300, ci: 600, deep: 1500 },
  bounds: {
    contextLength: { among: [8] },
    dimension: { among: [5] },
    spread: { among: [0, 1] },
    time: { among: [1000, 2000] },
    learningRate: { among: [2.5] },
    batch: { among: [16, 64] },
  },
  strata: [
    stratum({ spread: 0, time: 1000, batch: 64 }),
    stratum({ spread: 1, time: 2000, batch: 16 }),
  ],
  generator: fc.constant<Setting>({
    contextLength: 8,
    dimension: 5,
    spread: 1,
    time: 1000,
    learningRate: 2.5,
    batch: 16,
  }),
  measure({ time, ...setting }: Setting, seed, { pretrainTransformer }) {
    const steps = time / setting.learningRate;
    const { parameters, stopped } = pretrainTransformer(
      { ...setting, sigma: 3, steps },
      randomStream(seed, "A15.rest"),
    );
    return stopped === "diverged" ? Infinity : matrixRest(parameters);
  },
  // A run that diverged, or left nothing, is as far from the law as can be.
  effect(rest, law, setting) {
    const effect = Math.log(rest / law(setting));
    return Number.isFinite(effect) ? effect : 1;
  },
});

testClaim(claim);
