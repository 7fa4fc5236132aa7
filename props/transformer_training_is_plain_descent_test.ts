import fc from "fast-check";
import { averageForLastIterate } from "../fixtures/mutants/average_for_last_iterate.ts";
import { batchAtMostSixteen } from "../fixtures/mutants/batch_at_most_sixteen.ts";
import { descentBySign } from "../fixtures/mutants/descent_by_sign.ts";
import { divergenceNotReported } from "../fixtures/mutants/divergence_not_reported.ts";
import { initialSpreadIgnored } from "../fixtures/mutants/initial_spread_ignored.ts";
import { learningRateDoubled } from "../fixtures/mutants/learning_rate_doubled.ts";
import { learningRateHalvedLate } from "../fixtures/mutants/learning_rate_halved_late.ts";
import { momentumLeftOn } from "../fixtures/mutants/momentum_left_on.ts";
import { oneBatchForAllSteps } from "../fixtures/mutants/one_batch_for_all_steps.ts";
import { onePromptAStep } from "../fixtures/mutants/one_prompt_a_step.ts";
import { oneStepShort } from "../fixtures/mutants/one_step_short.ts";
import { scoreScaleGiven } from "../fixtures/mutants/score_scale_given.ts";
import { streamIgnored } from "../fixtures/mutants/stream_ignored.ts";
import { tenthOfSteps } from "../fixtures/mutants/tenth_of_steps.ts";
import { trainingResultHalved } from "../fixtures/mutants/training_result_halved.ts";
import { trainingSaidToDiverge } from "../fixtures/mutants/training_said_to_diverge.ts";
import { transformerGradientTransposed } from "../fixtures/mutants/transformer_gradient_transposed.ts";
import { transformerGradientWithoutQueryToken } from "../fixtures/mutants/transformer_gradient_without_query_token.ts";
import { weightsDecay } from "../fixtures/mutants/weights_decay.ts";
import { stepsUntilRounding, stopMargins } from "../fixtures/formulas/stop_margins.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  listMargins,
  LONG_TRAINING,
  plainDescent,
  type PlainRun,
  plainTransformerPrompts,
  trainingSizes,
} from "../src/measurement.ts";
import {
  drawNearestBatch,
  logUniform,
  randomStream,
  seeds,
  toFlat,
  TOLERANCE,
  uniformSteps,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** At this η a step goes too far, whatever the prompts. */
const TOO_FAST = 1e4;

/** η of long trainings at most. */
const CALM = 0.3;

interface Setting {
  readonly seed: number;
  readonly contextLength: number;
  readonly dimension: number;
  readonly sigma: number;
  readonly spread: number;
  readonly batch: number;
  readonly steps: number;
  readonly learningRate: number;
}

/** Plain descent on the same draws. */
function plainRun({ seed, learningRate, steps, ...setting }: Setting): PlainRun {
  const { contextLength, dimension, sigma, spread, batch } = setting;
  const stream = randomStream(seed, "A15.step");
  const size = (dimension + 2) ** 2;
  const start = Array.from({ length: size }, () => spread * stream.normal());
  start[size - 1] -= sigma;
  const shape = { contextLength, dimension, prompts: batch };
  return plainDescent({
    start,
    rates: start.map(() => learningRate),
    steps,
    draw: () => plainTransformerPrompts(drawNearestBatch(shape, stream)),
  });
}

/** The gradient comes from the quotient rule in plain loops: central differences would lose half of the digits. */
export const claim = universalClaim({
  id: "A15.step",
  slug: "transformer_training_is_plain_descent",
  statement:
    "training the transformer takes the steps W ← W − η∇L on the batches of its stream, from −σ in the last entry and ε·noise in all, and reports how it stopped",
  formula: String.raw`
    W_{k+1}=W_k-\eta\,\nabla L(W_k),\qquad
    W_0=\operatorname{diag}(0,0,-\sigma)+\varepsilon\cdot\text{noise}`,
  source:
    "arXiv 2411.10830, section 2; the stream's draws are (d+2)² normals, then drawNearestBatch's",
  regime: "one step where it goes too far",
  symbols: { spread: "ε" },
  kind: "ID",
  expected: "verified",
  needs: ["pretrainTransformer"],
  mutants: [
    scoreScaleGiven,
    trainingResultHalved,
    descentBySign,
    weightsDecay,
    tenthOfSteps,
    oneStepShort,
    learningRateDoubled,
    learningRateHalvedLate,
    batchAtMostSixteen,
    onePromptAStep,
    momentumLeftOn,
    averageForLastIterate,
    oneBatchForAllSteps,
    initialSpreadIgnored,
    divergenceNotReported,
    trainingSaidToDiverge,
    transformerGradientTransposed,
    transformerGradientWithoutQueryToken,
    streamIgnored,
  ],
  bounds: {
    contextLength: { from: 1, to: 65 },
    dimension: { from: 2, to: 33 },
    sigma: { from: 0, to: 6 },
    spread: { from: 0, to: 3 },
    batch: { from: 1, to: 65 },
    steps: { from: 1, to: LONG_TRAINING },
    learningRate: { from: 0.1, to: TOO_FAST },
  },
  generator: fc.record({
    sizes: trainingSizes(
      { contextLength: [1, 4], dimension: [2, 4] },
      { contextLengths: [65], dimensions: [9, 33] },
    ),
    sigma: uniformSteps(0, 6),
    spread: fc.oneof(fc.constant(0), logUniform(0.01, 3)),
    learningRate: fc.oneof(
      { weight: 9, arbitrary: logUniform(0.1, 3) },
      { weight: 1, arbitrary: fc.constant(TOO_FAST) },
    ),
    seed: seeds(),
  }).map(({ sizes, ...rest }) => {
    const spec = { ...rest, ...sizes };
    if (spec.learningRate === TOO_FAST) return { ...spec, steps: 1 };
    if (spec.steps < LONG_TRAINING) return spec;
    // At large rates a single prompt throws W about, and rounding grows with every throw.
    return { ...spec, learningRate: Math.min(spec.learningRate, CALM) };
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ seed, ...setting }, { pretrainTransformer }) {
    const whole = plainRun({ seed, ...setting });
    // What comes after a loss of nothing but rounding depends on whether it was taken for 0.
    const steps = stepsUntilRounding(whole.losses) ?? setting.steps;
    const wanted = steps === setting.steps ? whole : plainRun({ seed, ...setting, steps });
    const run = pretrainTransformer({ ...setting, steps }, randomStream(seed, "A15.step"));
    const { iterates } = wanted;
    return worstMargin(
      stopMargins(run, wanted),
      listMargins("W", toFlat(run.parameters), iterates[iterates.length - 1], {
        tolerance: TOLERANCE.identity,
      }),
    );
  },
});

testClaim(claim);
