/** Facts of a claim that are none are refused before anything is run by them. */

import type { Guard, Probe } from "./probe.ts";
import { type BadClaim, refusedClaim } from "./refused_claim.ts";

const card = (find: string, replace: string): Guard => (
  { file: "scripts/judged/claim_card.ts", find, replace }
);

const BAD_CARDS: readonly BadClaim[] = [
  [
    "budget 0",
    (text) => text.replace("quick: 20", "quick: 0"),
    "budget.quick",
    card("quick: z.int().min(1)", "quick: z.number()"),
  ],
  [
    "a fractional budget",
    (text) => text.replace("ci: 1000", "ci: 1000.5"),
    "budget.ci",
    card("ci: z.int().min(1)", "ci: z.number()"),
  ],
  [
    "no budget",
    (text) => text.replace(/ {2}budget:.*\n/, ""),
    "budget",
    card("  budget,\n  fingerprint: z", "  budget: budget.optional(),\n  fingerprint: z"),
  ],
  [
    "no statement",
    (text) => text.replace(/statement: ".*"/, 'statement: ""'),
    "statement",
    card("statement: text,", "statement: z.string(),"),
  ],
  [
    "an unknown kind",
    (text) => text.replace('"INEQ"', '"TRUTH"'),
    "kind",
    card('z.enum(["ID", "INEQ", "LIM", "EXP"])', "z.string()"),
  ],
  [
    "an unknown expectation",
    (text) => text.replace('"verified"', '"whatever"'),
    "expected",
    card('z.enum(["verified", "refuted"])', "z.string()"),
  ],
];

/** All of them. */
export const CARD_PROBES: readonly Probe[] = BAD_CARDS.map(refusedClaim);
