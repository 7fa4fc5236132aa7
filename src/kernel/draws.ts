/** Many draws of a random stream at once: in WebAssembly where there is one, the same bits one by one elsewhere. */

import type { RandomStream } from "../prng.ts";
import { requireCount } from "../validate.ts";
import { cosineOfTurns } from "../elementary/cosine.ts";
import { kernelExp } from "../elementary/exp.ts";
import { kernelLog } from "../elementary/log.ts";
import type { DrawKind } from "./draw_kind.ts";
import { addressOf, type Room, roomOf } from "./room.ts";
import { address, type Kernel, sharedKernel } from "./wasm.ts";

export type { DrawKind } from "./draw_kind.ts";
export { spherePointDraws } from "./sphere_points.ts";
export type { KernelExports } from "./wasm.ts";

/** Uniforms in [0, 1). */
export const UNIFORMS: DrawKind = {
  size: 1,
  scratch: () => 0,
  draw: (out, at, stream) => out[at] = stream.uniform(),
  run: (kernel, { state, out }, count) => kernel.uniforms(state, out, count),
};

/** Standard normals. */
export const NORMALS: DrawKind = {
  size: 1,
  scratch: () => 0,
  draw: (out, at, stream) => out[at] = stream.normal(),
  run: (kernel, { state, out }, count) => kernel.normals(state, out, count),
};

/** Signs, −1 or +1. */
export const SIGNS: DrawKind = {
  size: 1,
  scratch: () => 0,
  draw: (out, at, stream) => out[at] = stream.sign(),
  run: (kernel, { state, out }, count) => kernel.signs(state, out, count),
};

/** The length of a uniform point's part in a plane, d ≥ 2: its square is Beta(1, (d−2)/2). */
export function planeRadius(d: number, stream: RandomStream): number {
  // One minus a uniform is never 0.
  return d === 2 ? 1 : Math.sqrt(1 - kernelExp((2 / (d - 2)) * kernelLog(1 - stream.uniform())));
}

/** One of the {@link innerProductDraws}. */
export function drawInnerProduct(d: number, stream: RandomStream): number {
  return planeRadius(d, stream) * cosineOfTurns(stream.uniform());
}

/**
 * Inner products ⟨x, x_q⟩ of a uniform point of S^{d−1} with a fixed unit vector: ±√Beta(½, (d−1)/2).
 *
 * Drawn as the first coordinate of a plane section: the squared radius of two coordinates is Beta(1, (d−2)/2)
 * and their angle is uniform, so two uniforms suffice in any dimension, one for d = 2.
 *
 * @throws {RangeError} Unless d ≥ 2.
 */
export function innerProductDraws(d: number): DrawKind {
  requireCount("sphere dimension d", d, 2);
  const power = d === 2 ? 0 : 2 / (d - 2);
  return {
    size: 1,
    scratch: (count) => 2 * count,
    draw: (out, at, stream) => out[at] = drawInnerProduct(d, stream),
    run: (kernel, { state, out, scratch }, count) =>
      kernel.innerProducts(state, out, count, power, scratch),
  };
}

/** Numbers of one call: they stay in the first two caches. */
const CHUNK = 8192;
/** Numbers that the state of a stream takes. */
const STATE = 2;
/** Fewer draws are done before a call would have begun. */
const FEW = 16;

/**
 * Fills `out` with the next draws of the stream, bit for bit those that {@link drawOneByOne} gives.
 *
 * @example As one by one
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { drawMany, NORMALS } from "@attest/attest/measurement";
 *
 * const many = drawMany(NORMALS, new Float64Array(100), randomStream(1));
 * const { normal } = randomStream(1);
 * assertEquals(Array.from(many), Array.from({ length: 100 }, normal));
 * ```
 *
 * @returns `out`.
 * @throws {RangeError} Unless `out` holds a whole number of draws.
 */
export function drawMany<Out extends Float64Array>(
  kind: DrawKind,
  out: Out,
  stream: RandomStream,
): Out {
  if (sharedKernel === undefined || out.length < FEW * kind.size) {
    return drawOneByOne(kind, out, stream);
  }
  const draws = { kind, out, stream };
  const room = roomOf(out, STATE + kind.scratch(out.length / kind.size));
  return room === undefined ? drawWith(sharedKernel, draws) : drawIn(room, draws);
}

/**
 * {@link drawMany} in TypeScript.
 *
 * @throws {RangeError} Unless `out` holds a whole number of draws.
 */
export function drawOneByOne<Out extends Float64Array>(
  kind: DrawKind,
  out: Out,
  stream: RandomStream,
): Out {
  requireWhole(kind, out);
  for (let at = 0; at < out.length; at += kind.size) kind.draw(out, at, stream);
  return out;
}

interface Draws<Out extends Float64Array> {
  readonly kind: DrawKind;
  readonly out: Out;
  readonly stream: RandomStream;
}

/** In place, where `out` lies in the room; the state of the stream stands before the scratch of the draws. */
function drawIn<Out extends Float64Array>(
  { kernel, scratch }: Room,
  { kind, out, stream }: Draws<Out>,
): Out {
  requireWhole(kind, out);
  const { words, run } = kernel;
  const state = 2 * scratch;
  copyState(stream.state, 0, words, state);
  kind.run(run, {
    state: address(scratch),
    out: addressOf(out),
    scratch: address(scratch + STATE),
  }, out.length / kind.size);
  copyState(words, state, stream.state, 0);
  return out;
}

/** Two 64-bit words; a loop, because a call would take longer than four of its rounds. */
function copyState(from: Int32Array, at: number, to: Int32Array, toAt: number): void {
  for (let i = 0; i < 2 * STATE; i++) to[toAt + i] = from[at + i];
}

function drawWith<Out extends Float64Array>(
  kernel: Kernel,
  { kind, out, stream }: Draws<Out>,
): Out {
  requireWhole(kind, out);
  const draws = Math.min(out.length / kind.size, Math.max(1, Math.floor(CHUNK / kind.size)));
  const length = draws * kind.size;
  const [state, start, scratch] = kernel.place([STATE, length, kind.scratch(draws)]);
  const addresses = { state: address(state), out: address(start), scratch: address(scratch) };
  copyState(stream.state, 0, kernel.words, 2 * state);
  for (let from = 0; from < out.length; from += length) {
    const count = Math.min(length, out.length - from);
    kind.run(kernel.run, addresses, count / kind.size);
    out.set(kernel.numbers.subarray(start, start + count), from);
  }
  copyState(kernel.words, 2 * state, stream.state, 0);
  return out;
}

function requireWhole({ size }: DrawKind, { length }: Float64Array): void {
  if (length % size === 0) return;
  throw new RangeError(`an array must hold whole draws of ${size} numbers, got ${length}`);
}
