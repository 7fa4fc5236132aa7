/** What an outcome may look like that comes from a file: its parts are there and of their kinds. */

import * as z from "zod";
import { CAUSES } from "./cause.ts";
import type { Outcome } from "./outcome.ts";

/** Most effects of one shard, most shards, and most strata. */
const MOST = { effects: 1_000_000, shards: 10_000, strata: 1000 };
/** Longest text; a crash may have a lot to say. */
const LONGEST = 1_000_000;

// Margins may be infinite, or not numbers at all: that is what they then say.
const anyNumber = z.custom<number>((value) => typeof value === "number", "must be a number");
const count = z.int().min(0);
const text = z.string().max(LONGEST);

const failingCase = z.strictObject({
  spec: z.unknown(),
  margin: z.strictObject({
    ...{ margin: anyNumber, got: anyNumber, wanted: anyNumber, what: text },
    tolerance: z.number().positive().optional(),
  }),
});

const cell = z.strictObject({
  name: text,
  atLeast: z.number().min(0).max(1),
  cases: count,
  upper: z.number().min(0).max(1),
  reached: z.boolean(),
});

const verdict = z.enum(["verified", "undecided", "refuted"]);
/** Why it is undecided. */
const obstacle = { cause: z.enum(CAUSES).optional(), reason: text.optional() };

/** What is measured of effects. */
const measured = {
  effect: z.strictObject({
    mean: z.number(),
    lower: z.number(),
    upper: z.number(),
    level: z.number(),
    name: text,
  }).optional(),
  clipped: count.optional(),
  streams: z.array(z.array(z.number()).max(MOST.effects)).max(MOST.shards).optional(),
  logEvidence: z.strictObject({ for: anyNumber, against: anyNumber }).optional(),
  closest: failingCase.optional(),
};

const schema = z.strictObject({
  verdict,
  cases: count,
  ...obstacle,
  counterexample: failingCase.optional(),
  failing: count.optional(),
  read: z.array(text).max(1000).optional(),
  cells: z.array(cell).max(1000).optional(),
  strata: z.array(
    z.strictObject({ name: text, verdict, cases: count, ...obstacle, ...measured }),
  ).min(1).max(MOST.strata).optional(),
  ...measured,
});

/** The outcome that a decoded value is; throws a ZodError on any other. */
export function parseOutcome(value: unknown): Outcome {
  return schema.parse(value) as Outcome;
}
