/**
 * The schema of report.json, `attest-report/2`.
 *
 * Every key is always there but `cause`, `clipped`, `failsIn`, `failing`, `strata`, `rival`, `needs`, `formula` and
 * `plain`, which are newer or not every claim's; what a claim does not have is null. JSON has no infinities: a number that is not finite is its name,
 * "-Infinity", "Infinity" or "NaN" (see `ReportNumber`), and inside a case `{"$value": name}` (see `encodeSpec`).
 */

import * as z from "zod";
import { isClipped } from "../decision/clipped_effect.ts";
import { CAUSES } from "../verify/cause.ts";

export type { Report, ReportClaim, ReportRun } from "./report_types.ts";

/** Name and version of the format. */
export const REPORT_SCHEMA = "attest-report/2";

/** Claim ids: letter, number, sometimes a letter as in A11t, dotted suffixes. */
export const CLAIM_ID = /^[A-Z][0-9]+[a-z]?(\.[a-z0-9_]+)*$/;
/** Claim slugs: snake case. */
export const CLAIM_SLUG = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
/** Where counterexamples lie: beside the report, and nowhere else. */
export const COUNTEREXAMPLE_FILE = /^counterexamples\/[A-Z][A-Za-z0-9._]*\.json$/;

const idText = z.string().max(40).regex(CLAIM_ID);
const slugText = z.string().max(120).regex(CLAIM_SLUG);
const nameText = z.string().min(1).max(120);
const prose = z.string().min(1).max(2000);
const count = z.int().min(0);
const seconds = z.number().min(0);
const chance = z.number().min(0).max(1);
const verdict = z.enum(["verified", "undecided", "refuted"]);

/** A number of the report, named when it is not finite. */
export const reportNumber = z.union([z.number(), z.enum(["-Infinity", "Infinity", "NaN"])])
  .meta({ id: "ReportNumber", description: "A number, or the name of one that JSON cannot hold." });

/** A margin: at least 0 holds. */
export const marginShape = {
  margin: reportNumber,
  got: reportNumber,
  wanted: reportNumber,
  what: prose,
};

const caseShape = {
  ...marginShape,
  tolerance: z.number().positive().optional().meta({
    description: "What rounding may make of it, relative as the margin is; absent where nothing.",
  }),
  spec: z.json().meta({ description: 'Values without a JSON form are {"$value": name}.' }),
};

const effect = z.strictObject({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  level: chance,
  name: prose,
}).meta({ description: "Mean effect and its confidence interval, valid at any stopping time." });

const rule = z.strictObject({
  bound: z.number().positive(),
  smallestEffect: z.number().positive(),
  within: z.number().positive().nullable(),
}).meta({ description: "Effects are clipped to ±bound; within: the mean is 0 up to this." });

const opponent = z.strictObject({
  name: nameText,
  rival: z.literal(true).optional().meta({
    description:
      "A wrong law in place of the claim's, on the reference model; absent for a wrong model.",
  }),
});

const mutant = opponent.extend({
  killed: z.boolean(),
  verdict,
  cases: count,
});

const power = z.strictObject({
  median: count,
  ninetieth: count,
  seeds: count,
  unexpected: count,
}).meta({
  description: "Replicates to a decision and unexpected verdicts over many seeds, ci profile.",
});

const cell = z.strictObject({ name: prose, atLeast: chance, cases: count, reached: z.boolean() })
  .meta({ description: "Part of the regime, and the cases that fell into it." });

/** What is told of clipped effects. */
interface Clipped {
  readonly clipped?: number | null | undefined;
  readonly streams: readonly (readonly number[])[] | null;
}

/** Whether the number of clipped effects, where it is given, is that of the effects themselves. */
function countsClipped({ rule, strata, ...claim }: Clipped & {
  readonly rule: { readonly bound: number } | null;
  readonly strata?: readonly Clipped[] | null | undefined;
}): boolean {
  return [claim, ...(strata ?? [])].every(({ clipped, streams }) => {
    if (clipped === undefined || clipped === null) return true;
    if (streams === null || rule === null) return false;
    return clipped === streams.flat().filter((effect) => isClipped(effect, rule.bound)).length;
  });
}

const streams = z.array(z.array(z.number()).max(1_000_000)).max(10_000);
const logEvidence = z.strictObject({ for: reportNumber, against: reportNumber });

const stratum = z.strictObject({
  name: prose,
  verdict,
  cases: count,
  effect: effect.nullable(),
  clipped: count.nullable(),
  streams: streams.nullable(),
  logEvidence: logEvidence.nullable(),
  margin: z.strictObject(caseShape).nullable(),
}).meta({ description: "A part of the regime in which the claim was decided by itself." });

/** One claim's entry. */
export const claimSchema = z.strictObject({
  id: idText,
  slug: slugText,
  statement: prose,
  formula: prose.optional().meta({
    description: "The mathematics of the statement in LaTeX, of claims that have it.",
  }),
  plain: prose.optional().meta({
    description: "What it means in plain words, of the claims that a page begins with.",
  }),
  source: prose,
  regime: prose,
  kind: z.enum(["ID", "INEQ", "LIM", "EXP"]),
  unit: z.enum(["cases", "replicates"]),
  needs: z.array(nameText).max(100).optional().meta({
    description: "What a subject must be able to do; older reports do not say.",
  }),
  file: z.string().max(140).regex(/^props\/[a-z0-9_]+_test\.ts$/),
  verdict,
  expected: z.enum(["verified", "refuted"]),
  ok: z.boolean().meta({ description: "The expected verdict, and every mutant and rival killed." }),
  cause: z.enum(CAUSES).nullable().optional().meta({
    description: "Why an undecided claim is undecided, in a word; older reports do not say.",
  }),
  reason: prose.nullable().meta({ description: "The same in a sentence, which may be reworded." }),
  cases: count.meta({ description: "Cases, or replicates, that were run." }),
  failsIn: chance.nullable().optional().meta({
    description:
      "Claims that are to be refuted: the share of cases in which they fail at least; null for others.",
  }),
  failing: count.nullable().optional().meta({
    description: "Such claims: the cases that fail; null where that was not counted to an end.",
  }),
  effect: effect.nullable(),
  clipped: count.nullable().optional().meta({
    description: "Effects beyond ±bound, which were clipped to it; older reports do not say.",
  }),
  rule: rule.nullable(),
  strata: z.array(stratum).min(1).max(1000).nullable().optional().meta({
    description:
      "Parts of the regime in each of which the claim was decided; effect, clipped, streams and margin beside " +
      "them are those of the weakest, logEvidence is of all together. Null for claims without.",
  }),
  streams: streams.nullable().meta({
    description: "Effects of the replicates in order, one list for each shard; null for cases.",
  }),
  logEvidence: logEvidence.nullable()
    .meta({ description: "Natural logarithms of the e-values for and against the claim." }),
  margin: z.strictObject(caseShape).nullable()
    .meta({
      description:
        "The smallest margin seen, and its case. Of replicates: the effect, or within − |effect|, the " +
        "setting and the replicate's seed; one below 0 refutes nothing.",
    }),
  cells: z.array(cell).max(1000),
  power: power.nullable(),
  mutants: z.array(mutant).max(1000).meta({
    description: "Wrong models, and wrong laws, that must not pass as the claim expects.",
  }),
  untried: z.array(opponent).max(1000).meta({
    description: "Mutants and rivals that the run did not reach.",
  }),
  seed: z.int().meta({ description: "The claim's own seed, hashed from the run's and the id." }),
  seconds,
  counterexample: z.strictObject({
    ...caseShape,
    file: z.string().max(200).regex(COUNTEREXAMPLE_FILE).nullable().meta({
      description: "Beside the report, for `replay`.",
    }),
  }).nullable(),
}).refine(
  ({ ok, verdict, expected, mutants }) =>
    !ok || (verdict === expected && mutants.every(({ killed }) => killed)),
  {
    path: ["ok"],
    message: "must be false unless the verdict is the expected one and no mutant survived",
  },
).refine(({ verdict, reason }) => verdict !== "undecided" || reason !== null, {
  path: ["reason"],
  message: "must be given for an undecided claim",
}).refine(({ verdict, cause = null }) => verdict === "undecided" || cause === null, {
  path: ["cause"],
  message: "must be null unless the claim is undecided",
}).refine(countsClipped, {
  path: ["clipped"],
  message: "must be the number of effects in streams that are beyond the rule's bound",
});

/** A user's model. */
export const givenSchema = z.strictObject({
  source: z.string().min(1).max(4096).meta({ description: "What --subject was given." }),
  kind: z.enum(["module", "program"]),
  operations: z.array(nameText).min(1).max(100),
  options: z.array(nameText).min(1).max(100).optional()
    .meta({ description: "Options of a call that its attendBatch knows." }),
  precision: z.enum(["float64", "float32", "bfloat16", "float16"])
    .meta({ description: "What it says that it computes in." }),
}).meta({
  description:
    "The user's model that the claims were put to, without their mutants; absent for the reference.",
});

const run = z.strictObject({
  profile: z.enum(["quick", "ci", "deep"]),
  seed: z.int(),
  selected: z.array(idText).max(10_000)
    .meta({ description: "Ids of the claims asked for; none stand for all." }),
  subject: nameText,
  given: givenSchema.optional(),
  project: z.string().min(1).max(4096).optional().meta({
    description: "Directory of the claims as it was given; absent for attest's own.",
  }),
  started: z.iso.datetime(),
  finished: z.iso.datetime(),
  seconds,
  deno: z.string().max(40),
  code: z.string().regex(/^[0-9a-f]{16}$/)
    .meta({ description: "Changes with the sources that the seed follows from." }),
  build: z.string().regex(/^[0-9a-f]{16}$/).optional().meta({
    description:
      "Changes with all that computes a result: those sources, the scripts, deno.json and " +
      "deno.lock. Older files do without.",
  }),
  interrupted: z.boolean(),
  shards: z.strictObject({
    of: z.int().min(1).max(10_000),
    run: z.array(z.int().min(1)).min(1).max(10_000),
  }).meta({ description: "Parts that the run was split into, and those that this report holds." }),
  ok: z.boolean().meta({ description: "Every claim is ok, and the run was not interrupted." }),
  errorBudget: z.strictObject({ falseGreen: chance, falseRed: chance })
    .meta({ description: "Chance of any wrong verdict of a kind among the statistical claims." }),
  passBound: z.strictObject({ cases: count, level: chance, failingMass: chance }).nullable()
    .meta({
      description: "What the verified universal claim with the fewest cases leaves room for.",
    }),
});

const matrix = z.strictObject({
  mutants: z.array(nameText).max(1000),
  rows: z.array(z.strictObject({
    id: idText,
    cells: z.array(z.enum(["killed", "survived", "untouched", "undecided"])).max(1000),
    rivals: z.strictObject({ killed: count, of: count }).optional().meta({
      description: "Wrong laws that the claim refuted, of all that were put to it.",
    }),
  })).max(10_000),
}).refine(({ mutants, rows }) => rows.every(({ cells }) => cells.length === mutants.length), {
  path: ["rows"],
  message: "must have a cell for each mutant",
}).meta({ description: "Every claim on every mutant: which claim notices which mistake." });

/** report.json. */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  run,
  claims: z.array(claimSchema).min(1).max(10_000),
  matrix: matrix.nullable().meta({ description: "Null unless the whole matrix was asked for." }),
}).refine(({ claims }) => new Set(claims.map(({ id }) => id)).size === claims.length, {
  path: ["claims"],
  message: "must have different ids",
}).meta({
  title: REPORT_SCHEMA,
  description: "What `attest verify` found: the run, and one entry for each claim.",
});
