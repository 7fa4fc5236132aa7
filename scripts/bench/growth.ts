/** How the time of a step grows with n, d and B, and that of a pretraining with its steps. */

import { randomStream } from "../../src/prng.ts";
import { KernelBatch } from "../../src/training/kernel_icl_loss.ts";
import { pretrainAttention } from "../../src/training/pretrain_attention.ts";
import { alternate, type Contestant, contestant, type Rounds } from "./rounds.ts";
import { fitExponent, type Spread, spreadOf } from "./statistics.ts";
import { drawStep, type StepSize } from "./step_data.ts";

/** Time against one size, the others held. */
export interface Growth {
  /** n, d, B or steps. */
  readonly of: string;
  /** What was held. */
  readonly at: string;
  readonly sizes: readonly number[];
  /** Microseconds of processor time. */
  readonly times: readonly Spread[];
  /** p of time ∝ size^p, by least squares in logs. */
  readonly exponent: Spread;
}

const kernelStep = (size: StepSize): Contestant => {
  const { batch, parameters } = drawStep(size);
  const resident = new KernelBatch(batch);
  return contestant(() => resident.iclGradient(parameters));
};

const training = (steps: number): Contestant => {
  const law = {
    ...{ functionClass: "affine", lipschitz: 1, noise: 1 } as const,
    ...{ contextLength: 32, dimension: 3 },
  };
  const options = { law, learningRate: 40, steps, batch: 32 };
  return contestant(() => pretrainAttention(options, randomStream("bench growth")));
};

const SWEEPS: readonly (Pick<Growth, "of" | "at" | "sizes"> & {
  readonly run: (size: number) => Contestant;
})[] = [
  {
    ...{ of: "n", at: "kernel step, B = 64, d = 8", sizes: [32, 64, 128, 256, 512, 1024] },
    run: (contextLength) => kernelStep({ prompts: 64, contextLength, dimension: 8 }),
  },
  {
    ...{ of: "d", at: "kernel step, B = 64, n = 128", sizes: [4, 8, 16, 32, 64] },
    run: (dimension) => kernelStep({ prompts: 64, contextLength: 128, dimension }),
  },
  {
    ...{ of: "B", at: "kernel step, n = 64, d = 8", sizes: [16, 32, 64, 128, 256, 512] },
    run: (prompts) => kernelStep({ prompts, contextLength: 64, dimension: 8 }),
  },
  {
    ...{ of: "steps", at: "pretraining, B = 32, n = 32, d = 3", sizes: [25, 50, 100, 200] },
    run: training,
  },
];

/** Every sweep; the exponent is fitted in each round, so that it has a spread. */
export async function timeGrowth(rounds: Rounds): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const { run, ...sweep } of SWEEPS) {
    const contestants = new Map(sweep.sizes.map((size) => [String(size), run(size)]));
    const readings = [...(await alternate(contestants, rounds)).values()]
      .map((own) => own.map(({ cpu }) => cpu));
    const exponents = readings[0].map((_, round) =>
      fitExponent(sweep.sizes, readings.map((own) => own[round]))
    );
    all.push({ ...sweep, times: readings.map(spreadOf), exponent: spreadOf(exponents) });
  }
  return all;
}
