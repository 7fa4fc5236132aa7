/** The trainings of a replicate as its claim asks for them, whole and part by part. */

import type { StatisticalClaim } from "../../src/claim/claim.ts";
import { randomStream } from "../../src/prng.ts";
import type { CompleteSubject } from "../../src/attention/capabilities.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { drawInnerProducts } from "../../src/tasks/nearest_task.ts";
import { drawRegressionBatch } from "../../src/tasks/regression.ts";
import { kernelIclGradient } from "../../src/training/kernel_icl_loss.ts";
import { kernelNearestLoss } from "../../src/training/kernel_nearest_loss.ts";
import type {
  PretrainAttentionOptions,
  PretrainAttentionRun,
} from "../../src/training/pretrain_attention.ts";
import type {
  PretrainNearestOptions,
  PretrainNearestRun,
} from "../../src/training/pretrain_nearest.ts";
import { withStepBatch } from "../../src/training/step_batch.ts";

/** One training, to be run again. */
export interface Training {
  readonly training: () => unknown;
  /** The tasks of its steps, drawn and left. */
  readonly drawing: () => unknown;
  /** As many losses and gradients, all of one batch. */
  readonly descent: () => unknown;
}

const stream = () => randomStream("bench training");

function times(count: number, run: () => unknown): void {
  for (let i = 0; i < count; i++) run();
}

function attentionTraining(
  options: PretrainAttentionOptions,
  { losses }: PretrainAttentionRun,
): Training {
  const { law, batch } = options;
  const drawn = drawRegressionBatch(law, batch, stream());
  const parameters = new Float64Array(law.dimension ** 2);
  const shape = { ...law, prompts: batch };
  return {
    training: () => referenceSubject.pretrainAttention(options, stream()),
    drawing() {
      const draws = stream();
      withStepBatch(
        shape,
        (tasks) => times(losses.length, () => drawRegressionBatch(law, batch, draws, tasks)),
      );
    },
    descent: () =>
      withStepBatch(shape, (tasks) => {
        for (const part of ["covariates", "labels", "queries", "targets"] as const) {
          tasks[part].set(drawn[part]);
        }
        times(losses.length, () => kernelIclGradient(tasks, parameters));
      }),
  };
}

function nearestTraining(
  options: PretrainNearestOptions,
  { xi1, xi2 }: PretrainNearestRun,
): Training {
  const { contextLength, dimension, batch: prompts, steps } = options;
  const sizes = { contextLength, dimension, prompts };
  const drawn = drawInnerProducts(sizes, stream());
  return {
    training: () => referenceSubject.pretrainNearest(options, stream()),
    drawing() {
      const draws = stream();
      times(steps, () => drawInnerProducts(sizes, draws, drawn));
    },
    descent: () => times(steps, () => kernelNearestLoss(drawn, { contextLength, xi1, xi2 })),
  };
}

/** What the replicate trains, learned from a subject that takes note of it. */
export function trainingsOf(
  claim: StatisticalClaim,
  { setting, seed }: { readonly setting: unknown; readonly seed: number },
): Training[] {
  const trainings: Training[] = [];
  const recorder: CompleteSubject = {
    ...referenceSubject,
    pretrainAttention(options, draws) {
      const run = referenceSubject.pretrainAttention(options, draws);
      trainings.push(attentionTraining(options, run));
      return run;
    },
    pretrainNearest(options, draws) {
      const run = referenceSubject.pretrainNearest(options, draws);
      trainings.push(nearestTraining(options, run));
      return run;
    },
  };
  claim.replicate(setting, seed, recorder);
  return trainings;
}
