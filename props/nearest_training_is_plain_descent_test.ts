import fc from "fast-check";
import { averageForLastIterate } from "../fixtures/mutants/average_for_last_iterate.ts";
import { batchAtMostSixteen } from "../fixtures/mutants/batch_at_most_sixteen.ts";
import { descentBySign } from "../fixtures/mutants/descent_by_sign.ts";
import { divergenceNotReported } from "../fixtures/mutants/divergence_not_reported.ts";
import { learningRateDoubled } from "../fixtures/mutants/learning_rate_doubled.ts";
import { learningRateHalvedLate } from "../fixtures/mutants/learning_rate_halved_late.ts";
import { maskNotTrained } from "../fixtures/mutants/mask_not_trained.ts";
import { momentumLeftOn } from "../fixtures/mutants/momentum_left_on.ts";
import { oneBatchForAllSteps } from "../fixtures/mutants/one_batch_for_all_steps.ts";
import { onePromptAStep } from "../fixtures/mutants/one_prompt_a_step.ts";
import { oneStepShort } from "../fixtures/mutants/one_step_short.ts";
import { recordedBeforeTheStep } from "../fixtures/mutants/recorded_before_the_step.ts";
import { scalarsByRuleOfThumb } from "../fixtures/mutants/scalars_by_rule_of_thumb.ts";
import { stepOffByDimension } from "../fixtures/mutants/step_off_by_dimension.ts";
import { streamIgnored } from "../fixtures/mutants/stream_ignored.ts";
import { tenthOfSteps } from "../fixtures/mutants/tenth_of_steps.ts";
import { trainingResultHalved } from "../fixtures/mutants/training_result_halved.ts";
import { weightsDecay } from "../fixtures/mutants/weights_decay.ts";
import { stopMargins } from "../fixtures/formulas/stop_margins.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  listMargins,
  LONG_TRAINING,
  plainDescent,
  plainNearestPrompts,
  trainingSizes,
} from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  drawInnerProducts,
  exactMargin,
  logUniform,
  type Margin,
  type PretrainNearestRun,
  randomStream,
  seeds,
  TOLERANCE,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** At this η a step goes too far, wherever there is anything to learn. */
const TOO_FAST = 1e5;

/** ξ1 and ξ2 after some steps, as a run has them: under the hard mask ξ2 is no number to compare. */
function scalarMargins(
  what: string,
  { xi1, xi2 }: Pick<PretrainNearestRun, "xi1" | "xi2">,
  wanted: readonly number[],
): Margin[] {
  const rule = { tolerance: TOLERANCE.identity };
  if (wanted.length === 2) return listMargins(what, [xi1, xi2], wanted, rule);
  return [
    ...listMargins(what, [xi1], wanted, rule),
    exactMargin(`${what}: hard mask`, xi2 === Infinity, true),
  ];
}

/** The gradient comes from labellings and the quotient rule, not from the averaged loss of A3 and A4. */
export const claim = universalClaim({
  id: "A10.step",
  slug: "nearest_training_is_plain_descent",
  statement:
    "training the two scalars takes steps at rates (η/d, η) down the label-averaged loss from (0, σ) on the points of its stream, and reports them and how it stopped",
  formula: String.raw`
    \xi_1\leftarrow\xi_1-\frac{\eta}{d}\,\frac{\partial L}{\partial\xi_1},\qquad
    \xi_2\leftarrow\xi_2-\eta\,\frac{\partial L}{\partial\xi_2}`,
  source: "arXiv 2411.10830, section 3, by A2; the stream's draws are drawInnerProducts's",
  regime: "σ ≤ 6, or ∞, the hard mask; with and without a plateau; one step where it goes too far",
  symbols: { window: "window of the plateau" },
  kind: "ID",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [
    scalarsByRuleOfThumb,
    trainingResultHalved,
    descentBySign,
    weightsDecay,
    tenthOfSteps,
    oneStepShort,
    learningRateDoubled,
    learningRateHalvedLate,
    batchAtMostSixteen,
    stepOffByDimension,
    onePromptAStep,
    momentumLeftOn,
    averageForLastIterate,
    oneBatchForAllSteps,
    maskNotTrained,
    recordedBeforeTheStep,
    divergenceNotReported,
    streamIgnored,
  ],
  bounds: {
    contextLength: { from: 1, to: 128 },
    dimension: { from: 2, to: 64 },
    sigma: { from: 0, to: Infinity },
    batch: { from: 1, to: 65 },
    steps: { from: 1, to: LONG_TRAINING },
    learningRate: { from: 0.1, to: TOO_FAST },
    window: { from: 0, to: 3 },
  },
  generator: fc.record({
    sizes: trainingSizes(
      { contextLength: [1, 5], dimension: [2, 6] },
      { contextLengths: [65, 128], dimensions: [17, 64] },
    ),
    sigma: fc.oneof(uniformSteps(0, 6), fc.constant(Infinity)),
    learningRate: fc.oneof({ weight: 4, arbitrary: logUniform(0.1, 20) }, {
      weight: 1,
      arbitrary: fc.constant(TOO_FAST),
    }),
    window: counts(0, 3),
    improvement: uniformSteps(0, 0.9),
    record: fc.uniqueArray(countsAndEnds([1, 7], [999]), { maxLength: 5 }).map((steps) =>
      steps.toSorted((a, b) => a - b)
    ),
    seed: seeds(),
  }).map(({ sizes, ...rest }) => {
    const spec = { ...rest, ...sizes };
    if (spec.learningRate === TOO_FAST) return { ...spec, steps: 1 };
    // Where ξ1 grows beyond 20 the quotient rule no longer sees how far q_* is from 1.
    const learningRate = Math.min(4, spec.learningRate);
    return spec.steps < LONG_TRAINING ? spec : { ...spec, window: 0, learningRate };
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ window, improvement, seed, ...setting }, { pretrainNearest }) {
    const { contextLength, dimension, sigma, batch, steps, learningRate, record } = setting;
    const plateau = window > 0 ? { plateau: { window, improvement } } : {};
    const run = pretrainNearest({ ...setting, ...plateau }, randomStream(seed, "A10.step"));
    const [masked, stream] = [sigma === Infinity, randomStream(seed, "A10.step")];
    const shape = { contextLength, dimension, prompts: batch };
    const { iterates, stopped, divergedAt } = plainDescent({
      start: masked ? [0] : [0, sigma],
      rates: masked ? [learningRate / dimension] : [learningRate / dimension, learningRate],
      steps,
      ...plateau,
      draw: () => plainNearestPrompts(drawInnerProducts(shape, stream), { contextLength, masked }),
    });
    const reached = record.filter((step) => step < iterates.length);
    return worstMargin(
      stopMargins(run, { stopped, divergedAt }),
      scalarMargins("ξ at the end", run, iterates[iterates.length - 1]),
      listMargins("recorded steps", run.recorded.map(({ step }) => step), reached, {
        tolerance: TOLERANCE.identity,
      }),
      run.recorded.flatMap((at) => scalarMargins(`ξ at ${at.step}`, at, iterates[at.step] ?? [])),
    );
  },
});

testClaim(claim);
