/** What a function takes, by two clocks. */

import process from "node:process";

/** Microseconds of one run. */
export interface Reading {
  /** By the clock on the wall. */
  readonly wall: number;
  /** By the processor: what others do on the machine counts little. */
  readonly cpu: number;
}

/** Microseconds that are timed together: both clocks are too coarse for less. */
const TOGETHER = 1000;

// Taken now, before a claim can set other clocks.
const now = performance.now.bind(performance);
const cpuUsage = process.cpuUsage.bind(process);

/** Microseconds of so many runs together. */
function timed(run: () => unknown, times: number): Reading {
  const cpu = cpuUsage();
  const wall = now();
  for (let i = 0; i < times; i++) run();
  const { user, system } = cpuUsage(cpu);
  return { wall: (now() - wall) * 1000, cpu: user + system };
}

/** How many runs are worth timing. */
export function worthTiming(run: () => unknown): number {
  return Math.max(1, Math.ceil(TOGETHER / timed(run, 1).wall));
}

/** The fastest of the runs, `together` at a time, that fit into so many milliseconds; at least one. */
export function fastest(run: () => unknown, milliseconds: number, together: number): Reading {
  const from = now();
  let [wall, cpu] = [Infinity, Infinity];
  do {
    const next = timed(run, together);
    [wall, cpu] = [Math.min(wall, next.wall / together), Math.min(cpu, next.cpu / together)];
  } while (now() - from < milliseconds);
  return { wall, cpu };
}

/**
 * The mean of what fits into so many milliseconds, where runs differ in size: `run` does some that were not done
 * before, and tells how many.
 */
export function meanOf(run: () => number, milliseconds: number): Reading & { count: number } {
  const from = now();
  let count = 0;
  const { wall, cpu } = timed(() => {
    do count += run(); while (now() - from < milliseconds);
  }, 1);
  return { wall: wall / count, cpu: cpu / count, count };
}
