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
import {
  FORMS,
  type Operation,
  type Operations,
  type Packed,
} from "../../src/attention/operations.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { Subject } from "../../src/claim/subject.ts";
import { answersLength, type Calls } from "../subject/calls.ts";

/** Asks the judge, and waits for the answer. */
export type AskJudge = (calls: Calls) => { readonly values: Float64Array } | {
  readonly error: string;
  readonly ended?: boolean;
};

/** Numbers that are asked at a time; what a batch holds beyond them waits for the next. */
const MOST = 1 << 19;
/** A batch in which fewer calls than this share were of use is the last: what is asked follows from what was answered. */
const USEFUL = 0.5;

type Args<Name extends Operation> = Parameters<Operations[Name]>;

interface Known {
  readonly packed: Packed;
  /** It was asked before it was needed. */
  readonly isPrepared?: boolean;
  isUsed?: boolean;
  readonly values?: Float64Array;
  readonly error?: string;
}

/** A model that offers these operations. */
export class AskedSubject {
  readonly #names: readonly Operation[];
  readonly #askJudge: AskJudge;
  readonly #known = new Map<string, Known[]>();
  #wanted = new Map<Operation, Packed[]>();
  #ended: string | undefined;
  #isAdaptive = false;

  /** Asks nothing yet. */
  constructor(names: readonly Operation[], askJudge: AskJudge) {
    this.#names = names;
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

  /** Asks in one go what `run` will ask, as far as it can be known. */
  prepare(run: (subject: Subject) => void): void {
    if (this.#isAdaptive || this.#ended !== undefined) return;
    this.#known.clear();
    this.#wanted = new Map();
    try {
      run(this.#subjectOf((name) => this.#recording(name)));
    } catch {
      // Of what, the run on the model itself will tell.
    }
    this.#askWanted();
  }

  /** What was prepared has been used, as far as it will be: where that is little, no more is prepared. */
  finish(): void {
    const prepared = [...this.#known.values()].flat().filter(({ isPrepared }) => isPrepared);
    const used = prepared.filter(({ isUsed }) => isUsed).length;
    if (used < USEFUL * prepared.length) this.#isAdaptive = true;
  }

  #subjectOf(make: <Name extends Operation>(name: Name) => Batched<Name>): Subject {
    const given = Object.fromEntries(this.#names.map((name) => [name, make(name)]));
    return Object.freeze({
      name: "yours",
      description: "a model of a user's own",
      ...givenSubject(given as GivenOperations),
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
        if (known.values === undefined) throw new Error(known.error);
        return answer(known.values);
      });
    };
    const one = (...args: Args<Name>) => all([args])[0];
    return Object.assign(one, { all }) as unknown as Batched<Name>;
  }

  #askWanted(): void {
    const wanted = this.#wanted;
    this.#known.clear();
    for (const [name, calls] of wanted) this.#askAll(name, calls, { isPrepared: true });
  }

  /** Asks many at once; of a batch that fails nothing is known, and its calls are asked one by one when they come. */
  #askAll(name: Operation, calls: readonly Packed[], { isPrepared = false } = {}): void {
    for (let from = 0; from < calls.length && this.#ended === undefined;) {
      let [to, numbers] = [from, 0];
      while (to < calls.length && (to === from || numbers + calls[to].values.length <= MOST)) {
        numbers += calls[to++].values.length;
      }
      const batch = calls.slice(from, to);
      const sizes = batch.map(({ sizes }) => sizes);
      const reply = this.#askJudge({ operation: name, sizes, values: joined(batch, numbers) });
      if ("error" in reply) return;
      let at = 0;
      for (const packed of batch) {
        const length = answersLength({ operation: name, sizes: [packed.sizes] });
        const values = reply.values.slice(at, at += length);
        this.#remember(name, { packed, values, isPrepared });
      }
      from = to;
    }
  }

  #askOne(name: Operation, packed: Packed): Known {
    if (this.#ended !== undefined) return { packed, error: this.#ended };
    const { sizes, values } = packed;
    const reply = this.#askJudge({ operation: name, sizes: [sizes], values });
    if ("error" in reply && reply.ended) this.#ended = reply.error;
    const known = { packed, ...reply };
    // What failed is asked once: whoever looks for the culprit runs the case again.
    if ("error" in reply) this.#remember(name, known);
    return known;
  }

  #remember(name: Operation, known: Known): void {
    const key = keyOf(name, known.packed);
    const same = this.#known.get(key);
    if (same === undefined) this.#known.set(key, [known]);
    else same.push(known);
  }

  /**
   * What is known of a call and was not used: who asks the same twice is to have two answers of the model, and not one
   * twice. A failure stays one.
   */
  #take(name: Operation, packed: Packed): Known | undefined {
    const known = this.#known.get(keyOf(name, packed))
      ?.find((one) => (!one.isUsed || one.values === undefined) && isSame(one.packed, packed));
    if (known !== undefined) known.isUsed = true;
    return known;
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

/** The same for the same numbers, and seldom for others. */
function keyOf(name: Operation, { sizes, values }: Packed): string {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words[i], 0x01000193);
  return `${name} ${sizes.join()} ${hash}`;
}

/** Bit by bit: −0 is not 0, and NaN is itself. */
function isSame(one: Packed, other: Packed): boolean {
  const { length } = one.values;
  if (length !== other.values.length) return false;
  for (let i = 0; i < length; i++) if (!Object.is(one.values[i], other.values[i])) return false;
  return one.sizes.join() === other.sizes.join();
}
