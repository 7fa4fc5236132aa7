/** What is drawn many times over. */

import type { RandomStream } from "../prng.ts";
import type { KernelExports } from "./wasm.ts";

/** A kind of draws: one of them, and many in the kernel. */
export interface DrawKind {
  /** Numbers that one draw takes. */
  readonly size: number;
  /** Numbers of scratch that so many draws take in the kernel. */
  readonly scratch: (count: number) => number;
  /** One draw into `out` at `at`. */
  readonly draw: (out: Float64Array, at: number, stream: RandomStream) => void;
  /** `count` draws in the kernel; addresses in bytes. */
  readonly run: (
    kernel: KernelExports,
    at: { readonly state: number; readonly out: number; readonly scratch: number },
    count: number,
  ) => void;
}
