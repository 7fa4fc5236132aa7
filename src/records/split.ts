/** Records in three parts: those that answer, those that promises are made on, those that confirm them. */

import { shuffled } from "./summary.ts";
import { randomStream } from "../prng.ts";

/** Row numbers, ascending but for the held-out ones, which are in random order. */
export interface Split {
  /** Answer. */
  readonly fitted: Int32Array;
  /** Calibrate intervals and the fail-safe. */
  readonly calibrating: Int32Array;
  /** Confirm both. */
  readonly confirming: Int32Array;
}

/** Held out: a fifth each, at most so many. */
const MOST = 1000;

/**
 * A random split that keeps groups whole.
 *
 * @param groups A number for each row; rows of one number stay together.
 */
export function splitRecords(groups: Int32Array, seed: number): Split {
  const count = groups.length;
  const size = Math.min(MOST, Math.floor(count / 5));
  const members = new Map<number, number[]>();
  groups.forEach((group, row) => members.set(group, [...members.get(group) ?? [], row]));
  const lists = [...members.values()];
  const parts: number[][] = [[], [], []];
  for (const at of shuffled(lists.length, randomStream(seed, "split"))) {
    const part = parts[0].length < size ? 0 : parts[1].length < size ? 1 : 2;
    for (const row of lists[at]) parts[part].push(row);
  }
  const [calibrating, confirming, fitted] = parts.map((rows) => Int32Array.from(rows));
  return { fitted: fitted.sort(), calibrating, confirming };
}
