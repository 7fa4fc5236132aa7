/** A model of one's own as a subject: what it offers, and all that follows from it. */

import { dot, fromFlat, toMatrix } from "../linalg.ts";
import { windowOnGrid } from "../measurement/best_inverse_temperature.ts";
import type { Prompt } from "../tasks/prompt.ts";
import type { Capabilities, Capability } from "./capabilities.ts";
import { operatorBy, weighByOperator } from "./given_operator.ts";
import {
  givenIclGradient,
  type GivenLayer,
  givenNearestLoss,
  givenTransformerGradient,
} from "./given_gradients.ts";
import { mergedStream } from "./merged_stream.ts";
import type { Offer, OfferedOperator } from "./offer.ts";
import type { Operation, Operations } from "./operations.ts";
import { whatFollows } from "./variant.ts";

/** An operation that may be asked many times in one call. */
export type Batched<Name extends Operation> = Operations[Name] & {
  all?(calls: readonly Parameters<Operations[Name]>[]): ReturnType<Operations[Name]>[];
};

/** What a model offers. */
export type GivenOperations = { readonly [Name in Operation]?: Batched<Name> };

/**
 * What is ours to do on a model's own curves, and no part of the model: a claim that needs nothing else is not about
 * the model at all.
 */
const OURS: Pick<Capabilities, "chooseWindow"> = { chooseWindow: windowOnGrid };

/**
 * All that a model can do by what it offers. What it offers outright is used as it is; the rest follows by the rule by
 * which variants of the reference follow, and by these:
 *
 * - weights of scores from attention: points s_i on a line, M = 1 and the query 1;
 * - attention from predictions: how much each label moves the prediction;
 * - weights of scores from the operator: one query of one head, with unit vectors as values;
 * - the operator's capabilities from those of its options that it knows;
 * - both papers' losses and gradients from weights and their derivative.
 *
 * @example One forward function is most of a model
 * ```ts
 * import { assert } from "@std/assert";
 * import { softmax } from "@attest/attest";
 * import { givenCapabilities } from "./given_subject.ts";
 *
 * const can = givenCapabilities({ weigh: softmax });
 * assert(can.predict && can.transform && can.weighTopK && !can.predictLinear);
 * ```
 */
export function givenCapabilities(
  given: GivenOperations,
  operator?: OfferedOperator,
): Partial<Capabilities> {
  const { weighVjp, ...own } = given;
  const attend = given.attend ?? (given.weigh ? undefined : attendBy(given.predict));
  const weigh = given.weigh ?? weighBy(attend) ?? weighByOperator(given.attendBatch);
  const gradients = weigh && weighVjp ? gradientsBy(weigh, weighVjp) : {};
  return {
    ...(weigh && { weigh, streamSoftmax: mergedStream(weigh) }),
    ...whatFollows({ ...(weigh && { weigh }), ...gradients }),
    ...gradients,
    ...(attend && { attend, predict: predictBy(attend) }),
    ...own,
    ...(given.attendBatch && operator && operatorBy(given.attendBatch, operator)),
  };
}

/** The same beside what is ours. */
export function givenSubject(
  given: GivenOperations,
  operator?: OfferedOperator,
): Partial<Capabilities> {
  return { ...OURS, ...givenCapabilities(given, operator) };
}

/** Of these needs, those that a model which offers this lacks; all where none of them is the model's own. */
export function lacking({ operations, operator }: Offer, needs: readonly string[]): string[] {
  const stubs = Object.fromEntries(operations.map((name) => [name, unasked]));
  const can = givenCapabilities(stubs as GivenOperations, operator);
  const isOwn = (need: string) => can[need as Capability] !== undefined;
  if (!needs.some(isOwn)) return [...needs];
  return needs.filter((need) => !isOwn(need) && !Object.hasOwn(OURS, need));
}

function unasked(): never {
  throw new Error("an operation is not asked while it is found out what follows from it");
}

function predictBy(attend: Capabilities["attend"]): Capabilities["predict"] {
  return (prompt, parameters) => dot(attend(prompt, parameters), prompt.labels);
}

/** On a line with M = 1 and the query 1, points are their own scores. */
function weighBy(attend: Capabilities["attend"] | undefined): Capabilities["weigh"] | undefined {
  return attend && ((scores) => {
    const prompt: Prompt = {
      covariates: fromFlat(scores, scores.length, 1),
      labels: new Float64Array(scores.length),
      query: Float64Array.of(1),
    };
    return attend(prompt, toMatrix([[1]]));
  });
}

/** Where predictions are linear in the labels, up to this share of the largest, unit labels tell the weights exactly. */
const LINEAR = 1e-9;

/** The weight of a point is how much its label moves the prediction. */
function attendBy(predict: Batched<"predict"> | undefined): Capabilities["attend"] | undefined {
  if (predict === undefined) return undefined;
  const all = (calls: readonly Parameters<Operations["predict"]>[]) =>
    predict.all?.(calls) ?? calls.map((call) => predict(...call));
  return (prompt, parameters) => {
    const n = prompt.labels.length;
    const labelled = (labels: Float64Array) => [{ ...prompt, labels }, parameters] as const;
    const units = Array.from({ length: n }, (_, i) => unit(n, i));
    const [own, none, ...weights] = all(
      [prompt.labels, new Float64Array(n), ...units].map((labels) => [...labelled(labels)]),
    );
    const expected = none + dot(Float64Array.from(weights, (w) => w - none), prompt.labels);
    const scale = Math.max(1, ...prompt.labels.map(Math.abs));
    if (none === 0 && Math.abs(own - expected) <= LINEAR * scale) return Float64Array.from(weights);
    return slopes(prompt.labels, (many) => all(many.map((labels) => [...labelled(labels)])));
  };
}

/** Step of central differences: the cube root of the rounding unit. */
const STEP = 6e-6;

/** Central differences in each label, shared so that they sum to one. */
function slopes(
  labels: Float64Array,
  predictAll: (labels: readonly Float64Array[]) => readonly number[],
): Float64Array {
  const moved = [1, -1].flatMap((sign) =>
    Array.from(labels, (_, i) => labels.with(i, labels[i] + sign * STEP))
  );
  const answers = predictAll(moved);
  const raw = labels.map((_, i) => (answers[i] - answers[labels.length + i]) / (2 * STEP));
  const sum = raw.reduce((a, b) => a + b, 0);
  return raw.map((slope) => slope / sum);
}

function unit(n: number, i: number): Float64Array {
  const labels = new Float64Array(n);
  labels[i] = 1;
  return labels;
}

function gradientsBy(
  weigh: Batched<"weigh">,
  weighVjp: Batched<"weighVjp">,
): Pick<Capabilities, "nearestLoss" | "transformerGradient" | "iclGradient"> {
  const layer: GivenLayer = {
    weighAll: (rows) => weigh.all?.(rows.map((row) => [row])) ?? rows.map((row) => weigh(row)),
    pullBackAll: (rows, cotangents) =>
      weighVjp.all?.(rows.map((row, i) => [row, cotangents[i]])) ??
        rows.map((row, i) => weighVjp(row, cotangents[i])),
  };
  return {
    nearestLoss: givenNearestLoss(layer),
    transformerGradient: givenTransformerGradient(layer),
    iclGradient: givenIclGradient(layer),
  };
}
