/** What answers queries: the fitted rows, the window, and the promises that held-out records allow. */

import type { FailSafe } from "./abstention.ts";
import { referencesOf, refusalOf, type RefusalRule } from "./answers.ts";
import type { Answer } from "./diagnosis.ts";
import type { Encoding } from "./encoding.ts";
import { halfWidth, type ScaledIntervals } from "./intervals.ts";
import { lift } from "./lift.ts";
import { localScales } from "./local_scale.ts";
import type { Points, Records } from "./points.ts";
import { probe, type Probes } from "./probe.ts";

/** Fitted rows, and how they are asked. */
export interface Predictor {
  /** Lifted to the sphere of `radius`. */
  readonly records: Records;
  readonly radius: number;
  /** w. */
  readonly window: number;
  /** The number of each fitted row in its file, from 1. */
  readonly numbers: Int32Array;
}

/** A predictor with its promises: all that answering takes, and what `--save` keeps. */
export interface AnswerModel extends Predictor {
  readonly label: string;
  readonly classes: readonly [string, string] | null;
  readonly encoding: Encoding;
  readonly rule: RefusalRule;
  readonly intervals: ScaledIntervals;
  readonly failSafe: FailSafe;
}

/** Neighbours that are kept for each query: for local scale, ties and references. */
const KEPT = 64;
/** Rows that an answer names. */
const NAMED = 10;

/** Queries put to a predictor at its window, which is the first of the grid. */
export function ask(
  { records, radius, window }: Predictor,
  points: Points,
  onQuery?: (done: number) => void,
): Probes {
  return probe(records, lift(points, radius), {
    grid: { least: window, octaves: 1 },
    neighbours: KEPT,
    ...(onQuery && { onQuery }),
  });
}

/** The answers of a model to encoded queries, in their order. */
export function answerQueries(
  model: AnswerModel,
  points: Points,
  { labels, onQuery }: {
    readonly labels: Float64Array | null;
    readonly onQuery?: (done: number) => void;
  },
): Answer[] {
  const probes = ask(model, points, onQuery);
  const scales = localScales(probes, model.records.labels);
  return Array.from(scales, (scale, q): Answer => {
    const answer = probes.predictions[q * probes.windows.length];
    const width = halfWidth(model.intervals, scale);
    const refused = refusalOf(probes, model.records.labels, { q, w: 0, rule: model.rule }) ??
      (scale > model.failSafe.limit ? "noise" : null);
    return {
      query: q + 1,
      answer,
      refused,
      lower: Number.isFinite(width) ? answer - width : null,
      upper: Number.isFinite(width) ? answer + width : null,
      effective: 1 / probes.squares[q * probes.windows.length],
      scale,
      references: referencesOf(probes, q, { w: 0, most: NAMED }).map((reference) => ({
        ...reference,
        row: model.numbers[reference.row],
        label: model.records.labels[reference.row],
      })),
      label: labels === null || Number.isNaN(labels[q]) ? null : labels[q],
    };
  });
}
