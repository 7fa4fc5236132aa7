/** The first questions to a user's model: does it answer, always the same, how fast and how precisely? */

import type { Offer } from "../../src/attention/offer.ts";
import { FORMS, type Operation, type Operations } from "../../src/attention/operations.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { fromFlat } from "../../src/linalg.ts";
import { type RandomStream, randomStream } from "../../src/prng.ts";
import type { AttentionCall } from "../../src/tasks/attention_call.ts";
import { drawCall, drawMask } from "../../src/tasks/draw_call.ts";
import { answersLength, type Calls } from "./calls.ts";
import type { SubjectDesk } from "./subject_desk.ts";

/** What came of trying a model. */
export interface Trial {
  /** Why it cannot be judged. */
  readonly unusable?: string;
  /** Microseconds of a call alone, and of one among many. */
  readonly alone: number;
  readonly among: number;
  /** Bits of the fraction that its answers make use of, by the type that holds them all. */
  readonly heldBy: "float64" | "float32" | "16 bits";
  /** By operation, the largest difference from the reference. */
  readonly differences: ReadonlyMap<Operation, number>;
}

/** Points, dimensions and calls of a question. */
const [POINTS, DIMENSION, CALLS] = [12, 3, 200];

/** Asks every operation that a model offers, the same question twice. */
export async function tryModel(
  desk: Pick<SubjectDesk, "ask">,
  { operations }: Offer,
): Promise<Trial> {
  const differences = new Map<Operation, number>();
  const seen: number[] = [];
  const failed = (unusable: string): Trial => (
    { unusable, alone: 0, among: 0, heldBy: "float64", differences }
  );
  for (const operation of operations) {
    const calls = callsOf(operation, 3);
    const [first, second] = [await desk.ask(calls), await desk.ask(calls)];
    if ("error" in first) return failed(`${operation}: ${first.error}`);
    if ("refused" in first) {
      return failed(`${operation} must answer where every query sees a point, got a refusal`);
    }
    if ("error" in second) return failed(`${operation}, asked once more: ${second.error}`);
    const at = first.values.findIndex((value, i) => !Object.is(value, second.values[i]));
    if (at >= 0) {
      return failed(
        `${operation} must answer the same question the same way, got ${
          first.values[at]
        } and then ` +
          `${second.values[at]}: turn off dropout and whatever draws at random`,
      );
    }
    seen.push(...first.values);
    const expected = reference(calls);
    const difference = first.values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - expected[i])),
      0,
    );
    differences.set(operation, difference);
  }
  const [operation] = operations;
  const alone = await timed(() => desk.ask(callsOf(operation, 1)), 5);
  const among = await timed(() => desk.ask(callsOf(operation, CALLS)), 2) / CALLS;
  return { alone, among, heldBy: heldBy(seen), differences };
}

/** Calls of usual sizes, always the same ones. */
function callsOf(operation: Operation, count: number): Calls {
  const stream = randomStream(1, "try", operation);
  const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
  const prompt = () =>
    [
      {
        covariates: fromFlat(normals(POINTS * DIMENSION), POINTS, DIMENSION),
        labels: normals(POINTS),
        query: normals(DIMENSION),
      },
      fromFlat(normals(DIMENSION ** 2), DIMENSION, DIMENSION),
    ] as const;
  const args: { readonly [Name in Operation]: () => Parameters<Operations[Name]> } = {
    weigh: () => [normals(POINTS)],
    weighVjp: () => [normals(POINTS), normals(POINTS)],
    weighTopK: () => [normals(POINTS), 5],
    weighWithSink: () => [normals(POINTS), stream.normal()],
    streamSoftmax: () => [[{ scores: normals(7), labels: normals(7) }, {
      scores: normals(5),
      labels: normals(5),
    }]],
    attend: () => [...prompt()],
    predict: () => [...prompt()],
    predictLinear: () => [...prompt()],
    predictRelu: () => [...prompt()],
    attendBatch: () => [attentionCall(stream)],
    attendGradient: () => [attentionCall(stream), normals(2 * 2 * 2 * 2)],
  };
  const pack = FORMS[operation].pack as (args: readonly unknown[]) => ReturnType<
    (typeof FORMS)[Operation]["pack"]
  >;
  const packed = Array.from({ length: count }, () => pack(args[operation]()));
  return {
    operation,
    sizes: packed.map(({ sizes }) => sizes),
    values: Float64Array.from(packed.flatMap(({ values }) => [...values])),
  };
}

/** Two prompts, heads and queries, with lengths and a mask. */
function attentionCall(stream: RandomStream): AttentionCall {
  const two = { prompts: 2, heads: 2, keyHeads: 2, queries: 2, valueDimension: 2 };
  const shape = { ...two, points: POINTS, dimension: DIMENSION };
  const call = drawCall(shape, stream, [POINTS, POINTS - 3]);
  return { ...call, mask: drawMask(call, stream) };
}

/** What the reference answers, where it has the operation; of derivatives, by the softmax's own. */
function reference({ operation, sizes, values }: Calls): Float64Array {
  const answers = new Float64Array(answersLength({ operation, sizes }));
  const { fields, unpack, flatten } = FORMS[operation];
  const act = (operation === "weighVjp" ? softmaxVjp : referenceSubject[operation]) as (
    ...args: readonly unknown[]
  ) => unknown;
  let [from, at] = [0, 0];
  for (const size of sizes) {
    const length = fields(size).reduce((sum, field) => sum + field.length, 0);
    const args = unpack({ sizes: size, values: values.slice(from, from += length) });
    const flat = flatten(act(...args)) as ArrayLike<number>;
    answers.set(flat, at);
    at += flat.length;
  }
  return answers;
}

function softmaxVjp(scores: Float64Array, cotangent: Float64Array): Float64Array {
  const weights = referenceSubject.weigh(scores);
  const mean = weights.reduce((sum, a, i) => sum + a * cotangent[i], 0);
  return weights.map((a, i) => a * (cotangent[i] - mean));
}

/** Microseconds of the fastest of some runs. */
async function timed(run: () => Promise<unknown>, runs: number): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await run();
    best = Math.min(best, performance.now() - from);
  }
  return best * 1000;
}

function heldBy(values: readonly number[]): Trial["heldBy"] {
  const isHeld = (round: (value: number) => number) =>
    values.every((value) => Object.is(value, round(value)) || Number.isNaN(value));
  if (!isHeld(Math.fround)) return "float64";
  const bits = new DataView(new ArrayBuffer(4));
  const isSixteen = isHeld((value) => {
    // bfloat16 has 8 bits of the fraction, float16 11: of a float32 the last 13 are 0 in either.
    bits.setFloat32(0, value);
    bits.setUint32(0, bits.getUint32(0) & 0xffffe000);
    return bits.getFloat32(0);
  });
  return isSixteen ? "16 bits" : "float32";
}
