/** The peers: who they are, how each is started, and who is missing and why. */

import { KernelBatch } from "../../src/training/kernel_icl_loss.ts";
import type { PeerNote } from "./bench_report.ts";
import { PeerMissing, PeerProcess } from "./peer_process.ts";
import { type ReplicateGuest, settingsOf, timedClaims } from "./replicates.ts";
import { arraysOf, type StepData } from "./step_data.ts";
import type { Guest, Invite } from "./step_times.ts";
import { PEER } from "./targets.ts";

const HERE = "scripts/bench/peers";
/** What is built, and the data of the step. */
const SCRATCH = ".attest/bench";
const C_PROGRAM = `${SCRATCH}/icl_step`;
const DATA = `${SCRATCH}/step.f64`;
/** Debian's own, which is the one that sees Debian's packages. */
const PYTHON = "/usr/bin/python3";
/** Whose replicates PyTorch runs as well. */
const REPLICATED = "B12";

/** A program that runs the step. */
interface Peer {
  readonly name: string;
  readonly threads: number;
  readonly command: string;
  /** Before B, n and d. */
  readonly args: readonly string[];
}

const python = (name: string, form: string, threads: number): Peer => ({
  ...{ name: threads === 1 ? name : `${name}, ${threads} threads`, threads, command: PYTHON },
  args: [`${HERE}/step.py`, form, String(threads), DATA],
});

const javascript = (name: string, file: string, form: string): Peer => ({
  ...{ name, threads: 1, command: Deno.execPath() },
  args: [
    ...["run", "--no-config", "--no-prompt", "--quiet", "--allow-read", "--allow-env"],
    ...["--allow-sys", `${HERE}/${file}`, form, DATA],
  ],
});

const PEERS: readonly Peer[] = [
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

/** The peers of one run of the bench. */
export interface Peers {
  /** To the steps. */
  readonly invite: Invite;
  /** To the replicates. */
  replicates(): Promise<readonly ReplicateGuest[] & AsyncDisposable>;
  /** Who took part in the steps, and who did not. */
  notes(): PeerNote[];
}

/** Builds what has to be built; `say` is told who is missing, once. */
export async function findPeers(say: (text: string) => void): Promise<Peers> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const notes = new Map<string, PeerNote>();
  const missing = (name: string, reason: string) => {
    if (notes.get(name)?.missing === undefined) say(`${name} is missing: ${reason}`);
    notes.set(name, { ...notes.get(name), name, missing: reason });
  };
  const noCompiler = await compileC();
  if (noCompiler !== undefined) missing(PEER.c, noCompiler);
  const start = async (
    name: string,
    command: string,
    args: readonly string[],
  ): Promise<PeerProcess | undefined> => {
    try {
      return await PeerProcess.start(command, { args });
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      missing(name, error.message);
      return undefined;
    }
  };
  return {
    notes: () => [...notes.values()],
    async invite(data) {
      const { prompts, contextLength, dimension } = data.batch;
      await writeData(data);
      const expected = new KernelBatch(data.batch).iclGradient(data.parameters).gradient;
      const guests: Guest[] = [];
      const running = new AsyncDisposableStack();
      for (const { name, threads, command, args } of PEERS) {
        // Who was missing once is not asked again.
        if (notes.get(name)?.missing !== undefined) continue;
        const sizes = [prompts, contextLength, dimension].map(String);
        const peer = await start(name, command, [...args, ...sizes]);
        if (peer === undefined) continue;
        running.use(peer);
        const { version, gradient = [] } = peer.hello;
        const before = notes.get(name)?.difference ?? 0;
        const difference = Math.max(before, relativeDifference(gradient, expected));
        notes.set(name, { name, version, difference });
        guests.push({ name, threads, run: (milliseconds) => peer.read(milliseconds) });
      }
      return { guests, [Symbol.asyncDispose]: () => running.disposeAsync() };
    },
    async replicates() {
      const claim = (await timedClaims()).find(({ id }) => id === REPLICATED)!;
      const settings = JSON.stringify(settingsOf(claim).map(({ setting }) => setting));
      const running = new AsyncDisposableStack();
      const guests: ReplicateGuest[] = [];
      for (const threads of [1, 2]) {
        const name = threads === 1 ? PEER.training : `${PEER.training}, ${threads} threads`;
        const args = [`${HERE}/replicate.py`, String(threads), settings];
        const peer = await start(`${name}, replicates of ${claim.id}`, PYTHON, args);
        if (peer === undefined) continue;
        running.use(peer);
        const run = (milliseconds: number) => peer.read(milliseconds);
        guests.push({ claim: claim.id, name, threads, run });
      }
      return Object.assign(guests, { [Symbol.asyncDispose]: () => running.disposeAsync() });
    },
  };
}

/** Why there is no program, undefined when there is one. */
async function compileC(): Promise<string | undefined> {
  const args = [
    "-O3",
    "-march=native",
    "-ffast-math",
    `${HERE}/icl_step.c`,
    "-lm",
    "-o",
    C_PROGRAM,
  ];
  try {
    const { success, stderr } = await new Deno.Command("gcc", { args }).output();
    return success ? undefined : `gcc: ${new TextDecoder().decode(stderr).split("\n")[0]}`;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "there is no gcc";
    throw error;
  }
}

async function writeData(data: StepData): Promise<void> {
  using file = await Deno.open(DATA, { write: true, create: true, truncate: true });
  const writer = file.writable.getWriter();
  for (const array of arraysOf(data)) {
    await writer.write(new Uint8Array(array.buffer as ArrayBuffer));
  }
  await writer.close();
}

/** Largest difference of two gradients over the largest entry of the second; Infinity for another length. */
export function relativeDifference(got: ArrayLike<number>, wanted: Float64Array): number {
  if (got.length !== wanted.length) return Infinity;
  const largest = wanted.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return wanted.reduce((most, entry, i) => Math.max(most, Math.abs(got[i] - entry)), 0) / largest;
}
