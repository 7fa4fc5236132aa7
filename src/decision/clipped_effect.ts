/**
 * The clipped effect, as effects and as what e-processes bet on.
 *
 * Effects are clipped to ±B, so that D is in [−B, B]; a betting e-process needs X in [0, 1], which is
 * X = (D + B)/(2B). That of −D is 1 − X, to the last bit.
 */

import type { Interval } from "./confidence_sequence.ts";

/** D, the effect clipped to [−bound, bound]. */
export function clipEffect(effect: number, bound: number): number {
  return Math.max(-bound, Math.min(bound, effect));
}

/** Whether clipping changes the effect. */
export function isClipped(effect: number, bound: number): boolean {
  return Math.abs(effect) > bound;
}

/** X = (D + B)/(2B) of an effect, in [0, 1]. */
export function unitOfEffect(effect: number, bound: number): number {
  return (1 + clipEffect(effect, bound) / bound) / 2;
}

/** The clipped effect whose X this is. */
export function effectOfUnit(x: number, bound: number): number {
  return (2 * x - 1) * bound;
}

/** An interval of X in units of the effect. */
export function effectInterval([lower, upper]: Interval, bound: number): Interval {
  return [effectOfUnit(lower, bound), effectOfUnit(upper, bound)];
}
