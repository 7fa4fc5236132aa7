/** Instances of the WebAssembly kernel, each with a memory of its own. */

import { BINARY_POWERS } from "../elementary/binary_powers.ts";
import { KERNEL_WASM } from "./kernel_wasm.ts";
import { NORMAL_LAYERS } from "../elementary/normal_layers.ts";

/** What `assembly/index.as` exports; every array is given by its address in bytes. */
export interface KernelExports {
  /** The memory that addresses mean. */
  readonly memory: WebAssembly.Memory;
  /** e^x of an even count of numbers, in place. */
  expInPlace(values: number, count: number): void;
  /** ln x of an even count of positive normal numbers, in place. */
  logInPlace(values: number, count: number): void;
  /** cos(2πu) of an even count of numbers from 0 to 1, in place. */
  cosineOfTurnsInPlace(values: number, count: number): void;
  /** Writes the next draws of the stream whose state it is given, and moves the state on. */
  uniforms(state: number, out: number, count: number): void;
  /** Signs, −1 or 1. */
  signs(state: number, out: number, count: number): void;
  /** Standard normals. */
  normals(state: number, out: number, count: number): void;
  /** Points of S^{d−1}; 4 numbers of scratch each, or for 256 of them, and 8 more. */
  spherePoints(state: number, out: number, count: number, d: number, scratch: number): void;
  /** Radius √(1 − u^power) times cos(2πu'); 2 numbers of scratch each. */
  innerProducts(state: number, out: number, count: number, power: number, scratch: number): void;
  /** Writes f(point) + noise·value over each value, for `each` points of every group's function. */
  profiles(
    formula: number,
    groups: number,
    each: number,
    d: number,
    directions: number,
    coefficients: number,
    points: number,
    noise: number,
    values: number,
  ): void;
  /** Writes ⟨direction, point⟩ for each of `each` points a group. */
  projections(
    groups: number,
    each: number,
    d: number,
    directions: number,
    points: number,
    out: number,
  ): void;
  /** Writes Σ_a part_a · column a for each point of k numbers, or adds it; not in place. */
  images(
    count: number,
    d: number,
    k: number,
    columns: number,
    parts: number,
    add: number,
    out: number,
  ): void;
  /** Numbers of scratch that {@link KernelExports.iclGradient} needs. */
  iclScratch(n: number, d: number): number;
  /** Adds the gradient's sum over prompts to `gradient` and gives the squared errors' sum on top of `squares`. */
  iclGradient(
    prompts: number,
    n: number,
    d: number,
    covariates: number,
    labels: number,
    queries: number,
    targets: number,
    parameters: number,
    gradient: number,
    scratch: number,
    squares: number,
  ): number;
  /** Writes the sums of loss, ∂/∂ξ1 and ∂/∂ξ2 over prompts; 4 numbers of scratch a point. */
  nearestLoss(
    prompts: number,
    n: number,
    innerProducts: number,
    xi1: number,
    xi2: number,
    sums: number,
    scratch: number,
  ): void;
  /** Writes Σa², Σa²u and one Σav a column, each for every w of a grid of even length; 2 numbers of scratch a point. */
  sweep(
    n: number,
    scores: number,
    squareFactors: number,
    columns: number,
    values: number,
    points: number,
    grid: number,
    out: number,
    scratch: number,
  ): void;
}

/** Bytes of a number. */
const NUMBER = 8;
/** Arrays start on a cache line: 8 numbers. */
const LINE = 8;
/** Below this lie the kernel's constants; then powers of two, where `exp.as` looks. */
const POWERS = 1024 / NUMBER;
/** Then the layers of the normal density, where `draws.as` looks. */
const LAYERS = POWERS + BINARY_POWERS.length;
/** Below this lies what every caller finds. */
const START = LAYERS + NORMAL_LAYERS.length;
const PAGE = 65536;

/** 2^{j/256} with j·2^44 less in its bits: adding 256·k + j, shifted by as much, gives 2^k times it. */
const LOWERED_POWERS = BINARY_POWERS.slice();
new BigInt64Array(LOWERED_POWERS.buffer).forEach((bits, j, all) => {
  all[j] = bits - (BigInt(j) << 44n);
});

/** One instance and its memory as numbers. */
export class Kernel {
  /** The functions. */
  readonly run: KernelExports;
  #numbers: Float64Array;
  #words: Int32Array;

  /** Of a compiled module. */
  constructor(module: WebAssembly.Module) {
    this.run = new WebAssembly.Instance(module).exports as unknown as KernelExports;
    this.#numbers = new Float64Array(this.run.memory.buffer);
    this.#words = new Int32Array(this.run.memory.buffer);
    this.#numbers.set(LOWERED_POWERS, POWERS);
    this.#numbers.set(NORMAL_LAYERS, LAYERS);
  }

  /** The whole memory; a later {@link Kernel.place} may replace it. */
  get numbers(): Float64Array {
    return this.#numbers;
  }

  /** The same memory in 32-bit words, two a number. */
  get words(): Int32Array {
    return this.#words;
  }

  /**
   * Room for arrays of these lengths, one after another, over whatever was placed before.
   *
   * @returns Where each begins, as an index into {@link Kernel.numbers}.
   * @throws {RangeError} On more than the 4 GiB that a 32-bit memory has.
   */
  place(lengths: readonly number[]): number[] {
    let end = START;
    const starts: number[] = [];
    for (let k = 0; k < lengths.length; k++) {
      starts.push(end);
      end += Math.ceil(lengths[k] / LINE) * LINE;
    }
    const pages = Math.ceil((end * NUMBER) / PAGE);
    // By its array: asking the memory itself takes longer than all the rest.
    const missing = pages - (this.#numbers.length * NUMBER) / PAGE;
    if (pages > PAGE) {
      throw new RangeError(`a batch must fit the kernel's 4 GiB, got ${end * NUMBER} bytes`);
    }
    if (missing > 0) {
      this.run.memory.grow(missing);
      this.#numbers = new Float64Array(this.run.memory.buffer);
      this.#words = new Int32Array(this.run.memory.buffer);
    }
    return starts;
  }
}

/** The address of a number. */
export function address(index: number): number {
  return index * NUMBER;
}

const compiled = compile();

/** The compiled kernel, undefined where the engine has no WebAssembly with SIMD. */
function compile(): WebAssembly.Module | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  const bytes = Uint8Array.from(atob(KERNEL_WASM), (character) => character.charCodeAt(0));
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined;
}

/** A new instance, undefined where the engine has no WebAssembly with SIMD. */
export function createKernel(): Kernel | undefined {
  return compiled && new Kernel(compiled);
}

/** The instance for calls that leave nothing behind in its memory. */
export const sharedKernel: Kernel | undefined = createKernel();
