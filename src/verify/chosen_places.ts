/** Places in a run that its seed chooses, so that nothing in the run can aim at them. */

import { hashSeed } from "../prng.ts";

/**
 * At most so many of the numbers from `from` to before `to`.
 *
 * @example The same run has the same places
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { chosenPlaces } from "./chosen_places.ts";
 *
 * const places = chosenPlaces(7, { from: 100, to: 200, count: 3 });
 * assertEquals(places, chosenPlaces(7, { from: 100, to: 200, count: 3 }));
 * assertEquals([...places].every((place) => place >= 100 && place < 200), true);
 * ```
 */
export function chosenPlaces(
  seed: number,
  { from, to, count }: { readonly from: number; readonly to: number; readonly count: number },
): ReadonlySet<number> {
  if (from >= to) return new Set();
  const drawn = Array.from(
    { length: count },
    (_, i) => from + (hashSeed(seed, "again", i) >>> 0) % (to - from),
  );
  return new Set(drawn);
}
