/** The peers of one run of the bench: started where they can be, named where they cannot. */

import { KernelBatch } from "../../src/training/kernel_icl_loss.ts";
import { replaceAtomically, writeAll } from "../base/atomic_write.ts";
import type { PeerNote } from "./bench_report.ts";
import { C_PROGRAM, DATA, HERE, PEERS, PYTHON, REPLICATED, SCRATCH } from "./peer_list.ts";
import { PeerMissing, PeerProcess } from "./peer_process.ts";
import type { ReplicatePeer } from "./replicates.ts";
import { arraysOf, type StepData } from "./step_data.ts";
import type { Peer, PeerSession } from "./step_times.ts";
import { PEER } from "./peer_names.ts";
import type { TimedClaims } from "./timed_claims.ts";

/** Starts peers, and keeps a note of each. */
export class Peers {
  readonly #notes = new Map<string, PeerNote>();
  readonly #say: (text: string) => void;

  /** `say` is told who is missing, once. */
  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  /** Builds what has to be built. */
  static async prepare(say: (text: string) => void): Promise<Peers> {
    const peers = new Peers(say);
    await Deno.mkdir(SCRATCH, { recursive: true });
    const reason = await compileC();
    if (reason !== undefined) peers.#miss(PEER.c, reason);
    return peers;
  }

  /** Who took part, and who did not. */
  notes(): PeerNote[] {
    return [...this.#notes.values()];
  }

  /** All that can be started on these data. */
  async start(data: StepData): Promise<PeerSession> {
    const { prompts, contextLength, dimension } = data.batch;
    await writeData(data);
    const expected = new KernelBatch(data.batch).iclGradient(data.parameters).gradient;
    const peers: Peer[] = [];
    const running = new AsyncDisposableStack();
    for (const { name, threads, command, args } of PEERS) {
      const sizes = [prompts, contextLength, dimension].map(String);
      const peer = await this.#start(name, command, [...args, ...sizes]);
      if (peer === undefined) continue;
      running.use(peer);
      const { version, gradient = [] } = peer.hello;
      const before = this.#notes.get(name)?.difference ?? 0;
      const difference = Math.max(before, relativeDifference(gradient, expected));
      this.#notes.set(name, { name, version, difference });
      peers.push({ name, threads, run: (milliseconds) => peer.read(milliseconds) });
    }
    return { peers, [Symbol.asyncDispose]: () => running.disposeAsync() };
  }

  /** PyTorch's replicates of the same settings. */
  async replicates(claims: TimedClaims): Promise<readonly ReplicatePeer[] & AsyncDisposable> {
    const settings = JSON.stringify(await claims.settingsOf(REPLICATED));
    const running = new AsyncDisposableStack();
    const peers: ReplicatePeer[] = [];
    for (const threads of [1, 2]) {
      const name = threads === 1 ? PEER.training : `${PEER.training}, ${threads} threads`;
      const args = ["-B", `${HERE}/replicate.py`, String(threads), settings];
      const peer = await this.#start(`${name}, replicates of ${REPLICATED}`, PYTHON, args);
      if (peer === undefined) continue;
      running.use(peer);
      const run = (milliseconds: number) => peer.read(milliseconds);
      peers.push({ claim: REPLICATED, name, threads, run });
    }
    return Object.assign(peers, { [Symbol.asyncDispose]: () => running.disposeAsync() });
  }

  /** Undefined when it is missing; who was missing once is not asked again. */
  async #start(
    name: string,
    command: string,
    args: readonly string[],
  ): Promise<PeerProcess | undefined> {
    if (this.#notes.get(name)?.missing !== undefined) return undefined;
    try {
      return await PeerProcess.start(command, { args });
    } catch (error) {
      if (!(error instanceof PeerMissing)) throw error;
      this.#miss(name, error.message);
      return undefined;
    }
  }

  #miss(name: string, missing: string): void {
    this.#say(`${name} is missing: ${missing}`);
    this.#notes.set(name, { name, missing });
  }
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
  await replaceAtomically(DATA, async (file) => {
    for (const array of arraysOf(data)) await writeAll(file, new Uint8Array(array.buffer));
  });
}

/** Largest difference of two gradients over the largest entry of the second; Infinity for another length. */
export function relativeDifference(got: ArrayLike<number>, wanted: Float64Array): number {
  if (got.length !== wanted.length) return Infinity;
  const largest = wanted.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  return wanted.reduce((most, entry, i) => Math.max(most, Math.abs(got[i] - entry)), 0) / largest;
}
