/** Models in files, `attest-answer-model/1`: what answers queries later, with the rows that it needs. */

import * as z from "zod";
import type { AnswerModel } from "../../src/records/answer_model.ts";
import { decodeNumber, encodeNumber } from "../../src/report/special_numbers.ts";
import { decodeUtf8, parseOutside, readOutside } from "../base/outside_file.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Name and version of the format. */
export const MODEL_SCHEMA = "attest-answer-model/1";
/** Most bytes: a million rows of twenty columns take four times as many. */
const LIMIT = { bytes: 512 * 2 ** 20 };

const count = z.int().min(0);
const bounded = z.union([z.number(), z.enum(["Infinity", "-Infinity", "NaN"])]);

/** The file. */
export const modelSchema = z.strictObject({
  schema: z.literal(MODEL_SCHEMA),
  label: z.string(),
  classes: z.tuple([z.string(), z.string()]).nullable(),
  encoding: z.strictObject({
    columns: z.array(z.strictObject({
      name: z.string(),
      source: z.string(),
      kind: z.enum(["number", "date", "level", "missing"]),
      level: z.string().nullable(),
      fill: z.number(),
      mean: z.number(),
      deviation: z.number().positive(),
    })),
    dropped: z.array(z.string()),
    levels: z.record(z.string(), z.array(z.string())),
  }),
  rule: z.strictObject({ farthest: z.number(), noise: z.number(), tolerance: z.number() }),
  intervals: z.strictObject({
    edges: z.array(z.number()),
    widths: z.array(bounded),
    counts: z.array(count),
    level: z.number(),
  }),
  failSafe: z.strictObject({
    limit: bounded,
    risk: z.number(),
    delta: z.number(),
    answered: count,
    wrong: count,
    of: count,
  }),
  radius: z.number().positive(),
  window: z.number().positive(),
  columns: count,
  numbers: z.array(count).min(1),
  labels: z.array(z.number()),
  entries: z.array(z.number()),
});

/** A model as a text. */
export function modelText(model: AnswerModel): string {
  const { records, radius, window, numbers, label, classes, encoding, rule } = model;
  const { intervals, failSafe } = model;
  return `${
    JSON.stringify({
      schema: MODEL_SCHEMA,
      label,
      classes,
      encoding,
      rule,
      intervals: { ...intervals, widths: intervals.widths.map(encodeNumber) },
      failSafe: { ...failSafe, limit: encodeNumber(failSafe.limit) },
      radius,
      window,
      columns: records.columns,
      numbers: [...numbers],
      labels: [...records.labels],
      entries: [...records.entries],
    })
  }\n`;
}

/** The model in a file; throws UsageError where it is none, or its parts do not fit one another. */
export async function readModel(path: string): Promise<AnswerModel> {
  try {
    const kept = modelSchema.parse(parseOutside(decodeUtf8(await readOutside(path, LIMIT))));
    const { columns, labels, entries, numbers, encoding } = kept;
    if (
      labels.length !== numbers.length || entries.length !== labels.length * columns ||
      columns !== encoding.columns.length + 1
    ) {
      throw new RangeError(
        `its rows must have a label and ${columns} numbers each, got ${labels.length} labels and ` +
          `${entries.length} numbers for ${numbers.length} rows`,
      );
    }
    return {
      label: kept.label,
      classes: kept.classes,
      encoding,
      rule: kept.rule,
      radius: kept.radius,
      window: kept.window,
      intervals: { ...kept.intervals, widths: kept.intervals.widths.map(decodeNumber) },
      failSafe: { ...kept.failSafe, limit: decodeNumber(kept.failSafe.limit) },
      numbers: Int32Array.from(numbers),
      records: {
        count: labels.length,
        columns,
        entries: Float64Array.from(entries),
        labels: Float64Array.from(labels),
      },
    };
  } catch (error) {
    if (error instanceof z.ZodError) {
      const [{ path: at, message }] = error.issues;
      throw new UsageError(
        `a model must be one that \`attest diagnose --save\` wrote, got ${path}: ${
          at.join(".") || "it"
        }: ${message}`,
      );
    }
    throw new UsageError(
      `a model must be one that \`attest diagnose --save\` wrote, got ${path}: ${complaint(error)}`,
    );
  }
}
