/** The batch of a training, which every step draws anew. */

import { createRoom, roomOf } from "../kernel/room.ts";
import { type Kernel, sharedKernel } from "../kernel/wasm.ts";
import { type BatchShape, emptyBatch, type PromptBatch } from "../tasks/prompt.ts";
import { iclRoomScratch } from "./icl_stage.ts";

/** Batches that no training uses, one of each shape: a new one takes as long as two steps. */
const spare = new Map<string, PromptBatch>();
/** More shapes are not kept. */
const MOST_SPARE = 16;

/**
 * What `train` gives with a batch of this shape to draw into.
 *
 * Its arrays lie in a kernel's memory, where draws, values and gradients find them, and go to the next training of the
 * shape: a caller that keeps a batch copies it.
 */
export function withStepBatch<Result>(
  shape: BatchShape,
  train: (batch: PromptBatch) => Result,
): Result {
  const key = `${shape.prompts}×${shape.contextLength}×${shape.dimension}`;
  const batch = spare.get(key) ?? createStepBatch(shape, sparedKernel());
  spare.delete(key);
  try {
    return train(batch);
  } finally {
    if (spare.size < MOST_SPARE) spare.set(key, batch);
  }
}

/** The kernel of the batch that was spared first, where no more are kept: its room gives way to another. */
function sparedKernel(): Kernel | undefined {
  const [oldest] = spare;
  if (oldest === undefined || spare.size < MOST_SPARE) return undefined;
  const [key, { covariates }] = oldest;
  spare.delete(key);
  return roomOf(covariates, 0)?.kernel;
}

function createStepBatch(shape: BatchShape, kernel: Kernel | undefined): PromptBatch {
  const { prompts, contextLength, dimension } = shape;
  if (sharedKernel === undefined) return emptyBatch(shape);
  const points = prompts * contextLength;
  const lengths = [points * dimension, points, prompts * dimension, prompts];
  const scratch = Math.max(
    DRAWS_SCRATCH,
    prompts * (dimension + 3),
    (points + dimension) * dimension,
    iclRoomScratch(sharedKernel, shape),
  );
  const room = createRoom(lengths, scratch, kernel);
  if (room === undefined) return emptyBatch(shape);
  const [covariates, labels, queries, targets] = room.arrays;
  return { prompts, contextLength, dimension, covariates, labels, queries, targets };
}

/** Of the state of a stream and a block of points. */
const DRAWS_SCRATCH = 2048;
