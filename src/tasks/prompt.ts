/** A prompt: labelled context points and the query whose label is asked for. */

import {
  entriesOf,
  fromFlat,
  type Matrix,
  type MatrixLike,
  toMatrix,
  type Vector,
} from "../linalg.ts";
import { requireFinite, requireLength } from "../validate.ts";

/** Context (x_i, y_i), i < n, and a query x_q in d dimensions. */
export interface Prompt {
  /** n×d, one covariate x_i a row. */
  readonly covariates: Matrix;
  /** n labels y_i. */
  readonly labels: Float64Array;
  /** x_q, d entries. */
  readonly query: Float64Array;
}

/** What a prompt is made from. */
export interface PromptInput {
  /** n×d rows. */
  readonly covariates: MatrixLike;
  /** n labels. */
  readonly labels: Vector;
  /** d entries. */
  readonly query: Vector;
}

/**
 * A checked prompt: finite numbers, at least one context point, shapes that fit.
 *
 * @example Two points on the circle
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { createPrompt } from "@attest/attest";
 *
 * const prompt = createPrompt({ covariates: [[1, 0], [0, 1]], labels: [3, 5], query: [0.6, 0.8] });
 * assertEquals(prompt.covariates.rows, 2);
 * ```
 *
 * @throws {RangeError} On an empty context, mismatched shapes or non-finite numbers.
 */
export function createPrompt({ covariates, labels, query }: PromptInput): Prompt {
  const rows = "rows" in covariates ? covariates.rows : covariates.length;
  if (rows === 0) throw new RangeError("the context must have at least 1 labelled point, got 0");
  const matrix = toMatrix(covariates, "covariates");
  requireLength("labels", labels, { length: rows, because: "like the covariates' rows" });
  requireFinite("labels", labels);
  requireFinite("query", query);
  if (matrix.columns !== query.length) {
    throw new RangeError(
      `covariates must have ${query.length} columns like the query, got ${matrix.columns}`,
    );
  }
  return {
    covariates: matrix,
    labels: Float64Array.from(labels),
    query: Float64Array.from(query),
  };
}

/** B prompts of one shape with the value asked for in each, stored flat for fast loops. */
export interface PromptBatch {
  /** B. */
  readonly prompts: number;
  /** n, context points a prompt. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
  /** B·n·d covariates, prompt by prompt, point by point. */
  readonly covariates: Float64Array;
  /** B·n labels. */
  readonly labels: Float64Array;
  /** B·d queries. */
  readonly queries: Float64Array;
  /** B targets: what a perfect prediction would be. */
  readonly targets: Float64Array;
}

/** The sizes of a batch. */
export type BatchShape = Pick<PromptBatch, "prompts" | "contextLength" | "dimension">;

/** An all-zero batch to be filled by a sampler. */
export function emptyBatch({ prompts, contextLength, dimension }: BatchShape): PromptBatch {
  return {
    prompts,
    contextLength,
    dimension,
    covariates: new Float64Array(prompts * contextLength * dimension),
    labels: new Float64Array(prompts * contextLength),
    queries: new Float64Array(prompts * dimension),
    targets: new Float64Array(prompts),
  };
}

/** The batch that a sampler is to fill: the one given, or an empty one; throws a RangeError on another shape. */
export function batchToFill(shape: BatchShape, into: PromptBatch = emptyBatch(shape)): PromptBatch {
  const { prompts, contextLength, dimension } = shape;
  const same = into.prompts === prompts && into.contextLength === contextLength &&
    into.dimension === dimension;
  if (same) return into;
  const text = ({ prompts, contextLength, dimension }: BatchShape) =>
    `${prompts}×${contextLength}×${dimension}`;
  throw new RangeError(
    `a batch to draw into must have ${text(shape)} covariates, got ${text(into)}`,
  );
}

/**
 * One batch from prompts of equal shape and their targets.
 *
 * @throws {RangeError} On no prompts, unequal shapes, or another number of targets.
 */
export function stackPrompts(prompts: readonly Prompt[], targets: Vector): PromptBatch {
  if (prompts.length === 0) throw new RangeError("a batch must have at least 1 prompt, got 0");
  requireLength("targets", targets, { length: prompts.length, because: "one per prompt" });
  requireFinite("targets", targets);
  const { rows: contextLength, columns: dimension } = prompts[0].covariates;
  const batch = emptyBatch({ prompts: prompts.length, contextLength, dimension });
  prompts.forEach(({ covariates, labels, query }, b) => {
    if (covariates.rows !== contextLength || covariates.columns !== dimension) {
      throw new RangeError(
        `prompts of a batch must be ${contextLength}×${dimension} like the first, ` +
          `got ${covariates.rows}×${covariates.columns} at index ${b}`,
      );
    }
    batch.covariates.set(entriesOf(covariates), b * contextLength * dimension);
    batch.labels.set(labels, b * contextLength);
    batch.queries.set(query, b * dimension);
    batch.targets[b] = targets[b];
  });
  return batch;
}

/** Prompt b of a batch, copied. */
export function promptAt(batch: PromptBatch, b: number): Prompt {
  const { contextLength: n, dimension: d } = batch;
  return {
    covariates: fromFlat(batch.covariates.subarray(b * n * d, (b + 1) * n * d), n, d),
    labels: batch.labels.slice(b * n, (b + 1) * n),
    query: batch.queries.slice(b * d, (b + 1) * d),
  };
}
