/** Arrays that lie in a kernel's memory, so that the calls of a training step copy nothing. */

import { createKernel, type Kernel } from "./wasm.ts";

/** What {@link createRoom} makes. */
export interface Room {
  /** An instance of its own, whose memory never grows again: its arrays would be lost. */
  readonly kernel: Kernel;
  /** As many as were asked for, all zero. */
  readonly arrays: readonly Float64Array[];
  /** Where calls may put what they need, for no longer than they last. */
  readonly scratch: number;
  /** Numbers of it. */
  readonly scratchLength: number;
}

const rooms = new WeakMap<ArrayBufferLike, Room>();

/**
 * Arrays of these lengths and scratch beside them, undefined where the engine has no WebAssembly with SIMD.
 *
 * @param kernel One whose own room nobody uses any more, a new one by default: that takes as long as many steps.
 */
export function createRoom(
  lengths: readonly number[],
  scratchLength: number,
  kernel: Kernel | undefined = createKernel(),
): Room | undefined {
  if (kernel === undefined) return undefined;
  const starts = kernel.place([...lengths, scratchLength]);
  const { numbers } = kernel;
  const arrays = lengths.map((length, i) =>
    numbers.subarray(starts[i], starts[i] + length).fill(0)
  );
  const room = { kernel, arrays, scratch: starts[lengths.length], scratchLength };
  rooms.set(numbers.buffer, room);
  return room;
}

/** The room that an array lies in, if there is one and it has so much scratch. */
export function roomOf({ buffer }: Float64Array, scratchLength: number): Room | undefined {
  const room = rooms.get(buffer);
  return room === undefined || room.scratchLength < scratchLength ? undefined : room;
}

/** The address of an array that lies in a room. */
export function addressOf({ byteOffset }: Float64Array): number {
  return byteOffset;
}
