/** Mistakes in what the outcomes of shards, claims and mutants amount to. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);

/** In src/verify. */
export const IN_MERGES = [
  ...mistakesIn("src/verify/merge_outcomes.ts", verify("merge_parts", "merge_outcomes"), [
    ["if (missing.length === 0 || refuted) return merged;", "return merged;"],
    [
      'const refuted = claim.unit === "cases" && merged.verdict === "refuted";',
      'const refuted = merged.verdict !== "undecided";',
    ],
    [
      "if (parts.length === 0) return undecided(0, shardsMissing(missing, of));",
      'if (parts.length === 0) return { verdict: "verified", cases: 0 };',
    ],
    ['parts.findIndex(({ verdict }) => verdict !== "verified")', "-1"],
    ['if (verdict === "undecided") return undecided(cases, obstacleOf(last));', ""],
    // The second counterexample of a claim is lost.
    ["...(counterexample && { counterexample }),", ""],
    [
      "parts.find((part) => part.counterexample)?.counterexample",
      "parts[0].counterexample",
      verify("merge_parts"),
    ],
    [
      "if (broken) return undecided(cases, obstacleOf(broken));\n  const failing",
      "const failing",
      verify("merge_parts"),
    ],
    [
      "const failing = parts.reduce((sum, part) => sum + part.failing!, 0);",
      "const failing = parts[0].failing!;",
      verify("share_claim"),
    ],
    [
      "counterexample && isShareShown({ failing, cases }, { failsIn })",
      "counterexample",
      verify("share_claim"),
    ],
    [
      "const broken = parts.find(({ logEvidence }) => logEvidence === undefined);",
      "const broken = undefined as Outcome | undefined;",
    ],
    [
      "for: combineEvidence(parts.map((part) => part.logEvidence!.for))",
      "for: parts[0].logEvidence!.for",
    ],
    // What no shard read counts as read.
    [
      "return judgeNeeds(merged, claim, new Set(parts.flatMap(({ read = [] }) => read)));",
      "return merged;",
      verify("merge_parts"),
    ],
    ["read = [] }) => read)", "read = claim.needs }) => read)", verify("merge_parts")],
    ["new Set(parts.flatMap(", "new Set(parts.slice(0, 1).flatMap(", verify("merge_parts")],
    // Merged cells are not judged.
    [
      "return judgeReach({\n    verdict,\n    cases,\n    ...closestOf(seen)",
      "return ({\n    verdict,\n    cases,\n    ...closestOf(seen)",
    ],
    [
      "return judgeReach({\n    ...{ verdict, cases, failing }",
      "return ({\n    ...{ verdict, cases, failing }",
      verify("merge_parts"),
    ],
    [
      'return judgeReach({\n    verdict,\n    cases,\n    ...(verdict === "undecided" &&',
      'return ({\n    verdict,\n    cases,\n    ...(verdict === "undecided" &&',
    ],
    [
      "if (closest && !(closest.margin.margin >= (least?.margin.margin ?? Infinity))) least = closest;",
      "if (closest) least ??= closest;",
    ],
    [
      "pooledInterval(units, { level: INTERVAL_LEVEL })",
      "pooledInterval(units, { level: 0.5 })",
    ],
    ["clipped: parts.reduce((sum, { clipped = 0 }) => sum + clipped, 0),", "clipped: 0,"],
  ]),
  ...mistakesIn("src/verify/merge_outcomes.ts", verify("merge_strata"), [
    [": mergeStrata(claim, parts, rates);", ": mergeReplicates(claim, parts, rates);"],
    [
      "const broken = parts.find(({ strata }) => strata === undefined);\n  if (broken) return undecided(cases, obstacleOf(broken));",
      "parts = parts.filter(({ strata }) => strata !== undefined);",
    ],
    ["const own = strataRates(rates, claim.strata!.length);", "const own = rates;"],
    [".filter((one) => one.name === name)", ""],
    ['found.length < parts.length && merged.verdict === "verified"', "false"],
    [
      "return judgeReach({ ...joinStrata(claim, strata), ...mergeCells(parts) });",
      "return { ...joinStrata(claim, strata), ...mergeCells(parts) };",
    ],
  ]),
  ...mistakesIn("src/verify/assemble_claim.ts", verify("assemble_claim"), [
    // A missing mutant counts as killed.
    [
      'if (outcome === undefined || (partial && outcome.verdict === "undecided")) return [];',
      'if (outcome === undefined) return [{ name: opponent.name, killed: true, verdict: "refuted" as const, cases: 0 }];',
    ],
    ['(partial && outcome.verdict === "undecided")', 'outcome.verdict === "undecided"'],
    ["own.flatMap(resultOf)", "own.slice(0, 1).flatMap(resultOf)"],
    ["const own = opponentsOf(claim);", "const own: Opponent[] = [...claim.mutants];"],
    [
      "outcomeOf(null) ?? undecided(0, NOT_REACHED)",
      'outcomeOf(null) ?? { verdict: "verified", cases: 0 }',
    ],
    ["runs.filter((run) => run.claim === claim.id)", "runs"],
    [
      "parts.map(({ shard, outcome }) => [shard, outcome])",
      "parts.map(({ outcome }, i) => [i + 1, outcome])",
    ],
  ]),
  ...mistakesIn("src/verify/claim_result.ts", verify("claim_result", "verify"), [
    ['const killed = verdict !== "undecided" && verdict', "const killed = verdict"],
    ["mutants.length === opponentsOf(claim).length", "mutants.length >= claim.mutants.length"],
    ["...(rival && { rival }), killed,", "killed,"],
    ["outcome.verdict === claim.expected && complete &&", "outcome.verdict === claim.expected &&"],
    [
      "outcome.verdict === claim.expected && complete",
      'outcome.verdict !== "undecided" && complete',
    ],
    ["mutants.every(({ killed }) => killed)", "mutants.some(({ killed }) => killed)"],
  ]),
  ...mistakesIn("src/verify/suite_risk.ts", verify("suite_risk"), [
    ["falseRed: suiteError(means.map(({ beta }) => beta))", "falseRed: 0"],
    ["...means.map(({ alpha }) => alpha), ...shares", "...shares"],
    [
      "...means.map(({ alpha }) => alpha), ...shares]",
      "...means.map(({ alpha }) => alpha)]",
    ],
  ]),
  ...mistakesIn("src/verify/verify.ts", verify("verify"), [
    // Rivals are not tried, or not asked for; what is put in the law's place is the law.
    ["for (const { name } of claim.rivals ?? []) {", "for (const { name } of []) {"],
    [
      "const ruled = underLaw(claim, name, memory);",
      "const ruled = underLaw(claim, undefined, memory);",
    ],
    [
      "await runRival(claim, name, { ...against, subject, memory })",
      "await runRival(claim, name, { ...against, subject })",
    ],
    ["for (const mutant of claim.mutants) {", "for (const mutant of claim.mutants.slice(0, 1)) {"],
    ["return missing.length === 0 ? undefined :", "return true ? undefined :"],
    ["if (!Number.isSafeInteger(options.seed)) {", "if (false) {"],
    ["hashSeed(options.seed, claim.id)", "options.seed"],
    ["limit: claim.budget[options.profile]", "limit: claim.budget.quick"],
    [
      'await runMutant(claim, mutant, against);\n    if (result.verdict === "undecided" && options.stopped?.()) break;',
      "await runMutant(claim, mutant, against);",
    ],
    [
      'subject, memory });\n    if (result.verdict === "undecided" && options.stopped?.()) break;',
      "subject, memory });",
    ],
  ]),
];
