/**
 * Many draws of a random stream in one call; `src/prng.ts` has the generator, and `src/kernel/draws.ts` the
 * same draws one by one.
 *
 * Every function takes the stream's two 64-bit words from `state` and leaves them there, moved on.
 */

import { cosineOfTurns } from "./cosine";
import { exp } from "./exp";
import { log } from "./log";
import { pair } from "./pair";

/** 2^−53. */
const UNIT: f64 = 1.1102230246251565e-16;
/** Where `src/kernel/wasm.ts` puts the layers of `src/elementary/normal_layers.ts`. */
const LAYERS: usize = 3072;
/** Where the tail begins. */
const TAIL: f64 = 3.654152885361009;

/** A uniform multiple of 2^−53 in [0, 1), for draws that are too rare to keep the state at hand. */
function uniform(state: usize): f64 {
  const s0 = load<u64>(state);
  const s1 = load<u64>(state, 8) ^ s0;
  const bits = s0 + load<u64>(state, 8);
  store<u64>(state, rotl(s0, 24) ^ s1 ^ (s1 << 16));
  store<u64>(state, rotl(s1, 37), 8);
  return <f64>(<i64>(bits >> 11)) * UNIT;
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
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  const end = out + ((<usize>count) << 3);
  while (out < end) {
    const bits = s0 + s1;
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const layer = LAYERS + <usize>((bits & 0x7f8) << 2);
    const draw = <f64>(<i64>bits >> 11) + 0.5;
    if (abs(draw) < load<f64>(layer, 8)) {
      store<f64>(out, draw * load<f64>(layer));
      out += 8;
      continue;
    }
    store<u64>(state, s0);
    store<u64>(state, s1, 8);
    const x = layer === LAYERS ? beyondTail(state, draw) : underDensity(state, layer, draw);
    s0 = load<u64>(state);
    s1 = load<u64>(state, 8);
    if (x !== 0) {
      store<f64>(out, x);
      out += 8;
    }
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
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

/** x where a uniform height in the layer is below the density; 0, which no draw gives, where it is not. */
function underDensity(state: usize, layer: usize, draw: f64): f64 {
  const x = draw * load<f64>(layer);
  const height = load<f64>(layer, 16);
  const above = load<f64>(layer, 24);
  return height + uniform(state) * (above - height) < expOf(-0.5 * x * x) ? x : 0;
}

function logOf(x: f64): f64 {
  return f64x2.extract_lane(log(f64x2.splat(x)), 0);
}

function expOf(x: f64): f64 {
  return f64x2.extract_lane(exp(f64x2.splat(x)), 0);
}

/** `count` uniform points of S^{d−1}: normals, scaled to length one, two points at once. */
export function spherePoints(state: usize, out: usize, count: i32, d: i32): void {
  normals(state, out, count * d);
  const stride = (<usize>d) << 3;
  for (let left = count; left > 0; left -= 2) {
    // A last point without a partner is its own.
    const apart = left > 1 ? stride : 0;
    const next = out + stride;
    let squares = f64x2.splat(0);
    for (let at = out; at < next; at += 8) {
      const both = pair(at, at + apart);
      squares = f64x2.add(squares, f64x2.mul(both, both));
    }
    const scale = f64x2.div(f64x2.splat(1), f64x2.sqrt(squares));
    for (; out < next; out += 8) {
      const scaled = f64x2.mul(pair(out, out + apart), scale);
      v128.store64_lane(out, scaled, 0);
      v128.store64_lane(out + apart, scaled, 1);
    }
    out = next + apart;
  }
}

/**
 * `count` inner products of a uniform point of S^{d−1} with a fixed one: the radius √(1 − u^power) of two
 * coordinates times the cosine of a uniform angle; power 0 stands for radius 1.
 *
 * `out` has room for an even count, `scratch` for two numbers each.
 */
export function innerProducts(
  state: usize,
  out: usize,
  count: i32,
  power: f64,
  scratch: usize,
): void {
  const one = f64x2.splat(1);
  const end = out + ((<usize>count) << 3);
  if (power === 0) {
    uniforms(state, out, count);
    if (count & 1) store<f64>(end, 0);
    for (; out < end; out += 16) v128.store(out, cosineOfTurns(v128.load(out)));
    return;
  }
  uniforms(state, scratch, 2 * count);
  if (count & 1) v128.store(scratch + ((<usize>count) << 4), f64x2.splat(0));
  for (; out < end; out += 16, scratch += 32) {
    const first = v128.load(scratch);
    const second = v128.load(scratch, 16);
    // One minus a uniform is never 0.
    const rest = f64x2.sub(one, v128.shuffle<f64>(first, second, 0, 2));
    const outside = exp(f64x2.mul(f64x2.splat(power), log(rest)));
    const radius = f64x2.sqrt(f64x2.sub(one, outside));
    const cosine = cosineOfTurns(v128.shuffle<f64>(first, second, 1, 3));
    v128.store(out, f64x2.mul(radius, cosine));
  }
}
