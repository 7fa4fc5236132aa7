/**
 * One step of the ICL loss and its gradient, in microseconds on one thread: the kernel, the forms it is
 * equal to, a plain loop with `Math.exp` and the same loop in C. Prints JSON.
 *
 * deno run --allow-read=. --allow-write=.attest --allow-run=gcc,.attest/icl_step scripts/bench/kernel_bench.ts [ROUNDS]
 *
 * Contestants alternate, round by round, on CPU time; what a round says of one is its fastest reading, so that
 * other work on the machine counts little. Only ratios within one run mean anything. Without gcc, C is left out.
 */

import process from "node:process";
import { randomStream } from "../../src/prng.ts";
import { emptyBatch, type PromptBatch } from "../../src/tasks/prompt.ts";
import { fusedIclGradient } from "../../src/training/fused_icl_loss.ts";
import { KernelBatch, kernelIclGradient } from "../../src/training/kernel_icl_loss.ts";
import { iclStep } from "./peers/icl_step.ts";

/** B prompts of n points in d dimensions. */
interface Size {
  readonly prompts: number;
  readonly contextLength: number;
  readonly dimension: number;
}

const SIZES: readonly Size[] = [
  { prompts: 256, contextLength: 8, dimension: 4 },
  { prompts: 256, contextLength: 32, dimension: 8 },
  { prompts: 256, contextLength: 128, dimension: 16 },
  { prompts: 64, contextLength: 1024, dimension: 64 },
  { prompts: 256, contextLength: 1024, dimension: 64 },
];
/** Points times dimensions of one round, more or less: about a tenth of a second. */
const WORK = 4e7;
/** Readings of the clock in one round, of which the fastest counts. */
const READINGS = 10;
const WARM_UP = 10;
const C_SOURCE = "scripts/bench/peers/icl_step.c";
const C_PROGRAM = ".attest/icl_step";

/** Microseconds of the fastest of `repeats` steps. */
type Contestant = (repeats: number) => number;

function drawBatch(size: Size): PromptBatch {
  const stream = randomStream("kernel bench");
  const batch = emptyBatch(size);
  for (const values of [batch.covariates, batch.labels, batch.queries, batch.targets]) {
    for (let i = 0; i < values.length; i++) values[i] = stream.between(-1, 1);
  }
  return batch;
}

/** CPU time of this process, in microseconds; the wall clock would count what others do on the machine. */
function now(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function fastest(step: () => unknown): Contestant {
  return (repeats) => {
    // The clock counts whole microseconds: short steps are timed several at a time.
    const together = Math.ceil(repeats / READINGS);
    let best = Infinity;
    for (let done = 0; done < repeats; done += together) {
      const start = now();
      for (let i = 0; i < together; i++) step();
      best = Math.min(best, (now() - start) / together);
    }
    return best;
  };
}

function fastestInC({ prompts, contextLength, dimension }: Size): Contestant {
  return (repeats) => {
    const args = [prompts, contextLength, dimension, repeats].map(String);
    const { success, stdout, stderr } = new Deno.Command(C_PROGRAM, { args }).outputSync();
    if (!success) throw new Error(`${C_PROGRAM} failed: ${new TextDecoder().decode(stderr)}`);
    return Number(new TextDecoder().decode(stdout).split(" ")[0]);
  };
}

/** Whether there is a compiler and it compiles. */
function compileC(): boolean {
  Deno.mkdirSync(".attest", { recursive: true });
  const args = ["-O3", "-march=native", "-ffast-math", C_SOURCE, "-lm", "-o", C_PROGRAM];
  try {
    return new Deno.Command("gcc", { args }).outputSync().success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function contestants(size: Size, hasC: boolean): Map<string, Contestant> {
  const batch = drawBatch(size);
  const stream = randomStream("kernel bench", "M");
  const M = Float64Array.from({ length: size.dimension ** 2 }, () => stream.between(-1, 1));
  const resident = new KernelBatch(batch);
  return new Map([
    ["plainLoop", fastest(() => iclStep(batch, M))],
    ["fused", fastest(() => fusedIclGradient(batch, M))],
    ["kernelWithCopy", fastest(() => kernelIclGradient(batch, M))],
    ["kernel", fastest(() => resident.iclGradient(M))],
    ...(hasC ? [["c", fastestInC(size)] as const] : []),
  ]);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

/** Medians over rounds of each contestant's time, and of its time over the kernel's in the same round. */
function measure(size: Size, rounds: number, hasC: boolean): Record<string, unknown> {
  const all = contestants(size, hasC);
  const work = size.prompts * size.contextLength * size.dimension;
  const repeats = Math.max(READINGS, Math.min(1000, Math.round(WORK / work)));
  for (const run of all.values()) run(WARM_UP);
  const times = new Map([...all.keys()].map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of all) times.get(name)?.push(run(repeats));
  }
  const kernel = times.get("kernel") ?? [];
  const each = (of: (time: number, round: number) => number) =>
    Object.fromEntries(
      [...times].map(([name, own]) => [name, Number(median(own.map(of)).toPrecision(4))]),
    );
  return {
    ...size,
    microseconds: each((time) => time),
    timesKernel: each((time, round) => time / kernel[round]),
  };
}

const rounds = Number(Deno.args[0] ?? 7);
if (Deno.args.length > 1 || !Number.isInteger(rounds) || rounds < 1) {
  console.error(
    `kernel_bench takes a whole number of rounds of at least 1, got ${Deno.args.join(" ")}`,
  );
  Deno.exit(2);
}
const hasC = compileC();
const sizes = SIZES.map((size) => measure(size, rounds, hasC));
console.log(JSON.stringify({ benchmark: "one step of the ICL gradient", rounds, sizes }, null, 2));
