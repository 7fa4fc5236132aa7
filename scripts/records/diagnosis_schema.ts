/** The schema of diagnosis.json, `attest-diagnosis/1`. */

import * as z from "zod";
import type { Diagnosis } from "../../src/records/diagnosis.ts";

/** Name and version of the format. */
export const DIAGNOSIS_SCHEMA = "attest-diagnosis/1";

const count = z.int().min(0);
const text = z.string().max(10_000);
const estimate = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() })
  .meta({ id: "Estimate", description: "An estimate with its 90 % interval; windows: 80 %." });
const confirmed = z.strictObject({
  promised: z.number(),
  measured: z.number(),
  of: count,
  lower: z.number(),
  upper: z.number(),
}).meta({
  id: "Confirmed",
  description: "A promise, and the share on records that were not used to make it, 90 % interval.",
});
const refused = z.enum(["far", "few", "tied", "noise"]).nullable();
const method = z.strictObject({ name: text, error: estimate }).meta({
  id: "MethodError",
  description: "Root mean square error over the label's standard deviation.",
});
const classes = z.tuple([text, text]).nullable();

/** Half-widths and limits: Infinity promises nothing or answers all, −Infinity answers nothing. */
const bounded = z.union([z.number(), z.enum(["Infinity", "-Infinity", "NaN"])]);

const diagnosis = {
  rows: count,
  parts: z.strictObject({ fitted: count, calibrating: count, confirming: count }),
  label: z.strictObject({ name: text, mean: z.number(), deviation: z.number(), classes }),
  features: z.array(z.strictObject({ name: text, kind: text })),
  dropped: z.array(text),
  probes: count,
  dimension: z.strictObject({
    twoNearest: z.number().nullable(),
    likelihood: z.number().nullable(),
    rank: count,
    tied: z.number(),
  }),
  noise: z.strictObject({ local: estimate.nullable(), nearest: estimate.nullable() }),
  slope: estimate.nullable(),
  fitRows: count.nullable(),
  nearestDistance: z.number(),
  duplicates: z.strictObject({
    share: z.number(),
    error: z.number(),
    withoutThem: z.number().nullable(),
  }),
  window: z.strictObject({
    index: count,
    window: estimate,
    curve: z.array(z.strictObject({
      window: z.number(),
      error: z.number(),
      spread: z.number(),
      effective: z.number(),
    })),
    flat: z.boolean(),
  }),
  theory: z.array(z.strictObject({ name: text, window: z.number(), regret: z.number() })),
  methods: z.array(method),
  neighbours: count,
  heldOut: z.array(method),
  pays: z.strictObject({
    verdict: z.enum(["verified", "refuted", "undecided"]),
    queries: count,
    decidedAt: count.nullable(),
    gain: estimate,
    clipped: count,
    bound: z.number(),
    smallestGain: z.number(),
    alpha: z.number(),
    beta: z.number(),
    against: text,
  }).nullable(),
  cheaper: z.array(z.strictObject({ name: text, error: z.number(), work: z.number() })),
  intervals: z.strictObject({
    edges: z.array(z.number()),
    widths: z.array(bounded),
    counts: z.array(count),
    level: z.number(),
  }),
  coverage: confirmed,
  coverageWhereHard: confirmed.nullable(),
  tolerance: z.number(),
  failSafe: z.strictObject({
    limit: bounded,
    risk: z.number(),
    delta: z.number(),
    answered: count,
    wrong: count,
    of: count,
  }),
  risk: confirmed.nullable(),
  confirming: z.array(z.strictObject({
    row: count,
    label: z.number(),
    answer: z.number(),
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    refused,
  })),
  shift: z.array(z.strictObject({ what: text, ratio: z.number().nullable(), p: z.number() })),
  cannotTell: z.array(text),
  answers: z.array(z.strictObject({
    query: count,
    answer: z.number(),
    refused,
    lower: z.number().nullable(),
    upper: z.number().nullable(),
    effective: z.number(),
    scale: z.number(),
    references: z.array(z.strictObject({
      row: count,
      weight: z.number(),
      label: z.number(),
      distance: z.number(),
    })),
    label: z.number().nullable(),
  })),
} satisfies Record<keyof Diagnosis, z.ZodType>;

/** The file: a diagnosis, what it is of, and what it says in five sentences. */
export const diagnosisSchema = z.strictObject({
  schema: z.literal(DIAGNOSIS_SCHEMA),
  file: text,
  queries: text.nullable(),
  seed: z.int(),
  leftOut: z.array(text),
  sentences: z.array(text).length(5),
  ...diagnosis,
});

/** What the file holds. */
export type DiagnosisFile = z.infer<typeof diagnosisSchema>;
