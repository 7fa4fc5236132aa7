/** Uniform points of the sphere, in few dimensions from points of the disc; `src/kernel/draws.ts` says how. */

import { normals } from "./draws";
import { pair } from "./pair";

/** Loaded before a loop, and so made once: the compiler makes a number that it knows anew for every use. */
// prettier-ignore
const CONSTANTS = memory.data<f64>([
  0.5, 1, 2, 4.656612873077393e-10, 9.313225746154785e-10, 2.168404344971009e-19, 4611686018427387904,
]);
const HALF = 0;
const ONE = 1;
const TWO = 2;
/** 2^−31: the disc's radius is its inverse until the last step, which takes it out. */
const UNIT_31 = 3;
/** 2^−30. */
const UNIT_30 = 4;
/** 2^−62. */
const UNIT_62 = 5;
/** 2^62. */
const SQUARE = 6;
/** Points that are drawn together, so that what they are made from stays in the first cache. */
const BLOCK = 256;

// @ts-ignore: decorator
@inline
function constant(index: i32): v128 {
  return v128.load64_splat(CONSTANTS + ((<usize>index) << 3));
}

/**
 * `count` uniform points of the disc: of those of the square, each from the halves of one draw, those that lie in it.
 *
 * Every point is written, and the next one over it unless it lies in the disc: a branch would be guessed wrong one time
 * in five. Four draws a round, as long as they cannot be too many.
 */
function discPoints(state: usize, out: usize, count: i32): void {
  let s0 = load<u64>(state);
  let s1 = load<u64>(state, 8);
  const half = constant(HALF);
  const most = constant(SQUARE);
  const end = out + ((<usize>count) << 4);
  const fours = end - 48;
  while (out < fours) {
    const first = s0 + s1;
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const second = s0 + s1;
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const third = s0 + s1;
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const fourth = s0 + s1;
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const a = squarePoint(first, half);
    const b = squarePoint(second, half);
    const inside = i64x2.bitmask(f64x2.lt(squaredLengths(a, b), most));
    v128.store(out, a);
    out += <usize>(inside & 1) << 4;
    v128.store(out, b);
    out += <usize>(inside & 2) << 3;
    const c = squarePoint(third, half);
    const d = squarePoint(fourth, half);
    const also = i64x2.bitmask(f64x2.lt(squaredLengths(c, d), most));
    v128.store(out, c);
    out += <usize>(also & 1) << 4;
    v128.store(out, d);
    out += <usize>(also & 2) << 3;
  }
  while (out < end) {
    const point = squarePoint(s0 + s1, half);
    s1 ^= s0;
    s0 = rotl(s0, 24) ^ s1 ^ (s1 << 16);
    s1 = rotl(s1, 37);
    const inside = i64x2.bitmask(f64x2.lt(squaredLengths(point, point), most));
    v128.store(out, point);
    out += <usize>(inside & 1) << 4;
  }
  store<u64>(state, s0);
  store<u64>(state, s1, 8);
}

/** The lower and the upper half of 64 bits and one half, as numbers between −2^31 and 2^31. */
// @ts-ignore: decorator
@inline
function squarePoint(bits: u64, half: v128): v128 {
  return f64x2.add(f64x2.convert_low_i32x4_s(i64x2.splat(bits)), half);
}

/** u² + v² of two points. */
// @ts-ignore: decorator
@inline
function squaredLengths(a: v128, b: v128): v128 {
  const first = f64x2.mul(a, a);
  const second = f64x2.mul(b, b);
  return f64x2.add(v128.shuffle<f64>(first, second, 0, 2), v128.shuffle<f64>(first, second, 1, 3));
}

/**
 * `count` uniform points of S^{d−1}.
 *
 * `scratch` holds 4 numbers a point, or those of a block, and 8 more.
 */
export function spherePoints(state: usize, out: usize, count: i32, d: i32, scratch: usize): void {
  if (d < 2 || d > 4) return scaledNormals(state, out, count, d);
  const stride = (<usize>d) << 3;
  for (let left = count; left > 0; left -= BLOCK) {
    const block = left < BLOCK ? left : BLOCK;
    const pairs = block & ~1;
    discPoints(state, scratch, d === 4 ? 2 * block : block);
    fromDisc(scratch, out, pairs, d);
    out += <usize>pairs * stride;
    if (block & 1) {
      // Made with a partner, where there is room for it.
      const last = scratch + ((<usize>pairs) << (d === 4 ? 5 : 4));
      fromDisc(last, scratch, 2, d);
      memory.copy(out, scratch, stride);
    }
  }
}

/** An even count of points. */
function fromDisc(disc: usize, out: usize, count: i32, d: i32): void {
  if (d === 2) circlePoints(disc, out, count);
  else if (d === 3) ballPoints(disc, out, count);
  else fourPoints(disc, out, count);
}

/** Twice the angle: ((u² − v²)/s, 2uv/s) with s = u² + v². */
// @ts-ignore: decorator
@inline
function circlePoints(disc: usize, out: usize, count: i32): void {
  const one = constant(ONE);
  for (const end = out + ((<usize>count) << 4); out < end; out += 32, disc += 32) {
    const a = v128.load(disc);
    const b = v128.load(disc, 16);
    const u = v128.shuffle<f64>(a, b, 0, 2);
    const v = v128.shuffle<f64>(a, b, 1, 3);
    const uu = f64x2.mul(u, u);
    const vv = f64x2.mul(v, v);
    const share = f64x2.div(one, f64x2.add(uu, vv));
    const x = f64x2.mul(f64x2.sub(uu, vv), share);
    const y = f64x2.mul(f64x2.mul(f64x2.add(u, u), v), share);
    v128.store(out, v128.shuffle<f64>(x, y, 0, 2));
    v128.store(out, v128.shuffle<f64>(x, y, 1, 3), 16);
  }
}

/** (u, v, u'·√((1 − s)/s'), v'·√((1 − s)/s')), from two points of the disc. */
// @ts-ignore: decorator
@inline
function fourPoints(disc: usize, out: usize, count: i32): void {
  const one = constant(ONE);
  const unit = constant(UNIT_31);
  const square = constant(UNIT_62);
  for (const end = out + ((<usize>count) << 5); out < end; out += 64, disc += 64) {
    const a = v128.load(disc);
    const b = v128.load(disc, 16);
    const c = v128.load(disc, 32);
    const d = v128.load(disc, 48);
    const rest = f64x2.sub(one, f64x2.mul(square, squaredLengths(a, c)));
    const scale = f64x2.sqrt(f64x2.div(rest, squaredLengths(b, d)));
    v128.store(out, f64x2.mul(a, unit));
    v128.store(out, f64x2.mul(b, v128.shuffle<f64>(scale, scale, 0, 0)), 16);
    v128.store(out, f64x2.mul(c, unit), 32);
    v128.store(out, f64x2.mul(d, v128.shuffle<f64>(scale, scale, 1, 1)), 48);
  }
}

/** (2u√(1 − s), 2v√(1 − s), 1 − 2s). */
// @ts-ignore: decorator
@inline
function ballPoints(disc: usize, out: usize, count: i32): void {
  const one = constant(ONE);
  const two = constant(TWO);
  const unit = constant(UNIT_62);
  const twice = constant(UNIT_30);
  for (let left = count; left > 0; left -= 2) {
    const a = v128.load(disc);
    const b = v128.load(disc, 16);
    const square = f64x2.mul(unit, squaredLengths(a, b));
    const scale = f64x2.mul(twice, f64x2.sqrt(f64x2.sub(one, square)));
    const z = f64x2.sub(one, f64x2.mul(two, square));
    const first = f64x2.mul(a, v128.shuffle<f64>(scale, scale, 0, 0));
    const second = f64x2.mul(b, v128.shuffle<f64>(scale, scale, 1, 1));
    v128.store(out, first);
    v128.store(out, v128.shuffle<f64>(z, second, 0, 2), 16);
    v128.store(out, v128.shuffle<f64>(second, z, 1, 3), 32);
    out += 48;
    disc += 32;
  }
}

/** Normals, scaled to length one, two points at once. */
function scaledNormals(state: usize, out: usize, count: i32, d: i32): void {
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
