/** Where the kernel's step goes: differences between the step cut off after one stage and after the one before. */

import type { Reading } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** The stages of `stages.as`, in their order. */
export const STAGES = ["M·x_q", "scores", "weights", "pulls", "direction", "gradient"] as const;

/** One stage's part of a step. */
export interface StageTime {
  readonly stage: string;
  /** Of processor time. */
  readonly microseconds: Spread;
  /** Of the time of all stages, in the same round. */
  readonly share: Spread;
}

/** The contestant that runs a step up to this stage. */
export function upTo(stage: string): string {
  return `up to ${stage}`;
}

/** What the rounds say of each stage; noise may leave one that takes next to nothing with less. */
export function stageTimes(readings: ReadonlyMap<string, readonly Reading[]>): StageTime[] {
  const ends = STAGES.map((stage) => readings.get(upTo(stage))!.map(({ cpu }) => cpu));
  const whole = ends.at(-1)!;
  return STAGES.map((stage, index) => {
    const own = ends[index].map((end, round) => end - (ends[index - 1]?.[round] ?? 0));
    return {
      stage,
      microseconds: spreadOf(own),
      share: spreadOf(own.map((time, round) => time / whole[round])),
    };
  });
}
