/** Contestants timed in turn, so that what else goes on at the machine meets all of them alike. */

import { fastest, type Reading, worthTiming } from "../judged/stopwatch.ts";

export type { Reading };

/** Runs one thing again and again for about so many milliseconds, and tells the fastest. */
export type Contestant = (milliseconds: number) => Reading | Promise<Reading>;

/** A contestant that runs a function of this process. */
export function contestant(run: () => unknown): Contestant {
  let together = 0;
  return (milliseconds) => fastest(run, milliseconds, together ||= worthTiming(run));
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
