/** What one step is timed on: B prompts of n points in d dimensions, and M. */

import { randomStream } from "../../src/prng.ts";
import { type BatchShape, emptyBatch, type PromptBatch } from "../../src/tasks/prompt.ts";

/** B, n and d. */
export type StepSize = BatchShape;

/** The sizes of the table. */
export const STEP_SIZES: readonly StepSize[] = [
  { prompts: 256, contextLength: 8, dimension: 4 },
  { prompts: 256, contextLength: 32, dimension: 8 },
  { prompts: 256, contextLength: 128, dimension: 16 },
  { prompts: 64, contextLength: 1024, dimension: 64 },
  { prompts: 256, contextLength: 1024, dimension: 64 },
];
/** So many of them are small enough for the definition on matrices. */
export const SMALL_SIZES = 3;

/** A batch and the d·d entries of M. */
export interface StepData {
  readonly batch: PromptBatch;
  readonly parameters: Float64Array<ArrayBuffer>;
}

/** Uniform numbers from −1 to 1, the same ones every time. */
export function drawStep(size: StepSize): StepData {
  const stream = randomStream("bench step");
  const batch = emptyBatch(size);
  const parameters = new Float64Array(size.dimension ** 2);
  for (const values of arraysOf({ batch, parameters })) {
    for (let i = 0; i < values.length; i++) values[i] = stream.between(-1, 1);
  }
  return { batch, parameters };
}

/** In the order in which peers read them from a file, as little-endian doubles. */
export function arraysOf({ batch, parameters }: StepData): Float64Array[] {
  return [batch.covariates, batch.labels, batch.queries, batch.targets, parameters];
}
