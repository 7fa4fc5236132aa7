/**
 * Many draws of a random stream in one call; `src/prng.ts` has the generator, and `src/kernel/draws.ts` the
 * same draws one by one.
 *
 * Every function takes the stream's two 64-bit words from `state` and leaves them there, moved on.
 */

import { cosineOfTurns } from "./cosine";
import { exp } from "./exp";
import { log } from "./log";

/** 2^−53. */
const UNIT: f64 = 1.1102230246251565e-16;
/** Where `src/kernel/wasm.ts` puts the layers of `src/elementary/normal_layers.ts`. */
const LAYERS: usize = 3072;
/** 1.5·2^52: integers from −2^51 on are added to it by their bits, and taken out as numbers. */
const WHOLE: usize = memory.data<f64>([6755399441055744]);
/** Where the tail begins. */
const TAIL: f64 = 3.654152885361009;

/** The next 64 bits, for draws that are too rare to keep the state at hand. */
function next(state: usize): u64 {
  const s0 = load<u64>(state);
  const s1 = load<u64>(state, 8) ^ s0;
  const bits = s0 + load<u64>(state, 8);
  store<u64>(state, rotl(s0, 24) ^ s1 ^ (s1 << 16));
  store<u64>(state, rotl(s1, 37), 8);
  return bits;
}

/** A uniform multiple of 2^−53 in [0, 1). */
function uniform(state: usize): f64 {
  return <f64>(<i64>(next(state) >> 11)) * UNIT;
}

/** `count` uniforms. */
export function uniforms(state: usize, out: usize, count: i32): void {
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  const end = out + ((<usize>count) << 3);
  for (; out < end; out += 8) {
    store<f64>(out, <f64>(<i64>((s0 + s1) >> 11)) * UNIT);
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
}

/** `count` signs: −1 where a uniform is below one half. */
export function signs(state: usize, out: usize, count: i32): void {
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  const end = out + ((<usize>count) << 3);
  for (; out < end; out += 8) {
    // Its upper bit, turned, is the sign of a one; a branch would be guessed wrong every other time.
    store<u64>(out, (~(s0 + s1) & 0x8000000000000000) | 0x3ff0000000000000);
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
}

/** `count` standard normals. */
export function normals(state: usize, out: usize, count: i32): void {
  const end = out + ((<usize>(count & ~1)) << 3);
  while (true) {
    out = pairsOfNormals(state, out, end);
    if (out >= end) break;
    // Both of a pair, since what the first asks for is no draw of the second.
    store<f64>(out, normal(state));
    store<f64>(out, normal(state), 8);
    out += 16;
  }
  if (count & 1) store<f64>(out, normal(state));
}

/** Normals up to `end`, or to the first pair of which one asks for more than its first draw: where they stop. */
function pairsOfNormals(state: usize, out: usize, end: usize): usize {
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  // Loaded, and so made once: the compiler makes a number that it knows anew for every use.
  const whole = v128.load64_splat(WHOLE);
  while (out < end) {
    const first = s0 + s1;
    let t1 = s1 ^ s0;
    const t0 = rotl(s0, 24) ^ t1 ^ (t1 << 16);
    t1 = rotl(t1, 37);
    const second = t0 + t1;
    const one = v128.load(layerOf(first));
    const other = v128.load(layerOf(second));
    const bits = i64x2.replace_lane(i64x2.splat(first), 1, second);
    const draw = f64x2.sub(v128.xor(i64x2.shr_u(bits, 12), whole), whole);
    const sure = v128.shuffle<f64>(one, other, 1, 3);
    if (i64x2.bitmask(f64x2.ge(f64x2.abs(draw), sure))) break;
    v128.store(out, f64x2.mul(draw, v128.shuffle<f64>(one, other, 0, 2)));
    out += 16;
    t1 ^= t0;
    s0 = rotl(t0, 24) ^ t1 ^ (t1 << 16);
    s1 = rotl(t1, 37);
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
  return out;
}

/** Where the layer stands that bits 3 to 10 choose. */
// @ts-ignore: decorator
@inline
function layerOf(bits: u64): usize {
  return LAYERS + <usize>((bits & 0x7f8) << 2);
}

/** One normal, whatever it asks for. */
function normal(state: usize): f64 {
  while (true) {
    const bits = next(state);
    const layer = layerOf(bits);
    const draw = <f64>(<i64>bits >> 12);
    if (abs(draw) < load<f64>(layer, 8)) return draw * load<f64>(layer);
    if (layer === LAYERS) return beyondTail(state, draw);
    const x = draw * load<f64>(layer);
    const height = load<f64>(layer, 16);
    const above = load<f64>(layer, 24);
    if (height + uniform(state) * (above - height) < expOf(-0.5 * x * x)) return x;
  }
}

/** Marsaglia's tail: an exponential draw beyond r, kept with its chance. */
function beyondTail(state: usize, draw: f64): f64 {
  let over: f64;
  let height: f64;
  do {
    over = -logOf(1 - uniform(state)) / TAIL;
    height = -logOf(1 - uniform(state));
  } while (height + height <= over * over);
  return draw < 0 ? -(TAIL + over) : TAIL + over;
}

function logOf(x: f64): f64 {
  return f64x2.extract_lane(log(f64x2.splat(x)), 0);
}

function expOf(x: f64): f64 {
  return f64x2.extract_lane(exp(f64x2.splat(x)), 0);
}

/**
 * `count` inner products of a uniform point of S^{d−1} with a fixed one: the radius √(1 − u^power) of two
 * coordinates times the cosine of a uniform angle; power 0 stands for radius 1.
 *
 * `scratch` holds two numbers each.
 */
export function innerProducts(
  state: usize,
  out: usize,
  count: i32,
  power: f64,
  scratch: usize,
): void {
  const end = out + ((<usize>(count & ~1)) << 3);
  if (power === 0) {
    uniforms(state, out, count);
    for (; out < end; out += 16) v128.store(out, cosineOfTurns(v128.load(out)));
    if (count & 1) v128.store64_lane(out, cosineOfTurns(v128.load64_splat(out)), 0);
    return;
  }
  uniforms(state, scratch, 2 * count);
  for (; out < end; out += 16, scratch += 32) {
    v128.store(out, innerProduct(v128.load(scratch), v128.load(scratch, 16), power));
  }
  if (count & 1) {
    const last = v128.load(scratch);
    v128.store64_lane(out, innerProduct(last, last, power), 0);
  }
}

/** Of two pairs of uniforms. */
// @ts-ignore: decorator
@inline
function innerProduct(first: v128, second: v128, power: f64): v128 {
  const one = f64x2.splat(1);
  // One minus a uniform is never 0.
  const rest = f64x2.sub(one, v128.shuffle<f64>(first, second, 0, 2));
  const outside = exp(f64x2.mul(f64x2.splat(power), log(rest)));
  const radius = f64x2.sqrt(f64x2.sub(one, outside));
  return f64x2.mul(radius, cosineOfTurns(v128.shuffle<f64>(first, second, 1, 3)));
}
