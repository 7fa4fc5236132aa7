/** The speeds that are aimed at, and what a run says of them. */

import { KERNEL, PLAIN_LOOP } from "./own_steps.ts";
import { AUTOGRAD_WANTED, PEER } from "./peer_names.ts";
import type { ReplicateRate } from "./replicates.ts";
import { SMALL_SIZES, type StepSize } from "./step_data.ts";
import type { Spread } from "./statistics.ts";
import type { StepRow } from "./step_times.ts";
import type { WorkerGrowth } from "./worker_times.ts";

/** A ratio that is aimed at, and the one that came out. */
export interface Target {
  readonly what: string;
  readonly at: string;
  readonly wanted: number;
  /** Absent where somebody was missing. */
  readonly ratio?: Spread;
}

/** Another's time over the kernel's, on one thread each, is to be at least this. */
const STEP_TARGETS = [
  { name: PLAIN_LOOP, wanted: 3, sizes: SMALL_SIZES },
  { name: PEER.byHand, wanted: 1.5, sizes: Infinity },
  { name: PEER.autograd, wanted: AUTOGRAD_WANTED, sizes: Infinity },
  { name: PEER.c, wanted: 0.5, sizes: Infinity },
] as const;
/** Replicates a second over PyTorch's. */
const REPLICATES_WANTED = 5;
/** Time of training on one worker over that on two. */
const WORKERS_WANTED = 1.8;

/** Each target at each size; without a ratio where nobody was there to compare with. */
export function judgeTargets(
  steps: readonly Pick<StepRow, keyof StepSize | "times">[],
  replicates: readonly ReplicateRate[],
  workers: readonly Pick<WorkerGrowth, "of" | "speedup">[] = [],
): Target[] {
  const ofSteps = STEP_TARGETS.flatMap(({ name, wanted, sizes }) =>
    steps.slice(0, sizes).map(({ prompts, contextLength, dimension, times }) => {
      const ratio = times.find((time) => time.name === name)?.timesKernel;
      return {
        what: `time of ${name} / ${KERNEL}, one thread`,
        at: `(${prompts}, ${contextLength}, ${dimension})`,
        wanted,
        ...(ratio && { ratio }),
      };
    })
  );
  const ofWorkers = workers.map(({ of, speedup }) => ({
    ...{ what: "time on one worker / on two", at: of },
    ...{ wanted: WORKERS_WANTED, ratio: speedup },
  }));
  const peer = replicates.find(({ name }) => name === PEER.training);
  const ours = peer &&
    {
      median: 1 / peer.timesOwn.median,
      least: 1 / peer.timesOwn.most,
      most: 1 / peer.timesOwn.least,
    };
  return [...ofSteps, {
    what: `replicates a second, attest / ${PEER.training}, one thread`,
    at: peer?.claim ?? "B12",
    wanted: REPLICATES_WANTED,
    ...(ours && { ratio: ours }),
  }, ...ofWorkers];
}
