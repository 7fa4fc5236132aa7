/** What the judge asks the process of a claim, and what it takes for an answer. */

import * as z from "zod";
import type { Offer } from "../../src/attention/offer.ts";
import { claimCardSchema } from "./claim_card.ts";
import type { Guise } from "./guise.ts";

/**
 * What a claim is put to: the reference model, one of its mutants, a mutant that is not its own, the reference model
 * with a rival in place of its law, or a user's model.
 */
export interface SubjectName {
  readonly mutant?: string;
  readonly rival?: string;
  readonly other?: boolean;
  /** What a user's model offers, which is asked by way of the judge. */
  readonly given?: Offer;
}

/** What the judge answers to `asked`. */
export interface Answered {
  readonly kind: "answered";
  /** Numbers as base64 of their bytes. */
  readonly values?: string;
  /** Calls that the model refuses, whose numbers say nothing. */
  readonly refused?: readonly number[];
  /** What the model did in place of an answer. */
  readonly error?: string;
  /** Its process ended by it. */
  readonly ended?: boolean;
}

/** A question; answers come in the order of the questions. */
export type Question =
  /**
   * The cards of these files, up to the first that changes what all code shares: only a process that lists claims
   * loads more than one, and it runs none.
   */
  | { readonly kind: "cards"; readonly files: readonly string[] }
  /** The claim of this file, which the process stays with. */
  | { readonly kind: "claim"; readonly slug: string; readonly guise?: Guise }
  /** All mutants, and the capabilities in which they differ from the reference model; needs no claim. */
  | { readonly kind: "mutants" }
  /** Names of the claim's mutants that no file of fixtures/mutants/ exports. */
  | { readonly kind: "strays" }
  /** The cases of a shard on a subject, in order, and smaller ones where one fails. */
  | {
    readonly kind: "cases";
    readonly subject: SubjectName;
    readonly seed: number;
    readonly limit: number;
    readonly shard: { readonly index: number; readonly of: number };
    readonly shrink: boolean;
  }
  /** Some replicates on a subject. */
  | {
    readonly kind: "block";
    readonly subject: SubjectName;
    readonly seed: number;
    readonly stratum?: string;
    readonly from: number;
    readonly count: number;
  }
  /** The case or the replicate with this number, once more. */
  | {
    readonly kind: "repeat";
    readonly subject: SubjectName;
    readonly seed: number;
    readonly stratum?: string;
    readonly index: number;
  }
  /** What the generator of a claim of replicates draws for these seeds. */
  | { readonly kind: "settings"; readonly seeds: readonly number[] }
  /** The fastest of the replicates of these seeds, all of them together, or of one part of their trainings. */
  | {
    readonly kind: "time";
    readonly part: "replicate" | "training" | "drawing" | "descent";
    readonly seeds: readonly number[];
    readonly milliseconds: number;
  }
  /** The mean of so many milliseconds of cases or replicates, from this one on. */
  | { readonly kind: "rate"; readonly from: number; readonly milliseconds: number }
  /** Resident bytes of the process. */
  | { readonly kind: "memory" }
  /** One case on the reference model or a user's, as `encodeSpec` writes it. */
  | { readonly kind: "check"; readonly spec: unknown; readonly subject?: SubjectName };

const text = z.string().max(20_000);
const cell = z.int().min(0).max(1000);
const margin = z.strictObject({
  margin: z.number().or(z.nan()).or(z.literal([Infinity, -Infinity])),
  got: z.number().or(z.nan()).or(z.literal([Infinity, -Infinity])),
  wanted: z.number().or(z.nan()).or(z.literal([Infinity, -Infinity])),
  what: text,
  tolerance: z.number().positive().optional(),
});
const seconds = z.number().min(0);
/** Names of capabilities that the claim has read. */
const read = z.array(text).max(1000);

const runCase = z.strictObject({
  spec: z.unknown(),
  cells: z.array(cell).max(1000),
  margin: margin.optional(),
  crash: text.optional(),
  seconds,
});

const effect = z.number().or(z.nan()).or(z.literal([Infinity, -Infinity]));

/** What comes before the end of an answer. */
const notes = [
  z.strictObject({ kind: z.literal("reading"), file: text }),
  z.strictObject({ kind: z.literal("cases"), cases: z.array(runCase).max(100_000) }),
  z.strictObject({ kind: z.literal("shrunk"), spec: z.unknown(), margin }),
  /** What a user's model is asked: numbers as base64 of their bytes. The process waits for the answer. */
  z.strictObject({
    kind: z.literal("asked"),
    operation: text,
    // As JSON: checking them number by number would take longer than asking.
    sizes: z.string().max(1 << 26),
    values: z.string().max(1 << 26),
  }),
] as const;

/** What ends an answer. */
const ends = [
  z.strictObject({
    kind: z.literal("cards"),
    cards: z.array(z.strictObject({
      file: text,
      card: z.unknown().optional(),
      loading: z.strictObject({
        claims: z.int().min(0),
        registered: z.boolean(),
        varies: z.boolean(),
        lawful: z.boolean(),
        fixed: z.array(z.array(z.tuple([text, z.unknown()])).max(1000)).max(1000),
        changes: z.array(z.array(text).max(1000).nullable()).max(1000),
      }).optional(),
      error: text.optional(),
    })).max(10_000),
  }),
  z.strictObject({ kind: z.literal("card"), card: claimCardSchema }),
  z.strictObject({
    kind: z.literal("mutants"),
    mutants: z.array(z.strictObject({ name: text, changes: z.array(text).max(1000) })).max(10_000),
  }),
  z.strictObject({ kind: z.literal("strays"), strays: z.array(text).max(10_000) }),
  z.strictObject({
    kind: z.literal("settings"),
    settings: z.array(z.strictObject({ spec: z.unknown(), cells: z.array(cell).max(1000) }))
      .max(100_000),
  }),
  /** Microseconds by the clock and by the processor, and how many were run where it is a mean. */
  z.strictObject({
    kind: z.literal("timed"),
    wall: z.number().min(0),
    cpu: z.number().min(0),
    count: z.int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal("memory"), bytes: z.int().min(0) }),
  z.strictObject({ kind: z.literal("ran"), broken: text.optional(), read, seconds }),
  z.strictObject({
    kind: z.literal("block"),
    done: z.int().min(0),
    effects: z.array(effect).max(100_000),
    settings: z.array(
      z.strictObject({
        spec: z.unknown(),
        cells: z.array(cell).max(1000),
        seconds: seconds.optional(),
      }),
    ).max(100_000),
    halt: text.optional(),
    crash: text.optional(),
    read,
    seconds,
  }),
  z.strictObject({
    kind: z.literal("repeated"),
    spec: z.unknown(),
    cells: z.array(cell).max(1000),
    margin: margin.optional(),
    effect: effect.optional(),
    crash: text.optional(),
  }),
  z.strictObject({
    kind: z.literal("checked"),
    margin: margin.optional(),
    crash: text.optional(),
  }),
  /** The question cannot be answered, and why: no process says that the run was stopped. */
  z.strictObject({
    kind: z.literal("refused"),
    cause: z.enum(["not applicable", "crashed"]),
    reason: text,
  }),
] as const;

/** Whatever a process may say. */
export const messageSchema = z.discriminatedUnion("kind", [...notes, ...ends]);

/** A message that is part of an answer. */
export type Message = z.infer<typeof messageSchema>;
/** Part of an answer that goes on. */
export type Note = Extract<Message, { kind: "reading" | "cases" | "shrunk" | "asked" }>;
/** The end of an answer. */
export type Answer = Exclude<Message, Note>;

/** Whether a message leaves its question open. */
export function isNote(message: Message): message is Note {
  return ["reading", "cases", "shrunk", "asked"].includes(message.kind);
}
