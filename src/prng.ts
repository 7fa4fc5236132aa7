/** Random streams named by a seed and a path, so that no two uses ever share draws. */

import { kernelLog } from "./elementary/log.ts";
import {
  LAYER_SIZE,
  LAYERS,
  NORMAL_LAYERS,
  normalHeight,
  TAIL,
} from "./elementary/normal_layers.ts";

/** What a stream is named by: a root seed, or a part of the path below it. */
export type StreamName = number | string;

/** MurmurHash3 (x86, 32 bit) of the UTF-16 units of `text`: a well-mixed, seedable 32-bit hash. */
function murmur3(text: string, seed: number): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i++) {
    let k = Math.imul(text.charCodeAt(i), 0xcc9e2d51);
    k = (k << 15) | (k >>> 17);
    h ^= Math.imul(k, 0x1b873593);
    h = (h << 13) | (h >>> 19);
    h = (Math.imul(h, 5) + 0xe6546b64) | 0;
  }
  h ^= text.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * A 32-bit signed integer that depends on every part of a stream's name.
 *
 * @example A seed for another generator
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { hashSeed } from "./prng.ts";
 *
 * assertEquals(hashSeed(1, "A7"), hashSeed(1, "A7"));
 * assert(hashSeed(1, "A7") !== hashSeed(2, "A7"));
 * ```
 *
 * @param names The root seed and the path below it.
 * @returns An integer in [−2³¹, 2³¹).
 */
export function hashSeed(...names: readonly StreamName[]): number {
  return murmur3(JSON.stringify(names), 0x9e3779b9);
}

/** Independent draws, reproducible from the stream's name alone. */
export interface RandomStream {
  /** Where the stream stands: two 64-bit words, lower halves first. Every draw moves it on. */
  readonly state: Int32Array;
  /** A uniform multiple of 2⁻⁵³ in [0, 1). */
  uniform(): number;
  /** A standard normal draw (mean 0, variance 1). */
  normal(): number;
  /** −1 or +1 with probability one half each. */
  sign(): -1 | 1;
  /** A uniform point of the unit disc, of odd multiples of 2⁻³², into `out` at `at`; its squared length. */
  discPoint(out: Float64Array, at: number): number;
  /** A uniform integer in [low, high], both included. */
  integer(low: number, high: number): number;
  /** A uniform real in [low, high). */
  between(low: number, high: number): number;
}

/**
 * The random stream with this name.
 *
 * Xoroshiro128+ by Blackman and Vigna. The whole 128-bit state comes from hashes of the name: neighbouring
 * integer seeds of it start almost alike (lag-1 correlation 1.00 of their first uniforms), hashed ones do not.
 *
 * @example Two names, two streams
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 *
 * assertEquals(randomStream(7, "labels").uniform(), randomStream(7, "labels").uniform());
 * assert(randomStream(7, "labels").uniform() !== randomStream(7, "noise").uniform());
 * ```
 *
 * @param names The root seed and the path below it, for example `(seed, "A7", 12)`.
 * @returns A stream at its start.
 */
export function randomStream(...names: readonly StreamName[]): RandomStream {
  const key = JSON.stringify(names);
  const state = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344].map((salt) => murmur3(key, salt));
  // The all-zero state is the generator's only fixed point.
  return streamAt(Int32Array.from(state.some((word) => word !== 0) ? state : [1, 2, 3, 4]));
}

/**
 * The same stream 2⁶⁴ draws further on: parts of one long sample, each for a worker of its own, that no
 * worker has to draw through to begin.
 *
 * @example Two halves that never meet
 * ```ts
 * import { assert } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { jumpAhead } from "@attest/attest/measurement";
 *
 * const first = randomStream(7, "sample");
 * const second = jumpAhead(first);
 * assert(first.uniform() !== second.uniform());
 * ```
 *
 * @returns A new stream; the one given stays where it is.
 */
export function jumpAhead({ state }: RandomStream): RandomStream {
  // Stepping is linear over bits: 2⁶⁴ steps are a polynomial in one step, whose coefficients these are.
  const walker = Int32Array.from(state);
  const sum = new Int32Array(4);
  for (const coefficients of JUMP) {
    for (let bit = 0; bit < 32; bit++) {
      if ((coefficients >>> bit) & 1) sum.forEach((word, i) => sum[i] = word ^ walker[i]);
      step(walker);
    }
  }
  return streamAt(sum);
}

const JUMP = [0xd8f554a5, 0xdf900294, 0x4b3201fc, 0x170865df];

/** One step of the generator: s₁ ← s₁ ⊕ s₀, s₀ ← rotl(s₀, 24) ⊕ s₁ ⊕ (s₁ ≪ 16), s₁ ← rotl(s₁, 37). */
function step(state: Int32Array): void {
  const [low0, high0] = [state[0], state[1]];
  const low1 = state[2] ^ low0;
  const high1 = state[3] ^ high0;
  state[0] = ((low0 << 24) | (high0 >>> 8)) ^ low1 ^ (low1 << 16);
  state[1] = ((high0 << 24) | (low0 >>> 8)) ^ high1 ^ ((high1 << 16) | (low1 >>> 16));
  state[2] = (high1 << 5) | (low1 >>> 27);
  state[3] = (low1 << 5) | (high1 >>> 27);
}

/** Draws from here on; `kernel/draws.ts` takes many of them at once from the same state. */
function streamAt(state: Int32Array): RandomStream {
  /** The halves of the last 64 bits drawn, s₀ + s₁. */
  let [low, high] = [0, 0];
  const next = () => {
    const sum = (state[0] >>> 0) + (state[2] >>> 0);
    low = sum >>> 0;
    high = (state[1] + state[3] + (sum > 0xffffffff ? 1 : 0)) | 0;
    step(state);
  };
  const uniform = () => {
    next();
    return ((high >>> 0) * 0x200000 + (low >>> 11)) * 2 ** -53;
  };
  return {
    state,
    uniform,
    normal() {
      for (;;) {
        next();
        // Bits 3 to 10 choose the layer; the upper 52, with their sign, where in it.
        const layer = ((low >>> 3) & (LAYERS - 1)) * LAYER_SIZE;
        const draw = high * 0x100000 + (low >>> 12);
        const x = draw * NORMAL_LAYERS[layer];
        if (Math.abs(draw) < NORMAL_LAYERS[layer + 1]) return x;
        if (layer === 0) return Math.sign(draw) * beyondTail(uniform);
        const height = NORMAL_LAYERS[layer + 2];
        const above = NORMAL_LAYERS[layer + 3];
        if (height + uniform() * (above - height) < normalHeight(x)) return x;
      }
    },
    sign: () => (uniform() < 0.5 ? -1 : 1),
    discPoint(out, at) {
      for (;;) {
        next();
        const u = ((low | 0) + 0.5) * 2 ** -31;
        const v = (high + 0.5) * 2 ** -31;
        const square = u * u + v * v;
        if (square >= 1) continue;
        [out[at], out[at + 1]] = [u, v];
        return square;
      }
    },
    integer: (low, high) => low + Math.floor(uniform() * (high - low + 1)),
    between: (low, high) => low + uniform() * (high - low),
  };
}

/** Marsaglia's tail of the normal density: an exponential draw beyond r, kept with its chance. */
function beyondTail(uniform: () => number): number {
  for (;;) {
    const over = -kernelLog(1 - uniform()) / TAIL;
    const height = -kernelLog(1 - uniform());
    if (height + height > over * over) return TAIL + over;
  }
}
