/** The claims that are timed, in a process of their own: their code is none of the bench's. */

import { hashSeed } from "../../src/prng.ts";
import { UsageError } from "../base/usage_error.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { reasonOf, type Reply } from "../judged/claim_process.ts";
import type { Question } from "../judged/messages.ts";
import type { Ask } from "../judged/with_process.ts";
import type { Contestant } from "./rounds.ts";

/** Replicates that are timed together: settings differ in size, and all are to count. */
export const TOGETHER = 4;

/** What is timed of these replicates: all of it, or one part of their trainings. */
export type Part = Extract<Question, { kind: "time" }>["part"];

/** All claims in one process, which alternate there as contestants in the process of the bench do. */
export class TimedClaims {
  readonly #cards: ReadonlyMap<string, ClaimCard>;
  readonly #ask: Ask;
  #loaded: string | undefined;

  /** The claims of props/, and a process that has loaded none. */
  constructor(cards: readonly ClaimCard[], ask: Ask) {
    this.#cards = new Map(cards.map((card) => [card.id, card]));
    this.#ask = ask;
  }

  /** Ids of the claims that have cases, or replicates. */
  ids(unit: ClaimCard["unit"]): string[] {
    return [...this.#cards.values()].filter((card) => card.unit === unit).map(({ id }) => id);
  }

  /** The settings of {@link TOGETHER} replicates, for others to run them too. */
  async settingsOf(id: string): Promise<unknown[]> {
    const reply = await this.#askOf(id, { kind: "settings", seeds: seedsOf(id) });
    if (reply.kind !== "settings") throw untimed(id, reply);
    return reply.settings.map(({ spec }) => spec);
  }

  /** A part of {@link TOGETHER} replicates. */
  part(id: string, part: Part): Contestant {
    return async (milliseconds) => {
      const question = { kind: "time", part, seeds: seedsOf(id), milliseconds } as const;
      const reply = await this.#askOf(id, question);
      if (reply.kind !== "timed") throw untimed(id, reply);
      return reply;
    };
  }

  /** Cases or replicates that were not run before, of which each has the mean time. */
  rate(id: string): Contestant {
    let from = 0;
    return async (milliseconds) => {
      const reply = await this.#askOf(id, { kind: "rate", from, milliseconds });
      if (reply.kind !== "timed" || reply.count === undefined) throw untimed(id, reply);
      from += reply.count;
      return reply;
    };
  }

  async #askOf(id: string, question: Question): Promise<Reply> {
    const card = this.#cards.get(id);
    if (card === undefined) throw new UsageError(`${id} is timed and must be in props/, got none`);
    if (this.#loaded !== id) await this.#ask({ kind: "claim", slug: card.slug });
    this.#loaded = id;
    return await this.#ask(question);
  }
}

function seedsOf(id: string): number[] {
  return Array.from({ length: TOGETHER }, (_, i) => hashSeed("bench", id, i));
}

function untimed(id: string, reply: Reply): UsageError {
  return new UsageError(`${id} must tell what it takes, got ${reasonOf(reply)}`);
}
