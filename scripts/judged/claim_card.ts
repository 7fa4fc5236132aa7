/** A claim as the judge knows it: its facts, and the fingerprint of its generator. */

import * as z from "zod";
import type { ClaimFacts } from "../../src/claim/facts.ts";
import { MOST_STRATA } from "../../src/claim/strata.ts";

/** Facts that a process which ran nothing of the claim can draw conclusions from. */
export type ClaimCard = ClaimFacts & {
  /** Changes when the generator does; null where JSON cannot hold what it draws. */
  readonly fingerprint: string | null;
};

const text = z.string().min(1).max(20_000);
const name = z.string().min(1).max(200);
/** A report has no room for longer names. */
const opponent = z.strictObject({ name: z.string().min(1).max(120), description: text });
const budget = z.strictObject({
  quick: z.int().min(1),
  ci: z.int().min(1),
  deep: z.int().min(1),
});
const infinite = z.literal([Infinity, -Infinity]);
const bound = z.union([
  z.strictObject({ from: z.number().or(infinite), to: z.number().or(infinite) }),
  z.strictObject({ among: z.array(z.union([z.string(), z.number(), z.boolean()])).max(1000) }),
]);
const header = {
  id: name,
  slug: name,
  statement: text,
  formula: text.optional(),
  plain: text.optional(),
  source: text,
  // Of neither ranges nor words, which the rules of loading refuse.
  regime: z.string().max(20_000),
  kind: z.enum(["ID", "INEQ", "LIM", "EXP"]),
  expected: z.enum(["verified", "refuted"]),
  needs: z.array(name).max(100),
  mutants: z.array(opponent).max(100),
  rivals: z.array(opponent).max(100).optional(),
  bounds: z.record(z.string(), bound).optional(),
  cells: z.array(z.strictObject({ name, atLeast: z.number().gt(0).lt(1) })).max(1000).optional(),
  budget,
  fingerprint: z.string().regex(/^[0-9a-f]{8}$/).nullable(),
};

/** What a card must be. */
export const claimCardSchema = z.discriminatedUnion("unit", [
  z.strictObject({
    ...header,
    unit: z.literal("cases"),
    failsIn: z.number().min(0.01).lt(1).optional(),
  }),
  z.strictObject({
    ...header,
    unit: z.literal("replicates"),
    effectName: text,
    bound: z.number().positive(),
    smallestEffect: z.number().positive(),
    within: z.number().positive().optional(),
    strata: z.array(z.strictObject({ name })).min(1).max(MOST_STRATA).optional(),
  }),
]);

/** Whether two cards say the same, in whatever order. */
export function isSameCard(one: unknown, other: unknown): boolean {
  const text = (card: unknown) => JSON.stringify(claimCardSchema.parse(card));
  return text(one) === text(other);
}
