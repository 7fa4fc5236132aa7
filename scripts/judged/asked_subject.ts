/**
 * A user's model as a claim's process has it: its operations are asked of the judge, who asks the model.
 *
 * Claims ask call by call and wait for each. So what a claim will ask is found out first, by running it with the
 * reference in the model's place, and is asked in one batch; then it is run on the model, whose answers are known. What
 * it asks beside, because the model answered otherwise than the reference, is asked by itself.
 */

import {
  type Batched,
  type GivenOperations,
  givenSubject,
} from "../../src/attention/given_subject.ts";
import type { Offer } from "../../src/attention/offer.ts";
import {
  FORMS,
  type Operation,
  type Operations,
  type Packed,
} from "../../src/attention/operations.ts";
import { Refusal } from "../../src/attention/refusal.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { Subject } from "../../src/claim/subject.ts";
import type { Calls } from "../subject/calls.ts";
import type { Answers } from "../subject/exchange.ts";
import { isSame, keyOf, type Known, PreparedCalls } from "./prepared_calls.ts";

/** Asks the judge, and waits for the answer. */
export type AskJudge = (calls: Calls) => Answers | {
  readonly error: string;
  readonly ended?: boolean;
};

/** Numbers that are asked at a time; what a batch holds beyond them waits for the next. */
const MOST = 1 << 19;
/** A batch in which fewer calls than this share were of use is the last: what is asked follows from what was answered. */
const USEFUL = 0.5;

type Args<Name extends Operation> = Parameters<Operations[Name]>;

/** A model that offers this. */
export class AskedSubject {
  readonly #offer: Offer;
  readonly #askJudge: AskJudge;
  /** What was asked in batches, in order, by operation. */
  readonly #prepared = new Map<Operation, PreparedCalls>();
  /** Calls that failed, by what they were. */
  readonly #failed = new Map<string, Known[]>();
  #wanted = new Map<Operation, Packed[]>();
  #ended: string | undefined;
  #isAdaptive = false;

  /** Asks nothing yet. */
  constructor(offer: Offer, askJudge: AskJudge) {
    this.#offer = offer;
    this.#askJudge = askJudge;
  }

  /** Why the model's process ended while this was asked; from then on every call fails of it. */
  get ended(): string | undefined {
    return this.#ended;
  }

  /** The subject that claims are put to. */
  get subject(): Subject {
    return this.#subjectOf((name) => this.#real(name));
  }

  /** Asks in one go what `run` will ask, as far as it can be known; the numbers that this takes. */
  prepare(run: (subject: Subject) => void): number {
    if (this.#isAdaptive || this.#ended !== undefined) return 0;
    this.#prepared.clear();
    this.#wanted = new Map();
    try {
      run(this.#subjectOf((name) => this.#recording(name)));
    } catch {
      // Of what, the run on the model itself will tell.
    }
    return this.#askWanted();
  }

  /** What was prepared has been used, as far as it will be: where that is little, no more is prepared. */
  finish(): void {
    const prepared = [...this.#prepared.values()].flatMap(({ calls }) => calls);
    const used = prepared.filter(({ isUsed }) => isUsed).length;
    if (used < USEFUL * prepared.length) this.#isAdaptive = true;
  }

  #subjectOf(make: <Name extends Operation>(name: Name) => Batched<Name>): Subject {
    const { operations, operator } = this.#offer;
    const given = Object.fromEntries(operations.map((name) => [name, make(name)]));
    return Object.freeze({
      name: "yours",
      description: "a model of a user's own",
      ...givenSubject(given as GivenOperations, operator),
    });
  }

  #recording<Name extends Operation>(name: Name): Batched<Name> {
    const { pack } = FORMS[name];
    const stand = standIn(name) as (...args: Args<Name>) => ReturnType<Operations[Name]>;
    const record = (...args: Args<Name>) => {
      const calls = this.#wanted.get(name) ?? [];
      this.#wanted.set(name, calls);
      calls.push(pack(args));
      return stand(...args);
    };
    return Object.assign(record, {
      all: (calls: readonly Args<Name>[]) => calls.map((args) => record(...args)),
    }) as unknown as Batched<Name>;
  }

  #real<Name extends Operation>(name: Name): Batched<Name> {
    const { pack, answer } = FORMS[name];
    const all = (calls: readonly Args<Name>[]) => {
      const packed = calls.map(pack);
      const found = packed.map((one) => this.#take(name, one));
      const open = packed.filter((_, i) => found[i] === undefined);
      if (open.length > 1) this.#askAll(name, open);
      return packed.map((one, i) => {
        const known = found[i] ?? this.#take(name, one) ?? this.#askOne(name, one);
        if (known.isRefused) throw new Refusal(`${name} is refused by the model`);
        if (known.values === undefined) throw new Error(known.error);
        return answer(known.values, one.sizes);
      });
    };
    const one = (...args: Args<Name>) => all([args])[0];
    return Object.assign(one, { all }) as unknown as Batched<Name>;
  }

  #askWanted(): number {
    let numbers = 0;
    for (const [name, calls] of this.#wanted) {
      for (const { values } of calls) numbers += values.length;
      this.#askAll(name, calls);
    }
    this.#wanted = new Map();
    return numbers;
  }

  /** Asks many at once; of a batch that fails nothing is known, and its calls are asked one by one when they come. */
  #askAll(name: Operation, calls: readonly Packed[]): void {
    for (let from = 0; from < calls.length && this.#ended === undefined;) {
      let [to, numbers] = [from, 0];
      while (to < calls.length && (to === from || numbers + calls[to].values.length <= MOST)) {
        numbers += calls[to++].values.length;
      }
      const batch = calls.slice(from, to);
      const sizes = batch.map(({ sizes }) => sizes);
      const reply = this.#askJudge({ operation: name, sizes, values: joined(batch, numbers) });
      if ("error" in reply) return;
      const prepared = this.#prepared.get(name) ?? new PreparedCalls();
      this.#prepared.set(name, prepared);
      const { answers } = FORMS[name];
      const refused = new Set(reply.refused);
      let at = 0;
      for (const [i, packed] of batch.entries()) {
        const values = reply.values.subarray(at, at += answers(packed.sizes));
        prepared.add({ packed, values, isRefused: refused.has(i) });
      }
      from = to;
    }
  }

  #askOne(name: Operation, packed: Packed): Known {
    if (this.#ended !== undefined) return { packed, error: this.#ended };
    const { sizes, values } = packed;
    const reply = this.#askJudge({ operation: name, sizes: [sizes], values });
    if ("error" in reply && reply.ended) this.#ended = reply.error;
    if ("error" in reply) {
      // It is asked once: whoever looks for the culprit runs the case again.
      const key = `${name} ${keyOf(packed)}`;
      this.#failed.set(key, [...this.#failed.get(key) ?? [], { packed, ...reply }]);
    }
    return { packed, ...reply, isRefused: "refused" in reply && reply.refused !== undefined };
  }

  /**
   * What is known of a call and was not used: who asks the same twice is to have two answers of the model, and not one
   * twice. A failure stays one.
   */
  #take(name: Operation, packed: Packed): Known | undefined {
    return this.#prepared.get(name)?.take(packed) ??
      this.#failed.get(`${name} ${keyOf(packed)}`)?.find((one) => isSame(one.packed, packed));
  }
}

/** What stands in for the model while it is found out what will be asked. */
function standIn<Name extends Operation>(name: Name): Operations[Name] {
  const { weigh } = referenceSubject;
  const weighVjp: Operations["weighVjp"] = (scores, cotangent) => {
    const weights = weigh(scores);
    const mean = weights.reduce((sum, a, i) => sum + a * cotangent[i], 0);
    return weights.map((a, i) => a * (cotangent[i] - mean));
  };
  return { ...referenceSubject, weighVjp }[name] as Operations[Name];
}

function joined(calls: readonly Packed[], numbers: number): Float64Array {
  const values = new Float64Array(numbers);
  let at = 0;
  for (const call of calls) {
    values.set(call.values, at);
    at += call.values.length;
  }
  return values;
}
