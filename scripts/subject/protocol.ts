/** What attest and a model of a user's own say to each other on its standard input and output. */

import * as z from "zod";
import {
  LARGEST,
  type Offer,
  type OperatorOption,
  OPTION_NAMES,
} from "../../src/attention/offer.ts";
import { type Operation, OPERATIONS, SUFFICIENT } from "../../src/attention/operations.ts";

/** Name and version of the protocol. */
export const PROTOCOL = "attest-subject/1";

/** The greeting with which attest begins. */
export const GREETING = JSON.stringify({ protocol: PROTOCOL });

/** What a model answers to the greeting, in one line of JSON. */
export const handshakeSchema = z.strictObject({
  protocol: z.literal(PROTOCOL),
  name: z.string().min(1).max(80),
  operations: z.array(z.enum(OPERATIONS as [Operation, ...Operation[]])).min(1).max(50)
    .refine((names) => new Set(names).size === names.length, { message: "must be different" })
    .refine(
      (names) => SUFFICIENT.some((name) => names.includes(name)),
      {
        message: `must have one of ${SUFFICIENT.join(", ")} among them`,
      },
    ),
  precision: z.enum(["float64", "float32", "bfloat16", "float16"]).default("float64")
    .meta({ description: "What the model computes in." }),
  options: z.array(z.enum(OPTION_NAMES as [OperatorOption, ...OperatorOption[]])).max(50)
    .refine((names) => new Set(names).size === names.length, { message: "must be different" })
    .default([])
    .meta({ description: "Options of a call that attendBatch and attendGradient know." }),
  facts: z.strictObject({
    emptyRow: z.enum(["zero", "refused"]).default("zero")
      .meta({ description: "A query that sees nothing is answered with zeros, or refused." }),
    groups: z.enum(["blocks", "rounds"]).default("blocks")
      .meta({ description: "Head h of H has keys ⌊h·G/H⌋ of G, or h mod G." }),
    ties: z.enum(["first", "last"]).default("first")
      .meta({ description: "Which of equal scores stay among the topK." }),
  }).prefault({}).meta({ description: "Ways of attendBatch." }),
  format: z.enum(["binary", "json"]).meta({
    description: "binary: a line of JSON, then little-endian float64; json: lines of JSON alone.",
  }),
}).refine(({ operations, options }) => options.length === 0 || operations.includes("attendBatch"), {
  path: ["options"],
  message: "must be those of attendBatch, which is not among the operations",
}).meta({ title: PROTOCOL, description: "What a model answers to attest's greeting." });

/** What a model is and offers. */
export type Handshake = z.infer<typeof handshakeSchema>;

/** What a model can be asked, by its greeting. */
export function offerOf({ operations, options, facts, precision }: Handshake): Offer {
  if (!operations.includes("attendBatch")) return { operations };
  return {
    operations,
    operator: { options, facts: { ...facts, largestNumber: LARGEST[precision] } },
  };
}

/** The line that begins an answer in frames; calls that are refused have no numbers in it. */
export const binaryReplySchema = z.union([
  z.strictObject({
    id: z.int(),
    bytes: z.int().min(0),
    refused: z.array(z.int().min(0)).optional(),
  }),
  z.strictObject({ id: z.int(), error: z.string() }),
]);

const number = z.union([
  z.number(),
  z.literal(["NaN", "Infinity", "-Infinity"]).transform((name) => Number(name)),
]);

/** An answer in a line of JSON; null is a call that is refused. */
export const jsonReplySchema = z.union([
  z.strictObject({ id: z.int(), answers: z.array(z.union([number, z.array(number), z.null()])) }),
  z.strictObject({ id: z.int(), error: z.string() }),
]);

/**
 * The value of a line of JSON in which NaN, Infinity and -Infinity may stand as Python writes them; undefined for what
 * is none.
 */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    try {
      return JSON.parse(line.replaceAll(/(?<=[[,:]\s*)(-?Infinity|NaN)(?=\s*[\],}])/g, '"$1"'));
    } catch {
      return undefined;
    }
  }
}
