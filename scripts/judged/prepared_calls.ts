/** Calls of a user's model that were asked before a claim came to them. */

import type { Packed } from "../../src/attention/operations.ts";

/** A call, and what is known of it. */
export interface Known {
  readonly packed: Packed;
  /** Its answer was given to a claim. */
  isUsed?: boolean;
  readonly values?: Float64Array;
  /** The model refuses it. */
  readonly isRefused?: boolean;
  readonly error?: string;
  /** Its place among those that were prepared together. */
  readonly place?: number;
}

/** Calls that were answered before they come: mostly they come in the same order. */
export class PreparedCalls {
  readonly #calls: Known[] = [];
  /** The call that is expected next. */
  #next = 0;
  #byKey: Map<string, Known[]> | undefined;

  /** All of them. */
  get calls(): readonly Known[] {
    return this.#calls;
  }

  /** Adds the next one. */
  add(known: Omit<Known, "place">): void {
    this.#calls.push({ ...known, place: this.#calls.length });
    this.#byKey = undefined;
  }

  /** The answer to a call that nobody has taken yet. */
  take(packed: Packed): Known | undefined {
    const expected = this.#calls[this.#next];
    if (expected !== undefined && !expected.isUsed && isSame(expected.packed, packed)) {
      this.#next++;
      expected.isUsed = true;
      return expected;
    }
    this.#byKey ??= Map.groupBy(this.#calls, (known) => keyOf(known.packed));
    const known = this.#byKey.get(keyOf(packed))
      ?.find((one) => !one.isUsed && isSame(one.packed, packed));
    if (known !== undefined) {
      known.isUsed = true;
      this.#next = known.place! + 1;
    }
    return known;
  }
}

/** The same for the same numbers, and seldom for others. */
export function keyOf({ sizes, values }: Packed): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
  return `${sizes.join()} ${hash}`;
}

/** Bit by bit: −0 is not 0, and NaN is itself. */
export function isSame(one: Packed, other: Packed): boolean {
  const { length } = one.values;
  if (length !== other.values.length) return false;
  for (let i = 0; i < length; i++) if (!Object.is(one.values[i], other.values[i])) return false;
  return one.sizes.join() === other.sizes.join();
}
