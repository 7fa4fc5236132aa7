import fc from "fast-check";
import { batchAtMostSixteen } from "../fixtures/mutants/batch_at_most_sixteen.ts";
import { contextTruncated } from "../fixtures/mutants/context_truncated.ts";
import { descentBySign } from "../fixtures/mutants/descent_by_sign.ts";
import { divergenceNotReported } from "../fixtures/mutants/divergence_not_reported.ts";
import { gradientClipped } from "../fixtures/mutants/gradient_clipped.ts";
import { iclGradientTransposed } from "../fixtures/mutants/icl_gradient_transposed.ts";
import { lastCoordinateFrozen } from "../fixtures/mutants/last_coordinate_frozen.ts";
import { lastIterateForAverage } from "../fixtures/mutants/last_iterate_for_average.ts";
import { learningRateDoubled } from "../fixtures/mutants/learning_rate_doubled.ts";
import { learningRateHalvedLate } from "../fixtures/mutants/learning_rate_halved_late.ts";
import { lossesOfTheNextStep } from "../fixtures/mutants/losses_of_the_next_step.ts";
import { momentumLeftOn } from "../fixtures/mutants/momentum_left_on.ts";
import { noiseTripled } from "../fixtures/mutants/noise_tripled.ts";
import { oneBatchForAllSteps } from "../fixtures/mutants/one_batch_for_all_steps.ts";
import { oneClassForAll } from "../fixtures/mutants/one_class_for_all.ts";
import { onePromptAStep } from "../fixtures/mutants/one_prompt_a_step.ts";
import { oneStepShort } from "../fixtures/mutants/one_step_short.ts";
import { startFromIdentity } from "../fixtures/mutants/start_from_identity.ts";
import { steepnessTripled } from "../fixtures/mutants/steepness_tripled.ts";
import { streamIgnored } from "../fixtures/mutants/stream_ignored.ts";
import { targetsNoisy } from "../fixtures/mutants/targets_noisy.ts";
import { tenthOfSteps } from "../fixtures/mutants/tenth_of_steps.ts";
import { trainingResultHalved } from "../fixtures/mutants/training_result_halved.ts";
import { weightsDecay } from "../fixtures/mutants/weights_decay.ts";
import { windowByRuleOfThumb } from "../fixtures/mutants/window_by_rule_of_thumb.ts";
import { stopMargins } from "../fixtures/formulas/stop_margins.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  lateMean,
  listMargins,
  LONG_TRAINING,
  plainAttentionPrompts,
  plainDescent,
  trainingSizes,
} from "../src/measurement.ts";
import {
  counts,
  drawRegressionBatch,
  FUNCTION_CLASSES,
  logUniform,
  randomStream,
  seeds,
  toFlat,
  TOLERANCE,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** η over what the loss scales with: at this one a step goes too far, whatever the tasks. */
const TOO_FAST = 1e4;

/** The gradient comes from the quotient rule in plain loops: central differences would lose half of the digits. */
export const claim = universalClaim({
  id: "B12.step",
  slug: "attention_training_is_plain_descent",
  statement:
    "pretraining attention takes the steps M ← M − η∇L from zero on the batches of its stream, and reports their losses, the mean of the later half and how it stopped",
  formula: String.raw`M_{k+1}=M_k-\eta\,\nabla L(M_k),\qquad M_0=0`,
  source:
    "arXiv 2402.11639, section 2, with its own gradient; the stream's draws are drawRegressionBatch's",
  regime: "with and without a plateau; one step where it goes too far",
  symbols: { pace: "η(max{1, L²} + σ²)", window: "window of the plateau" },
  kind: "ID",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [
    windowByRuleOfThumb,
    trainingResultHalved,
    descentBySign,
    weightsDecay,
    noiseTripled,
    steepnessTripled,
    targetsNoisy,
    oneClassForAll,
    tenthOfSteps,
    oneStepShort,
    learningRateDoubled,
    learningRateHalvedLate,
    batchAtMostSixteen,
    onePromptAStep,
    momentumLeftOn,
    gradientClipped,
    lastIterateForAverage,
    oneBatchForAllSteps,
    startFromIdentity,
    lossesOfTheNextStep,
    divergenceNotReported,
    contextTruncated,
    iclGradientTransposed,
    lastCoordinateFrozen,
    streamIgnored,
  ],
  bounds: {
    functionClass: { among: FUNCTION_CLASSES },
    lipschitz: { from: 0.1, to: 10 },
    noise: { from: 0, to: 3 },
    contextLength: { from: 1, to: 129 },
    dimension: { from: 2, to: 64 },
    batch: { from: 1, to: 65 },
    steps: { from: 1, to: LONG_TRAINING },
    pace: { from: 0.1, to: TOO_FAST },
    window: { from: 0, to: 3 },
  },
  generator: fc.record({
    functionClass: fc.constantFrom(...FUNCTION_CLASSES),
    lipschitz: logUniform(0.1, 10),
    noise: fc.oneof(fc.constant(0), logUniform(0.01, 3)),
    sizes: trainingSizes(
      { contextLength: [1, 7], dimension: [2, 4] },
      { contextLengths: [65, 129], dimensions: [17, 64] },
    ),
    pace: fc.oneof({ weight: 9, arbitrary: logUniform(0.1, 5) }, {
      weight: 1,
      arbitrary: fc.constant(TOO_FAST),
    }),
    window: counts(0, 3),
    improvement: uniformSteps(0, 0.9),
    seed: seeds(),
  }).map(({ sizes, ...rest }) => {
    const spec = { ...rest, ...sizes };
    if (spec.pace === TOO_FAST) return { ...spec, steps: 1 };
    // On a plateau of three losses a long training would end soon, and a fast one doubles its rounding at every step.
    return spec.steps < LONG_TRAINING ? spec : { ...spec, window: 0, pace: Math.min(spec.pace, 1) };
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ batch, steps, pace, window, improvement, seed, ...law }, { pretrainAttention }) {
    const learningRate = pace / (Math.max(1, law.lipschitz ** 2) + law.noise ** 2);
    const plateau = window > 0 ? { plateau: { window, improvement } } : {};
    const options = { law, learningRate, steps, batch, ...plateau };
    const run = pretrainAttention(options, randomStream(seed, "B12.step"));
    const stream = randomStream(seed, "B12.step");
    const size = law.dimension ** 2;
    const wanted = plainDescent({
      start: Array<number>(size).fill(0),
      rates: Array<number>(size).fill(learningRate),
      steps,
      ...plateau,
      draw: () => plainAttentionPrompts(drawRegressionBatch(law, batch, stream)),
    });
    const rule = { tolerance: TOLERANCE.identity };
    return worstMargin(
      stopMargins(run, wanted),
      listMargins("losses", run.losses, wanted.losses, rule),
      listMargins("M", toFlat(run.parameters), lateMean(wanted, steps), rule),
    );
  },
});

testClaim(claim);
