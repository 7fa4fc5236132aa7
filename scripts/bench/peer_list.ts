/** Who the peers are, and how each is started. */

import { PEER } from "./peer_names.ts";

/** Where their sources lie. */
export const HERE = "scripts/bench/peers";
/** What is built, and the data of the step. */
export const SCRATCH = ".attest/bench";
/** The C peer, once it is built. */
export const C_PROGRAM = `${SCRATCH}/icl_step`;
/** The data of the step, as doubles. */
export const DATA = `${SCRATCH}/step.f64`;
/** Debian's own, which is the one that sees Debian's packages. */
export const PYTHON = "/usr/bin/python3";
/** Whose replicates PyTorch runs as well. */
export const REPLICATED = "B12";

/** A program that runs the step. */
export interface Peer {
  readonly name: string;
  readonly threads: number;
  readonly command: string;
  /** Before B, n and d. */
  readonly args: readonly string[];
}

const python = (name: string, form: string, threads: number): Peer => ({
  ...{ name: threads === 1 ? name : `${name}, ${threads} threads`, threads, command: PYTHON },
  args: ["-B", `${HERE}/step.py`, form, String(threads), DATA],
});

const javascript = (name: string, file: string, form: string): Peer => ({
  ...{ name, threads: 1, command: Deno.execPath() },
  args: [
    ...["run", "--no-config", "--no-prompt", "--quiet", "--allow-read", "--allow-env"],
    ...["--allow-sys", `${HERE}/${file}`, form, DATA],
  ],
});

/** All of them. */
export const PEERS: readonly Peer[] = [
  { name: PEER.c, threads: 1, command: C_PROGRAM, args: [DATA] },
  ...[1, 2].flatMap((threads) => [
    python(PEER.byHand, "byHand", threads),
    python(PEER.autograd, "autograd", threads),
    python("NumPy by hand", "numpy", threads),
  ]),
  javascript("jax-js, wasm", "jax_step.ts", "wasm"),
  javascript("TensorFlow.js, cpu", "tfjs_step.ts", "cpu"),
  javascript("TensorFlow.js, wasm", "tfjs_step.ts", "wasm"),
];
