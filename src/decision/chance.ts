/**
 * Throws a RangeError unless `value` is strictly between 0 and 1, as levels and error rates are.
 *
 * @example A claim that may never be wrong cannot be decided
 * ```ts
 * import { requireChance } from "./chance.ts";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => requireChance("alpha", 0), RangeError, "alpha must be in (0, 1), got 0");
 * ```
 */
export function requireChance(name: string, value: number): void {
  if (!(value > 0 && value < 1)) throw new RangeError(`${name} must be in (0, 1), got ${value}`);
}
