/** What a model of one's own may offer, operation by operation, and how each is asked in plain numbers. */

import { entriesOf, fromFlat, type Matrix } from "../linalg.ts";
import type { AttentionGradient } from "../model/batched_attention_gradient.ts";
import type { SinkWeights } from "../model/sink_token.ts";
import type { Chunk } from "../model/streaming_softmax.ts";
import type { Prompt } from "../tasks/prompt.ts";
import type { Capabilities } from "./capabilities.ts";
import {
  answerLength,
  CALL_SIZES,
  callFields,
  gradientLength,
  gradientOf,
  packCall,
  unpackCall,
} from "./packed_call.ts";

/** Operations that a model may have; any one of `SUFFICIENT` is enough to be judged. */
export interface Operations extends
  Pick<
    Capabilities,
    | ("weigh" | "attend" | "predict" | "predictLinear" | "predictRelu")
    | ("weighTopK" | "weighWithSink" | "streamSoftmax")
    | ("attendBatch" | "attendGradient")
  > {
  /** The gradient of Σ c_i a_i at n scores, with a their weights and c the cotangent: n numbers. */
  weighVjp(scores: Float64Array, cotangent: Float64Array): Float64Array;
}

/** An operation's name. */
export type Operation = keyof Operations;

/** One call as numbers: what its arguments measure, and then all their entries in the order of the fields. */
export interface Packed {
  readonly sizes: readonly number[];
  readonly values: Float64Array;
}

/** A part of a call's numbers. */
export interface Field {
  readonly name: string;
  readonly length: number;
}

/** How an operation is asked and answered in plain numbers. */
export interface Form<Name extends Operation = Operation> {
  /** What the sizes are, for people: "n", "n, d". */
  readonly sizes: string;
  /** The parts of a call of these sizes. */
  fields(sizes: readonly number[]): Field[];
  /** How many numbers answer a call of these sizes. */
  answers(sizes: readonly number[]): number;
  pack(args: Parameters<Operations[Name]>): Packed;
  unpack(packed: Packed): Parameters<Operations[Name]>;
  /** An answer as numbers; what is none, such as text or a promise, as a text that says so. */
  flatten(answer: unknown): ArrayLike<number> | string;
  /** The answer that these numbers are, to a call of these sizes. */
  answer(values: Float64Array, sizes: readonly number[]): ReturnType<Operations[Name]>;
}

/** The forms of all operations. */
export const FORMS: { readonly [Name in Operation]: Form<Name> } = {
  weigh: {
    sizes: "n",
    fields: ([n]) => [{ name: "scores", length: n }],
    answers: ([n]) => n,
    pack: ([scores]) => ({ sizes: [scores.length], values: Float64Array.from(scores) }),
    unpack: ({ values }) => [values],
    flatten: numbersOf,
    answer: (values) => values,
  },
  weighVjp: {
    sizes: "n",
    fields: ([n]) => [{ name: "scores", length: n }, { name: "cotangent", length: n }],
    answers: ([n]) => n,
    pack: ([scores, cotangent]) => ({ sizes: [scores.length], values: joined(scores, cotangent) }),
    unpack: ({ sizes: [n], values }) => [values.slice(0, n), values.slice(n)],
    flatten: numbersOf,
    answer: (values) => values,
  },
  weighTopK: {
    sizes: "n, k",
    fields: ([n]) => [{ name: "scores", length: n }],
    answers: ([n]) => n,
    pack: ([scores, k]) => ({ sizes: [scores.length, k], values: Float64Array.from(scores) }),
    unpack: ({ sizes: [, k], values }) => [values, k],
    flatten: numbersOf,
    answer: (values) => values,
  },
  weighWithSink: {
    sizes: "n",
    fields: ([n]) => [{ name: "scores", length: n }, { name: "sinkScore", length: 1 }],
    answers: ([n]) => n + 1,
    pack: ([scores, sink]) => ({ sizes: [scores.length], values: joined(scores, [sink]) }),
    unpack: ({ sizes: [n], values }) => [values.slice(0, n), values[n]],
    flatten: sinkNumbers,
    answer: (values) => ({ weights: values.slice(0, -1), sinkWeight: values.at(-1)! }),
  },
  streamSoftmax: {
    sizes: "n of each chunk",
    fields: (sizes) => ["scores", "labels"].map((name) => ({ name, length: sumOf(sizes) })),
    answers: () => 1,
    pack: ([chunks]) => ({
      sizes: chunks.map(({ scores }) => scores.length),
      values: joined(
        ...chunks.map(({ scores }) => scores),
        ...chunks.map(({ labels }) => labels),
      ),
    }),
    unpack: ({ sizes, values }) => [chunksOf(sizes, values)],
    flatten: numberOf,
    answer: ([value]) => value,
  },
  attend: { ...ofPrompts(), answers: ([n]) => n, flatten: numbersOf, answer: (values) => values },
  predict: { ...ofPrompts(), ...ofOne() },
  predictLinear: { ...ofPrompts(), ...ofOne() },
  predictRelu: { ...ofPrompts(), ...ofOne() },
  attendBatch: {
    sizes: CALL_SIZES,
    fields: callFields,
    answers: answerLength,
    pack: ([call]) => packCall(call),
    unpack: (packed) => [unpackCall(packed)],
    flatten: numbersOf,
    answer: (values) => values,
  },
  attendGradient: {
    sizes: CALL_SIZES,
    fields: (sizes) => [
      ...callFields(sizes),
      { name: "cotangent", length: answerLength(sizes) },
    ],
    answers: gradientLength,
    pack: ([call, cotangent]) => {
      const { sizes, values } = packCall(call);
      return { sizes, values: joined(values, cotangent) };
    },
    unpack: ({ sizes, values }) => {
      const end = values.length - answerLength(sizes);
      return [unpackCall({ sizes, values: values.subarray(0, end) }), values.slice(end)];
    },
    flatten: gradientNumbers,
    answer: gradientOf,
  },
};

/** Operations of which one is enough to be judged. */
export const SUFFICIENT: readonly Operation[] = ["weigh", "attend", "predict", "attendBatch"];

/** The names of all operations. */
export const OPERATIONS: readonly Operation[] = Object.keys(FORMS) as Operation[];

/** Whether a name is that of an operation. */
export function isOperation(name: string): name is Operation {
  return Object.hasOwn(FORMS, name);
}

/** How many numbers ask a call of these sizes. */
export function askedLength(operation: Operation, sizes: readonly number[]): number {
  return FORMS[operation].fields(sizes).reduce((sum, { length }) => sum + length, 0);
}

function ofPrompts(): Pick<Form<"attend">, "sizes" | "fields" | "pack" | "unpack"> {
  return {
    sizes: "n, d",
    fields: ([n, d]) => [
      { name: "covariates", length: n * d },
      { name: "labels", length: n },
      { name: "query", length: d },
      { name: "parameters", length: d * d },
    ],
    pack: ([{ covariates, labels, query }, parameters]) => ({
      sizes: [labels.length, query.length],
      values: joined(entriesOf(covariates), labels, query, entriesOf(parameters)),
    }),
    unpack: ({ sizes: [n, d], values }) => [promptOf(n, d, values), matrixOf(d, values)],
  };
}

function ofOne() {
  return {
    answers: () => 1,
    flatten: numberOf,
    answer: ([value]: Float64Array) => value,
  };
}

function promptOf(n: number, d: number, values: Float64Array): Prompt {
  return {
    covariates: fromFlat(values.subarray(0, n * d), n, d),
    labels: values.slice(n * d, n * d + n),
    query: values.slice(n * d + n, n * d + n + d),
  };
}

function matrixOf(d: number, values: Float64Array): Matrix {
  return fromFlat(values.subarray(values.length - d * d), d, d);
}

function chunksOf(sizes: readonly number[], values: Float64Array): Chunk[] {
  const half = values.length / 2;
  let at = 0;
  return sizes.map((length) => {
    const scores = values.slice(at, at + length);
    const labels = values.slice(half + at, half + at + length);
    at += length;
    return { scores, labels };
  });
}

function sumOf(sizes: readonly number[]): number {
  return sizes.reduce((sum, size) => sum + size, 0);
}

function joined(...parts: readonly ArrayLike<number>[]): Float64Array {
  const values = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}

function numbersOf(answer: unknown): ArrayLike<number> | string {
  const isList = Array.isArray(answer) || ArrayBuffer.isView(answer);
  if (!isList) return kindOf(answer);
  const numbers = answer as ArrayLike<unknown>;
  for (let i = 0; i < numbers.length; i++) {
    if (typeof numbers[i] !== "number") return `a list with ${kindOf(numbers[i])} at ${i}`;
  }
  return numbers as ArrayLike<number>;
}

function numberOf(answer: unknown): ArrayLike<number> | string {
  return typeof answer === "number" ? [answer] : kindOf(answer);
}

function sinkNumbers(answer: unknown): ArrayLike<number> | string {
  const { weights, sinkWeight } = (answer ?? {}) as Partial<SinkWeights>;
  const [all, sink] = [numbersOf(weights), numberOf(sinkWeight)];
  if (typeof all === "string") return `weights that are ${all}`;
  return typeof sink === "string" ? `a sinkWeight that is ${sink}` : joined(all, sink);
}

function gradientNumbers(answer: unknown): ArrayLike<number> | string {
  const parts: ArrayLike<number>[] = [];
  for (const name of ["queries", "keys", "values"] as const) {
    const part = numbersOf((answer as Partial<AttentionGradient> | null | undefined)?.[name]);
    if (typeof part === "string") return `${name} that are ${part}`;
    parts.push(part);
  }
  return joined(...parts);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
