/** What attest and a model of a user's own say to each other on its standard input and output. */

import * as z from "zod";
import { type Operation, OPERATIONS } from "../../src/attention/operations.ts";

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
      (names) => ["weigh", "attend", "predict"].some((name) => names.includes(name as never)),
      {
        message: "must have weigh, attend or predict among them",
      },
    ),
  precision: z.enum(["float64", "float32", "bfloat16", "float16"]).default("float64")
    .meta({ description: "What the model computes in." }),
  format: z.enum(["binary", "json"]).meta({
    description: "binary: a line of JSON, then little-endian float64; json: lines of JSON alone.",
  }),
}).meta({ title: PROTOCOL, description: "What a model answers to attest's greeting." });

/** What a model is and offers. */
export type Handshake = z.infer<typeof handshakeSchema>;

/** The line that begins an answer in frames. */
export const binaryReplySchema = z.union([
  z.strictObject({ id: z.int(), bytes: z.int().min(0) }),
  z.strictObject({ id: z.int(), error: z.string() }),
]);

const number = z.union([
  z.number(),
  z.literal(["NaN", "Infinity", "-Infinity"]).transform((name) => Number(name)),
]);

/** An answer in a line of JSON. */
export const jsonReplySchema = z.union([
  z.strictObject({ id: z.int(), answers: z.array(z.union([number, z.array(number)])) }),
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
