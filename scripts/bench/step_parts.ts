/** A step's floors, and the step cut off after each of its stages, as contestants beside the whole step. */

import { address, Kernel } from "../../src/kernel/wasm.ts";
import { KernelBatch } from "../../src/training/kernel_icl_loss.ts";
import { type Contestant, contestant } from "./rounds.ts";
import { arraysOf, type StepData } from "./step_data.ts";
import { FLOORS, vectorOperations } from "./step_bound.ts";
import { STAGES, upTo } from "./step_stages.ts";

/** Numbers whose exponentials are taken again and again: few enough for the first cache, twice. */
const CACHED = 1024;

/** What `stages.as` and `floors.as` export; every array is given by its address in bytes. */
interface PartExports {
  multiplyAdds(count: number, factor: number, summand: number): number;
  exponentials(from: number, to: number, size: number, count: number): void;
  sumOf(values: number, count: number): number;
  iclUpTo(stage: number, prompts: number, n: number, d: number, ...arrays: number[]): void;
}

/**
 * Every floor and every stage by its name, from the module that `compile_parts.ts` builds.
 *
 * @throws {Error} Unless all stages together give the kernel's gradient, bit for bit.
 */
export function stepParts(
  data: StepData,
  { module }: { readonly module: WebAssembly.Module },
): Map<string, Contestant> {
  const { prompts, contextLength: n, dimension: d } = data.batch;
  const { kernel, run, starts } = load(module, data);
  const [covariates, gradient, cached] = [starts[0], starts[5], starts[7]].map(address);
  const arrays = starts.slice(0, 7).map(address);
  const step = (stage: number) => run.iclUpTo(stage, prompts, n, d, ...arrays);
  step(STAGES.length - 1);
  const sum = kernel.numbers.subarray(gradient / 8, gradient / 8 + d * d);
  requireSame(sum.map((entry) => entry / prompts), data);
  const floors: Record<typeof FLOORS[number], () => unknown> = {
    arithmetic: () => run.multiplyAdds(vectorOperations(data.batch), 0.5, 1),
    exponentials: () => run.exponentials(covariates, cached, CACHED, prompts * n),
    reading: () => run.sumOf(covariates, prompts * n * d),
  };
  return new Map([
    ...FLOORS.map((name) => [name, contestant(floors[name])] as const),
    ...STAGES.map((name, stage) => [upTo(name), contestant(() => step(stage))] as const),
  ]);
}

/** An instance with the data in its memory: the step's arrays, gradient, scratch, and room for exponentials. */
function load(module: WebAssembly.Module, data: StepData) {
  const kernel = new Kernel(module);
  const arrays = arraysOf(data);
  const { contextLength: n, dimension: d } = data.batch;
  const lengths = arrays.map(({ length }) => length);
  const starts = kernel.place([...lengths, d * d, kernel.run.iclScratch(n, d), CACHED]);
  for (const [index, array] of arrays.entries()) kernel.numbers.set(array, starts[index]);
  return { kernel, run: kernel.run as unknown as PartExports, starts };
}

function requireSame(gradient: Float64Array, { batch, parameters }: StepData): void {
  const wanted = new KernelBatch(batch).iclGradient(parameters).gradient;
  const off = gradient.findIndex((entry, i) => entry !== wanted[i]);
  if (off >= 0) {
    throw new Error(
      `stages.as must do what the kernel does, got ${gradient[off]} for ${
        wanted[off]
      } at entry ${off} of the gradient`,
    );
  }
}
