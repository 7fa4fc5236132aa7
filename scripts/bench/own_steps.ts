/** The forms of one step that this project has. */

import { fromFlat } from "../../src/linalg.ts";
import { iclGradient } from "../../src/training/icl_loss.ts";
import { fusedIclGradient } from "../../src/training/fused_icl_loss.ts";
import { KernelBatch, kernelIclGradient } from "../../src/training/kernel_icl_loss.ts";
import { iclStep } from "./plain_loop.ts";
import { type Contestant, contestant } from "./rounds.ts";
import type { StepData } from "./step_data.ts";

/** Names of columns that others are compared with. */
export const KERNEL = "kernel";
export const PLAIN_LOOP = "plain loop";

/** Every form by its column; the definition is left out where it would take seconds. */
export function ownSteps(
  { batch, parameters }: StepData,
  { definition }: { readonly definition: boolean },
): Map<string, Contestant> {
  const matrix = fromFlat(parameters, batch.dimension, batch.dimension);
  const resident = new KernelBatch(batch);
  return new Map([
    ...(definition ? [["ml-matrix", contestant(() => iclGradient(batch, matrix))] as const] : []),
    [PLAIN_LOOP, contestant(() => iclStep(batch, parameters))],
    ["fused", contestant(() => fusedIclGradient(batch, parameters))],
    ["kernel with copy", contestant(() => kernelIclGradient(batch, parameters))],
    [KERNEL, contestant(() => resident.iclGradient(parameters))],
  ]);
}
