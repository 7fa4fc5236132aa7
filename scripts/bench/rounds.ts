/** Contestants timed in turn, so that what else goes on at the machine meets all of them alike. */

import process from "node:process";

/** The fastest of several runs of one thing, in microseconds. */
export interface Reading {
  /** By the clock on the wall. */
  readonly wall: number;
  /** By the processor: what others do on the machine counts little. */
  readonly cpu: number;
}

/** Runs one thing again and again for about so many milliseconds, and tells the fastest. */
export type Contestant = (milliseconds: number) => Reading | Promise<Reading>;

/** Microseconds that are timed together: both clocks are too coarse for less. */
const TOGETHER = 1000;

/** A contestant that runs a function of this process. */
export function contestant(run: () => unknown): Contestant {
  let together = 0;
  return (milliseconds) => {
    together ||= Math.max(1, Math.ceil(TOGETHER / timed(run, 1).wall));
    const from = performance.now();
    let { wall, cpu } = timed(run, together);
    while (performance.now() - from < milliseconds) {
      const next = timed(run, together);
      wall = Math.min(wall, next.wall);
      cpu = Math.min(cpu, next.cpu);
    }
    return { wall, cpu };
  };
}

function timed(run: () => unknown, times: number): Reading {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  for (let i = 0; i < times; i++) run();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: ((performance.now() - wall) * 1000) / times, cpu: (user + system) / times };
}

/** How long, and how often. */
export interface Rounds {
  /** Rounds that count; one before them warms up. */
  readonly rounds: number;
  /** Milliseconds of one contestant in one round. */
  readonly milliseconds: number;
}

/** The readings of each contestant, round by round; in each round all take their turn. */
export async function alternate(
  contestants: ReadonlyMap<string, Contestant>,
  { rounds, milliseconds }: Rounds,
): Promise<Map<string, Reading[]>> {
  const readings = new Map([...contestants.keys()].map((name) => [name, [] as Reading[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, run] of contestants) {
      const reading = await run(milliseconds);
      if (round >= 0) readings.get(name)!.push(reading);
    }
  }
  return readings;
}
