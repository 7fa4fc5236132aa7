/** One step: times of all contestants at each size, ratios within the rounds, and what the kernel's time is. */

import { KERNEL, ownSteps } from "./own_steps.ts";
import { alternate, type Contestant, type Reading, type Rounds } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import { type StepBound, stepBound } from "./step_bound.ts";
import { drawStep, SMALL_SIZES, STEP_SIZES, type StepData, type StepSize } from "./step_data.ts";
import { stepParts } from "./step_parts.ts";
import { type StageTime, stageTimes } from "./step_stages.ts";

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
  readonly bound: StepBound;
  readonly stages: readonly StageTime[];
}

/** What another library brings to the table. */
export interface Peer {
  readonly name: string;
  readonly threads: number;
  readonly run: Contestant;
}

/** The peers that compute a size; disposing ends their processes. */
export interface PeerSession extends AsyncDisposable {
  readonly peers: readonly Peer[];
}

/** Starts the peers that compute a size. */
export type StartPeers = (data: StepData) => Promise<PeerSession>;

const NO_PEERS: StartPeers = () =>
  Promise.resolve({ peers: [], [Symbol.asyncDispose]: () => Promise.resolve() });

/** Times every size; `module` is that of `compile_parts.ts`. */
export async function timeSteps(
  rounds: Rounds,
  { module, startPeers = NO_PEERS }: {
    readonly module: WebAssembly.Module;
    readonly startPeers?: StartPeers;
  },
): Promise<StepRow[]> {
  const rows: StepRow[] = [];
  for (const [index, size] of STEP_SIZES.entries()) {
    const data = drawStep(size);
    await using session = await startPeers(data);
    const own = ownSteps(data, { definition: index < SMALL_SIZES });
    const parts = stepParts(data, { module });
    const peers = session.peers.map(({ name, run }) => [name, run] as const);
    const threads = new Map(session.peers.map(({ name, threads }) => [name, threads]));
    const readings = await alternate(new Map([...own, ...parts, ...peers]), rounds);
    rows.push({
      ...size,
      times: stepTimes(new Map([...readings].filter(([name]) => !parts.has(name))), threads),
      bound: stepBound(readings, size),
      stages: stageTimes(readings),
    });
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
