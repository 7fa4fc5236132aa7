/** The table of one step: times of all contestants at each size, and ratios within the rounds. */

import { KERNEL, ownSteps } from "./own_steps.ts";
import { alternate, type Contestant, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { drawStep, SMALL_SIZES, STEP_SIZES, type StepData, type StepSize } from "./step_data.ts";

/** One contestant at one size. */
export interface StepTime {
  readonly name: string;
  readonly threads: number;
  /** Microseconds a step: of processor time on one thread, of wall time on more. */
  readonly microseconds: Spread;
  /** Times the kernel's time, on one thread, in the same round and by the same clock. */
  readonly timesKernel: Spread;
}

/** All contestants at one size. */
export interface StepRow extends StepSize {
  readonly times: readonly StepTime[];
}

/** What others bring to the table. */
export interface Guest {
  readonly name: string;
  readonly threads: number;
  readonly run: Contestant;
}

/** Those who came to a size; they are sent home after it. */
export interface Invited extends AsyncDisposable {
  readonly guests: readonly Guest[];
}

/** Invites others to a size. */
export type Invite = (data: StepData) => Promise<Invited>;

const NOBODY: Invite = () =>
  Promise.resolve({ guests: [], [Symbol.asyncDispose]: () => Promise.resolve() });

/** Times every size. */
export async function timeSteps(rounds: Rounds, invite = NOBODY): Promise<StepRow[]> {
  const rows: StepRow[] = [];
  for (const [index, size] of STEP_SIZES.entries()) {
    const data = drawStep(size);
    await using invited = await invite(data);
    const own = ownSteps(data, { definition: index < SMALL_SIZES });
    const all = new Map([...own, ...invited.guests.map(({ name, run }) => [name, run] as const)]);
    const threads = new Map(invited.guests.map(({ name, threads }) => [name, threads]));
    rows.push({ ...size, times: stepTimes(await alternate(all, rounds), threads) });
  }
  return rows;
}

/** What the rounds say of each contestant; who is not in `threads` has one. */
export function stepTimes(
  readings: ReadonlyMap<string, readonly Reading[]>,
  threads: ReadonlyMap<string, number> = new Map(),
): StepTime[] {
  const kernel = readings.get(KERNEL)!;
  return [...readings].map(([name, own]) => {
    const count = threads.get(name) ?? 1;
    const clock = count === 1 ? "cpu" : "wall";
    return {
      ...{ name, threads: count },
      microseconds: spreadOf(own.map((reading) => reading[clock])),
      timesKernel: spreadOf(own.map((reading, round) => reading[clock] / kernel[round][clock])),
    };
  });
}
