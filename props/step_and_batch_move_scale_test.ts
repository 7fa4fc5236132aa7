import { transformerBatchCut } from "../fixtures/mutants/transformer_batch_cut.ts";
import { transformerGradientSummed } from "../fixtures/mutants/transformer_gradient_summed.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { trace } from "../src/measurement.ts";
import { oneOf, randomStream, type Rival, specs, statisticalLaw } from "../src/mod.ts";

/** The margin on log ξ1. */
const WITHIN = 0.03;
/** Doubled: η, prompts a step, or both. */
const [RATE, BATCH] = [2.5, 16];
const SHAPE = { contextLength: 4, dimension: 3, sigma: 3, spread: 0 };

interface Setting {
  readonly changed: "step and batch" | "step";
  /** t = η·steps. */
  readonly time: number;
}

/** log ξ1 for these multiples of η and of the batch, less that for none. */
type Change = (multiple: { readonly rate: number; readonly batch: number }) => number;

/** What fresh labels add to log ξ1 at η/batch = 5/32; at another ratio it goes with the power 3/2. */
const PUSH = 0.045;

const law: Change = ({ rate, batch }) => PUSH * ((rate / batch) ** 1.5 - 1);

const rival = (name: string, description: string, own: Change): Rival<Setting, Change> => (
  { name, description, law: () => own }
);

/**
 * Fresh labels move W at random, by η/batch in the square and time, and push ξ1 up; that it goes like the power 3/2 of
 * η/batch is measured, not derived. log of ξ1 over A11's at (4,3), t = 4000, ±0.1 %, for η and batch: 1.25, 16: 0.0 %;
 * 5, 64: 1.3 %; 1.25, 8: 2.7 %; 2.5, 16: 3.3 %; 5, 32: 4.9 %; 2.5, 8: 9.9 %; 5, 16: 11.8 %; 10, 32: 17.3 %. At one
 * ratio the larger step is still 1 to 2 % ahead, so that η/√batch cannot be told from η/batch here.
 */
export const claim = statisticalLaw({
  id: "A15.rate",
  slug: "step_and_batch_move_scale",
  statement:
    "with every entry of W free and fresh labels, twice the step and twice the batch change ξ1 by less than 3 %; twice the step alone adds 8 %, within 3 %",
  formula: String.raw`
    \bigl|\Delta\log\xi_1\bigr|<0.03\;\;\text{for }(2\eta,\,2\,\mathrm{batch}),\qquad
    \Delta\log\xi_1=0.08\;\;\text{for }2\eta`,
  source: "label noise is a diffusion of η/batch; its amount measured",
  regime: "(N, d) = (4, 3), σ = 3, from η = 2.5 and 16 prompts a step",
  symbols: { changed: "doubled", step: "step alone" },
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer"],
  mutants: [transformerBatchCut, transformerGradientSummed],
  law: (): Change => law,
  rivals: [
    rival("η alone", "the batch does not matter", ({ rate }) => law({ rate, batch: 1 })),
    rival("batch alone", "η does not matter", ({ batch }) => law({ rate: 1, batch })),
    rival(
      "η²/batch",
      "the square of η over the batch",
      ({ rate, batch }) => law({ rate: rate ** 2, batch }),
    ),
    rival("nothing", "neither matters", () => 0),
  ],
  effectName: "change of log ξ1 less the law's",
  bound: 2 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.01,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: { time: { from: 2000, to: 3000 } },
  strata: [
    { name: "step and batch, t = 2000", setting: { changed: "step and batch", time: 2000 } },
    { name: "step, t = 3000", setting: { changed: "step", time: 3000 } },
  ],
  generator: specs<Setting>({
    changed: oneOf("step and batch", "step"),
    time: oneOf(2000, 3000),
  }),
  measure({ changed, time }, seed, { pretrainTransformer }) {
    const multiple = { rate: 2, batch: changed === "step" ? 1 : 2 };
    const scaleAt = ({ rate, batch }: typeof multiple, name: string) => {
      const [learningRate, d] = [RATE * rate, SHAPE.dimension];
      const training = { ...SHAPE, learningRate, steps: time / learningRate, batch: BATCH * batch };
      const stream = randomStream(seed, "A15.rate", name);
      const { parameters: W, stopped } = pretrainTransformer(training, stream);
      return stopped === "diverged" ? NaN : (trace(W) - W.get(d, d) - W.get(d + 1, d + 1)) / d;
    };
    const change = Math.log(scaleAt(multiple, "changed") / scaleAt({ rate: 1, batch: 1 }, "plain"));
    return { change, multiple };
  },
  effect({ change, multiple }, law, setting) {
    const effect = change - law(setting)(multiple);
    return Number.isFinite(effect) ? effect : 1;
  },
});

testClaim(claim);
