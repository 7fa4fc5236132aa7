/** Images of many points under one matrix. */

import { addressOf, roomOf } from "./room.ts";
import { address, type Kernel, sharedKernel } from "./wasm.ts";

/** A matrix, and the points that it is to be put to. */
export interface ImageInput {
  /** d, numbers of an image. */
  readonly dimension: number;
  /** The matrix column by column, d numbers each. */
  readonly columns: Float64Array;
  /** As many numbers a point as there are columns. */
  readonly parts: Float64Array;
  /** Are images added to what is there? By default they replace it. */
  readonly add?: boolean;
}

/** Numbers of scratch that {@link kernelImages} asks of the room that `out` lies in. */
export function imageScratch({ columns, parts }: Pick<ImageInput, "columns" | "parts">): number {
  return columns.length + parts.length;
}

/**
 * Σ_a part_a · column a for each point into `out`, which may be `parts` itself; summed as the columns come.
 *
 * {@link plainImages} gives the same bits and stands in where there is no WebAssembly with SIMD.
 */
export function kernelImages(input: ImageInput, out: Float64Array): void {
  const room = roomOf(out, imageScratch(input));
  if (room !== undefined) {
    const columns = room.scratch;
    const parts = columns + input.columns.length;
    return runWith(room.kernel, input, { columns, parts, out: addressOf(out) });
  }
  if (sharedKernel === undefined) return plainImages(input, out);
  const arrays = [input.columns, input.parts, out];
  const [columns, parts, at] = sharedKernel.place(arrays.map(({ length }) => length));
  if (input.add) sharedKernel.numbers.set(out, at);
  runWith(sharedKernel, input, { columns, parts, out: address(at) });
  out.set(sharedKernel.numbers.subarray(at, at + out.length));
}

/** Copies the matrix and the points to their places; `out` is an address already. */
function runWith(
  { numbers, run }: Kernel,
  { dimension: d, columns, parts, add = false }: ImageInput,
  at: Readonly<Record<"columns" | "parts" | "out", number>>,
): void {
  const k = columns.length / d;
  numbers.set(columns, at.columns);
  numbers.set(parts, at.parts);
  const count = parts.length / k;
  run.images(count, d, k, address(at.columns), address(at.parts), add ? 1 : 0, at.out);
}

/** {@link kernelImages} in TypeScript, bit for bit. */
export function plainImages(
  { dimension: d, columns, parts, add = false }: ImageInput,
  out: Float64Array,
): void {
  const k = columns.length / d;
  const point = new Float64Array(k);
  for (let from = 0, to = 0; from < parts.length; from += k, to += d) {
    for (let a = 0; a < k; a++) point[a] = parts[from + a];
    for (let j = 0; j < d; j++) {
      let entry = add ? out[to + j] : 0;
      for (let a = 0; a < k; a++) entry += columns[a * d + j] * point[a];
      out[to + j] = entry;
    }
  }
}
