/**
 * What no step with vectors of two doubles can be faster than, from floors that were timed beside it.
 *
 * Multiply-adds and exponentials wait for the same units, so their times add up; memory is read meanwhile.
 */

import { KERNEL } from "./own_steps.ts";
import type { Reading } from "./rounds.ts";
import { type Spread, spreadOf } from "./statistics.ts";
import type { StepSize } from "./step_data.ts";
import { AUTOGRAD_WANTED, PEER } from "./peer_names.ts";

/** What is timed alone. */
export const FLOORS = ["arithmetic", "exponentials", "reading"] as const;

/** One of {@link FLOORS}. */
export type Floor = typeof FLOORS[number];

/** The bound at one size, and what is to be compared with it; all in microseconds of processor time. */
export interface StepBound {
  readonly floors: Readonly<Record<Floor, Spread>>;
  /** 10⁹ operations a second: floating-point ones, exponentials, and bytes read. */
  readonly rates: Readonly<Record<Floor, number>>;
  /** The larger of arithmetic + exponentials and reading. */
  readonly bound: Spread;
  readonly kernel: Spread;
  /** The kernel's time over the bound, within a round. */
  readonly timesBound: Spread;
  /** The time that would be ten times as fast as PyTorch's autograd; absent where that was missing. */
  readonly wanted?: Spread;
}

/** Multiply-adds of two doubles that a step needs: scores and direction B·n·d each, M·x_q and gradient B·d² each. */
export function vectorOperations({ prompts, contextLength: n, dimension: d }: StepSize): number {
  return prompts * d * (n + d);
}

/** What the rounds of one size say of its bound. */
export function stepBound(
  readings: ReadonlyMap<string, readonly Reading[]>,
  size: StepSize,
): StepBound {
  const cpu = (name: string) => readings.get(name)?.map((reading) => reading.cpu);
  const [arithmetic, exponentials, reading] = FLOORS.map((name) => cpu(name)!);
  const bound = arithmetic.map((time, i) => Math.max(time + exponentials[i], reading[i]));
  const kernel = cpu(KERNEL)!;
  const autograd = cpu(PEER.autograd);
  const floors = {
    arithmetic: spreadOf(arithmetic),
    exponentials: spreadOf(exponentials),
    reading: spreadOf(reading),
  };
  return {
    floors,
    rates: ratesOf(floors, size),
    bound: spreadOf(bound),
    kernel: spreadOf(kernel),
    timesBound: spreadOf(kernel.map((time, i) => time / bound[i])),
    ...(autograd && { wanted: spreadOf(autograd.map((time) => time / AUTOGRAD_WANTED)) }),
  };
}

/** Operations over nanoseconds, by which nobody can run faster than the processor's clock allows. */
function ratesOf(floors: StepBound["floors"], size: StepSize): StepBound["rates"] {
  const { prompts, contextLength: n, dimension: d } = size;
  return {
    arithmetic: 4 * vectorOperations(size) / floors.arithmetic.median / 1000,
    exponentials: prompts * n / floors.exponentials.median / 1000,
    reading: 8 * prompts * n * d / floors.reading.median / 1000,
  };
}
