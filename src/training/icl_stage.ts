/** Where a batch lies in the kernel's memory, and one step there. */

import { addressOf, type Room } from "../kernel/room.ts";
import { address, type Kernel } from "../kernel/wasm.ts";
import type { Vector } from "../linalg.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { type LossGradient, meanLossGradient } from "./icl_batch.ts";

/** Room for some prompts of one shape, their parameters and their gradient. */
export class IclStage {
  readonly #kernel: Kernel;
  readonly #n: number;
  readonly #d: number;
  readonly #starts: readonly number[];
  #squares = 0;
  #prompts = 0;

  /** For up to `prompts` prompts at once of the shape of `batch`, over whatever lay in the memory before. */
  constructor(kernel: Kernel, { contextLength: n, dimension: d }: PromptBatch, prompts: number) {
    this.#kernel = kernel;
    [this.#n, this.#d] = [n, d];
    const scratch = kernel.run.iclScratch(n, d);
    this.#starts = kernel.place([
      prompts * n * d,
      prompts * n,
      prompts * d,
      prompts,
      d * d,
      d * d,
      scratch,
    ]);
  }

  /** Copies prompts `from` to `to` (not included) of the batch in. */
  copy(batch: PromptBatch, from: number, to: number): void {
    const [n, d, { numbers }] = [this.#n, this.#d, this.#kernel];
    const [covariates, labels, queries, targets] = this.#starts;
    numbers.set(batch.covariates.subarray(from * n * d, to * n * d), covariates);
    numbers.set(batch.labels.subarray(from * n, to * n), labels);
    numbers.set(batch.queries.subarray(from * d, to * d), queries);
    numbers.set(batch.targets.subarray(from, to), targets);
  }

  /** Copies M in and starts the sums at zero. */
  begin(parameters: Vector): void {
    const { numbers } = this.#kernel;
    const [parametersAt, gradientAt] = this.#starts.slice(4);
    numbers.set(parameters, parametersAt);
    numbers.fill(0, gradientAt, gradientAt + this.#d ** 2);
    [this.#squares, this.#prompts] = [0, 0];
  }

  /** Adds the first `prompts` prompts that were copied in to the sums. */
  add(prompts: number): void {
    const [covariates, labels, queries, targets, parameters, gradient, scratch] = this.#starts.map(
      address,
    );
    this.#squares = this.#kernel.run.iclGradient(
      prompts,
      this.#n,
      this.#d,
      covariates,
      labels,
      queries,
      targets,
      parameters,
      gradient,
      scratch,
      this.#squares,
    );
    this.#prompts += prompts;
  }

  /** Loss and gradient, means over all prompts since `begin`. */
  mean(): LossGradient {
    const start = this.#starts[5];
    const gradient = this.#kernel.numbers.slice(start, start + this.#d ** 2);
    return meanLossGradient(this.#prompts, this.#squares, gradient);
  }
}

/** Numbers of scratch that {@link iclGradientIn} needs. */
export function iclRoomScratch(
  { run }: Kernel,
  { contextLength: n, dimension: d }: Pick<PromptBatch, "contextLength" | "dimension">,
): number {
  return 2 * d * d + run.iclScratch(n, d);
}

/** One step on a batch that lies in the room. */
export function iclGradientIn(
  { kernel: { numbers, run }, scratch }: Room,
  batch: PromptBatch,
  parameters: Vector,
): LossGradient {
  const { prompts, contextLength: n, dimension: d } = batch;
  const gradient = scratch + d * d;
  const end = gradient + d * d;
  numbers.set(parameters, scratch);
  numbers.fill(0, gradient, end);
  const squares = run.iclGradient(
    prompts,
    n,
    d,
    addressOf(batch.covariates),
    addressOf(batch.labels),
    addressOf(batch.queries),
    addressOf(batch.targets),
    address(scratch),
    address(gradient),
    address(end),
    0,
  );
  return meanLossGradient(prompts, squares, numbers.slice(gradient, end));
}
