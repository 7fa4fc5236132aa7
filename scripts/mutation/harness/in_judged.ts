/** Mistakes in what a claim must be to be judged, and in what its process may say. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const judged = (...names: readonly string[]) => testsIn("scripts/judged", ...names);
const REPEATED = { ...testsIn("scripts/pool", "repeat"), filter: "1 workers" };
const NEEDY = { ...testsIn("scripts/pool", "repeat"), filter: "a claim sees of a subject" };
const LAWS = { ...testsIn("scripts/probes", "strata"), filter: "refused by every command" };
const RIVALS = { ...testsIn("scripts/pool", "strata"), filter: "the same on one worker" };
const ODD = { ...testsIn("scripts/pool", "worker_pool"), filter: "crashes, odd effects" };

/** In scripts/judged. */
export const IN_JUDGED = [
  ...mistakesIn("scripts/judged/claim_card.ts", judged("claim_card"), [
    // isSameCard is always true.
    ["return text(one) === text(other);", "return true;"],
    [
      "JSON.stringify(claimCardSchema.parse(card))",
      "JSON.stringify(claimCardSchema.parse(card).id)",
    ],
    ['expected: z.enum(["verified", "refuted"]),', "expected: z.string(),"],
    ["fingerprint: z.string().regex(/^[0-9a-f]{8}$/).nullable(),", "fingerprint: z.any(),"],
    ["failsIn: z.number().min(0.01).lt(1).optional(),", "failsIn: z.number().optional(),"],
    ["smallestEffect: z.number().positive(),", "smallestEffect: z.number(),"],
    ["within: z.number().positive().optional(),", "within: z.number().optional(),"],
    ["quick: z.int().min(1),", "quick: z.number(),"],
    ["mutants: z.array(opponent).max(100),", "mutants: z.any(),"],
    ["z.string().min(1).max(120), description", "z.string().min(1), description"],
    [
      "cells: z.array(z.strictObject({ name, atLeast: z.number().gt(0).lt(1) })).max(1000).optional(),",
      "cells: z.any(),",
    ],
    ["bounds: z.record(z.string(), bound).optional(),", ""],
    ["rivals: z.array(opponent).max(100).optional(),", "rivals: z.any(),"],
    [
      "strata: z.array(z.strictObject({ name })).min(1).max(MOST_STRATA)",
      "strata: z.array(z.strictObject({ name })).min(1)",
    ],
    [
      "strata: z.array(z.strictObject({ name })).min(1).max(MOST_STRATA)",
      "strata: z.array(z.strictObject({ name })).max(MOST_STRATA)",
    ],
    ["strata: z.array(z.strictObject({ name }))", "strata: z.array(z.object({ name }))"],
  ]),
  ...mistakesIn("scripts/judged/messages.ts", judged("messages"), [
    // The schema is lax.
    ["const margin = z.strictObject({", "const margin = z.object({"],
    ["margin: z.number().or(z.nan()).or(z.literal([Infinity, -Infinity])),", "margin: z.any(),"],
    ["const cell = z.int().min(0).max(1000);", "const cell = z.number();"],
    ["const runCase = z.strictObject({", "const runCase = z.object({"],
    [
      'z.strictObject({ kind: z.literal("cases"), cases',
      'z.object({ kind: z.literal("cases"), cases',
    ],
    [
      'z.strictObject({ kind: z.literal("ran"), broken: text.optional(), read, seconds }),',
      'z.object({ kind: z.literal("ran"), broken: text.optional(), read, seconds }),',
    ],
    [
      "broken: text.optional(), read, seconds }",
      "broken: text.optional(), read: read.optional(), seconds }",
    ],
    ["done: z.int().min(0),", "done: z.number(),"],
    ["effects: z.array(effect).max(100_000),", "effects: z.any(),"],
    [
      'return ["reading", "cases", "shrunk", "asked"].includes(message.kind);',
      'return message.kind !== "refused";',
    ],
    ['return ["reading", "cases", "shrunk", "asked"]', 'return ["reading", "cases", "asked"]'],
  ]),
  ...mistakesIn("scripts/judged/load_rules.ts", judged("load_rules"), [
    ["rules.find(([holds]) => !holds)", "rules.find(([holds]) => holds === null)"],
    ["[loading.claims === 1,", "[true,"],
    ["[CLAIM_ID.test(id),", "[true,"],
    ["[CLAIM_SLUG.test(slug),", "[true,"],
    ["`props/${file}` === claimFile(slug),", "true,"],
    ["[loading.registered, ", "[true, "],
    ['claim.regime.trim() !== "",', "true,"],
    ["failsIn !== undefined,", "true,"],
    ["failsIn === undefined,", "true,"],
    ["Number.isInteger(size) && size > 0", "Number.isInteger(size)"],
    ["quick <= ci && ci <= deep", "quick <= ci"],
    ["quick <= ci && ci <= deep", "ci <= deep"],
    ['[unit === "replicates" || loading.varies,', "[true,"],
    ["mutants.length >= LEAST_MUTANTS,", "true,"],
    ["[twice === undefined,", "[true,"],
    ["lawful || rivals === undefined,", "true,"],
    ["!lawful || names.length >= least,", "true,"],
    ["ID: 2, INEQ: 2, LIM: 3, EXP: 3", "ID: 2, INEQ: 1, LIM: 3, EXP: 3"],
    ["ID: 2, INEQ: 2, LIM: 3, EXP: 3", "ID: 2, INEQ: 2, LIM: 2, EXP: 3"],
    ["[repeated === undefined,", "[true,"],
    ["[both === undefined,", "[true,"],
    ["[doubled === undefined,", "[true,"],
    ["unbounded === undefined,", "true,"],
    ["!Object.hasOwn(bounds, field)", "!(field in bounds)"],
    ["[outside.length === 0,", "[true,"],
    ["[reference === undefined,", "[true,"],
    ["idle < 0,", "true,"],
  ]),
  ...mistakesIn("scripts/judged/card_of_file.ts", judged("load_rules"), [
    ["if (loading === undefined) {", "if (error !== undefined) {"],
    ["if (data === undefined) {", "if (false) {"],
    ["if (breach !== undefined) throw", "if (false) throw"],
  ]),
  ...mistakesIn("scripts/judged/card_of.ts", judged("load_rules"), [
    ["...(failsIn !== undefined && { failsIn })", "", judged("claim_card_of")],
    ["...(within !== undefined && { within }),", "", judged("claim_card_of")],
    ["...(bounds && { bounds }),", "", judged("claim_card_of")],
    ["...(cells && { cells:", "...(false && { cells:", judged("claim_card_of")],
    ["claim.rivals ?? (claim.under && [])", "claim.rivals", judged("claim_card_of")],
    ["...(strata && { strata:", "...(false && { strata:", judged("claim_card_of")],
  ]),
  ...mistakesIn("scripts/judged/guise.ts", REPEATED, [
    ["if (clock !== undefined) replaceClock(clock);", ""],
    ["if (random !== undefined) replaceRandom(random);", ""],
    ["bytes.forEach((_, i) => bytes[i] = next());", "bytes.fill(0);"],
  ]),
  ...mistakesIn("scripts/judged/loading.ts", LAWS, [
    ['typeof claim.under === "function"', "false"],
    ["fixed[fixed.length] = [field, setting[field]]", "fixed[0] = [field, undefined]"],
  ]),
  ...mistakesIn("scripts/judged/run_answers.ts", NEEDY, [
    // A rival is the law; what is computed again is remembered.
    [
      "(mutant === undefined ? underLaw(own, rival, memory) : own) as Own",
      "(mutant === undefined ? underLaw(own, undefined, memory) : own) as Own",
      RIVALS,
    ],
    ["...(stratum !== undefined && { stratum }) };", "};", RIVALS],
    ["read: [...read], seconds", "read: own.needs as string[], seconds"],
    [
      "const { capabilities, read } = neededPart(subject, own.needs);",
      "const { read } = neededPart(subject, own.needs);\n  const capabilities = subject as never;",
    ],
    ["effects: [...effects.subarray(0, done)]", "effects: [...effects]", ODD],
    ["...(halt !== undefined && { halt }),", "", ODD],
  ]),
  ...mistakesIn("scripts/judged/answers.ts", REPEATED, [
    ["putOn(question.guise ?? {});", ""],
  ]),
];
