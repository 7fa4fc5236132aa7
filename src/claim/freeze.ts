/** Freezes what was drawn, so that measuring cannot change it. */

/**
 * Freezes plain objects and lists, and what lies in them; typed arrays cannot be frozen.
 *
 * @example A list in a spec
 * ```ts
 * import { assertThrows } from "@std/assert";
 * import { freeze } from "./freeze.ts";
 *
 * const spec = { points: [1, 2] };
 * freeze(spec);
 * assertThrows(() => spec.points.push(3), TypeError);
 * ```
 */
export function freeze(value: unknown): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  // What is frozen already has no way round either, so that circles end.
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
}
