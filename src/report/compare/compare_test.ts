import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertType, type IsExact } from "@std/testing/types";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { EquivalenceTest } from "../../decision/equivalence_decider.ts";
import { SequentialTest } from "../../decision/sequential_decider.ts";
import { CLAIM_RATES } from "../../verify/error_rates.ts";
import { NOT_REACHED } from "../../verify/obstacle.ts";
import type { Outcome } from "../../verify/outcome.ts";
import { randomStream } from "../../prng.ts";
import { buildReport } from "../build.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { caseOf, EFFECT, result, RUN } from "../results_for_tests.ts";
import type { Report, ReportClaim, ReportRun } from "../schema.ts";
import { type ChangeKind, RULES, type Severity } from "./change.ts";
import { compareReports, comparisonText, hasRegressed } from "./compare.ts";
import { FALSE_ALARM, fewestReplicates, jointInterval } from "./effect_changes.ts";

type Found = [Severity, ChangeKind, string | null];

const CELLS = [
  { name: "x = 0", atLeast: 0.015, cases: 30, upper: 0.05, reached: true },
  { name: "x = 5", atLeast: 0.015, cases: 40, upper: 0.06, reached: true },
];

function effects(mean: number, seed: number, { size = 20, spread = 0.1 } = {}): number[] {
  const stream = randomStream(seed, "effects");
  return Array.from({ length: size }, () => mean + spread * stream.normal());
}

function outcomeOf(stream: readonly number[]): Partial<Outcome> {
  const mean = stream.reduce((a, b) => a + b, 0) / stream.length;
  const [lower, upper] = jointInterval([stream], { bound: 1 }, 0.05);
  return {
    cases: stream.length,
    streams: [stream],
    effect: { ...EFFECT, mean, lower, upper },
    logEvidence: { for: 12, against: -9 },
  };
}

/** Two universal claims and a statistical one, on the effects given. */
function report(stream: readonly number[] = effects(0.5, 1), seed = 1): Report {
  const results = [
    result(universal(), { closest: caseOf(4), cells: CELLS }),
    result(universal({ id: "A2", slug: "fewer" }), { closest: caseOf(3) }),
    result(statistical(), outcomeOf(stream)),
  ].map((one, i) => ({ ...one, seed: 10 * seed + i, seconds: 1 + i }));
  return structuredClone(buildReport(results, { run: { ...RUN, seed } }));
}

/** The report with some fields of one claim replaced. */
function changed(base: Report, id: string, fields: Partial<ReportClaim>): Report {
  return {
    ...base,
    claims: base.claims.map((claim) => claim.id === id ? { ...claim, ...fields } : claim),
  };
}

function found(base: Report, head: Report): Found[] {
  return compareReports(base, head).changes.map(({ severity, kind, claim }) =>
    [severity, kind, claim] satisfies Found
  );
}

Deno.test("compare: a report does not differ from itself, nor from the same run on another day", () => {
  const base = report();
  const later = {
    ...base,
    run: { ...base.run, started: "2027-01-02T03:04:05.000Z", deno: "2.9.7", seconds: 9 },
    // A machine twice as slow.
    claims: base.claims.map((claim) => ({ ...claim, seconds: 2 * claim.seconds })),
  };
  for (const head of [base, later]) assertEquals(found(base, head), []);
  assert(!hasRegressed(compareReports(base, later)));
});

Deno.test("compare: a verdict lost is a regression, one won a change, a broken one still broken a change", () => {
  const base = report();
  const refuted = changed(base, "A1", { verdict: "refuted", ok: false });
  const undecided = changed(base, "A1", { verdict: "undecided", ok: false, reason: "it crashed" });
  assertEquals(found(base, refuted), [["regression", "verdict", "A1"]]);
  assertEquals(found(refuted, base), [["change", "verdict", "A1"]]);
  assertEquals(found(refuted, undecided), [["change", "verdict", "A1"]]);
  assertStringIncludes(compareReports(base, undecided).changes[0].text, "it crashed");
});

Deno.test("compare: another expected verdict is a regression, though the claim is as expected", () => {
  const base = report();
  const flipped = changed(base, "A1", { verdict: "refuted", expected: "refuted" });
  for (const [from, to] of [[base, flipped], [flipped, base]]) {
    assertEquals(found(from, to), [
      ["regression", "definition", "A1"],
      ["change", "verdict", "A1"],
    ]);
    assert(hasRegressed(compareReports(from, to)));
  }
  const text = "expected verdict: “verified” → “refuted”";
  assertEquals(compareReports(base, flipped).changes[0].text, text);
  const unmet = changed(base, "A1", { verdict: "verified", expected: "refuted", ok: false });
  assertEquals(found(base, unmet), [
    ["regression", "verdict", "A1"],
    ["regression", "definition", "A1"],
  ]);
});

Deno.test("compare: a claim gone is a regression, a new one a change unless it is not as expected", () => {
  const base = report();
  const fewer = { ...base, claims: base.claims.slice(0, 2) };
  assertEquals(found(base, fewer), [["regression", "claim", "B10.loss"]]);
  assertEquals(found(fewer, base), [["change", "claim", "B10.loss"]]);
  const broken = changed(base, "B10.loss", { verdict: "refuted", ok: false });
  assertEquals(found(fewer, broken), [["regression", "claim", "B10.loss"]]);
});

Deno.test("compare: a run of some claims is held to these only", () => {
  const base = report();
  const part = { ...base, run: { ...base.run, selected: ["A1"] }, claims: base.claims.slice(0, 1) };
  assertEquals(found(base, part), [["note", "run", null]]);
  assertEquals(found(part, base), [["note", "run", null]]);
  const lost = { ...part, run: { ...part.run, selected: ["A1", "A2"] } };
  assertEquals(found(base, lost), [["regression", "claim", "A2"], ["note", "run", null]]);
});

Deno.test("compare: reports without a claim in common are of different suites", () => {
  const base = report();
  const other = {
    ...base,
    claims: base.claims.slice(0, 1).map((claim) => ({ ...claim, id: "X9" })),
  };
  assertThrows(() => compareReports(base, other), RangeError, "got A1, A2, B10.loss and X9");
});

Deno.test("compare: a run that is not whole is a regression, and says so once", () => {
  const base = report();
  const shards = { ...base, run: { ...base.run, shards: { of: 3, run: [1, 3] } } };
  assertEquals(found(base, shards), [["regression", "run", null]]);
  assertStringIncludes(compareReports(base, shards).changes[0].text, "1 of 3 shards");
  const stopped = changed(base, "A2", {
    verdict: "undecided",
    ...NOT_REACHED,
    ok: false,
    cases: 0,
    margin: null,
  });
  const interrupted = { ...stopped, run: { ...base.run, interrupted: true } };
  assertEquals(found(base, interrupted), [["regression", "run", null]]);
  assertEquals(found(interrupted, base), [["change", "verdict", "A2"], ["note", "run", null]]);
  // Of a run that came to its end nothing is left unsaid, whatever a claim's reason is.
  assertEquals(found(base, stopped)[0], ["regression", "verdict", "A2"]);
});

Deno.test("compare: another profile and another subject are notes, and budgets are then not compared", () => {
  const base = report();
  const quick = changed(base, "A1", { cases: 10 });
  const head = { ...quick, run: { ...base.run, profile: "quick", subject: "mine" } } as const;
  assertEquals(found(base, head), [["note", "run", null], ["note", "run", null]]);
});

Deno.test("compare: another statement or rule is a change, and its measurements are another claim's", () => {
  const base = report();
  const { rule } = base.claims[2];
  const head = changed(report(effects(-0.5, 2), 2), "B10.loss", { rule: { ...rule!, bound: 2 } });
  assertEquals(found(base, head), [["change", "definition", "B10.loss"]]);
  const stated = changed(base, "A1", { statement: "x is at most 6", regime: "nowhere" });
  assertEquals(found(base, stated), [["change", "definition", "A1"], [
    "change",
    "definition",
    "A1",
  ]]);
});

Deno.test("compare: fewer passed cases are a regression, more are fine, a refutation takes what it takes", () => {
  const base = report();
  const fewer = changed(base, "A1", { cases: 999 });
  assertEquals(found(base, fewer), [["regression", "cases", "A1"]]);
  assertEquals(found(fewer, base), []);
  const refuted = { verdict: "refuted", expected: "refuted" } as const;
  const [soon, late] = [1, 30].map((cases) => changed(base, "A1", { ...refuted, cases }));
  assertEquals(found(late, soon), []);
});

Deno.test("compare: replicates are noted at half or twice as many", () => {
  const [base, more, many] = [20, 39, 40].map((size, i) => report(effects(0.5, i, { size }), i));
  assertEquals(found(base, more), []);
  assertEquals(found(base, many), [["note", "cases", "B10.loss"]]);
  assertEquals(found(many, base), [["note", "cases", "B10.loss"]]);
});

Deno.test("compare: a cell missed or gone is a regression, a new one is not", () => {
  const base = report();
  const [first, second] = base.claims[0].cells;
  const missed = changed(base, "A1", { cells: [first, { ...second, reached: false }] });
  const gone = changed(base, "A1", { cells: [first] });
  for (const head of [missed, gone]) {
    assertEquals(found(base, head), [["regression", "cells", "A1"]]);
  }
  for (const before of [missed, gone]) assertEquals(found(before, base), []);
  assertStringIncludes(compareReports(base, missed).changes[0].text, "no longer reached: x = 5");
});

Deno.test("compare: a mutant that lives, is left out or untried is a regression; a killed new one is not", () => {
  const base = report();
  const [mutant] = base.claims[0].mutants;
  const survivor = { ...mutant, killed: false, verdict: "verified" } as const;
  const lives = changed(base, "A1", { mutants: [survivor], ok: false });
  const gone = changed(base, "A1", { mutants: [] });
  const untried = changed(base, "A1", { mutants: [], untried: [{ name: mutant.name }] });
  const added = changed(base, "A1", { mutants: [mutant, { ...survivor, name: "new" }] });
  for (const head of [lives, gone, untried, added]) {
    assertEquals(found(base, head), [["regression", "mutants", "A1"]]);
  }
  assertEquals(found(lives, base), []);
  assertEquals(
    found(base, changed(base, "A1", { mutants: [mutant, { ...mutant, name: "new" }] })),
    [],
  );
});

Deno.test("compare: a mutant of the matrix must be killed by some claim, whichever", () => {
  const matrix = (...cells: ("killed" | "survived")[]) => ({
    mutants: ["halved"],
    rows: cells.map((cell, i) => ({ id: `A${i + 1}`, cells: [cell] })),
  });
  const base = { ...report(), matrix: matrix("killed", "survived") };
  assertEquals(found(base, { ...base, matrix: matrix("survived", "killed") }), []);
  assertEquals(found(base, { ...base, matrix: matrix("survived", "survived") }), [
    ["regression", "mutants", null],
  ]);
  assertEquals(found(base, { ...base, matrix: null }), []);
});

/** A claim with two strata of these effects, of which the one with less mean is the weakest, and a rival. */
function stratified(means: readonly number[], seed = 1, names = ["low", "high"]): Report {
  const strata = means.map((mean, i) => ({
    ...{ name: names[i], verdict: "verified" as const },
    ...outcomeOf(effects(mean, 10 * seed + i)) as Required<Outcome>,
  }));
  const weakest = means[0] < means[1] ? strata[0] : strata[1];
  const rival = {
    name: "tripled",
    rival: true,
    killed: true,
    verdict: "refuted",
    cases: 9,
  } as const;
  const rivals = [{ name: "tripled", description: "" }];
  const one = result(statistical({ rivals } as never), {
    ...{ ...weakest, strata, cases: 40 },
    mutants: [{ name: "halved", killed: true, verdict: "refuted", cases: 9 }, rival],
  });
  return structuredClone(buildReport([{ ...one, seed }], { run: { ...RUN, seed } }));
}

Deno.test("compare: strata are held against each other one by one, whichever is the weakest", () => {
  const base = stratified([0.4, 0.6]);
  const same = compareReports(base, stratified([0.4, 0.6]));
  // Of two strata, but of one claim.
  assertEquals([same.changes, same.effects], [[], 1]);
  // The weakest is now the other; in each of them there is nothing to see.
  const other = compareReports(base, stratified([0.45, 0.42], 2));
  assertEquals(other.changes.map(({ kind, text }) => [kind, text.split(":")[0]]), [
    ["effect", "in high"],
  ]);
  const both = compareReports(base, stratified([-0.4, -0.6], 2)).changes;
  assertEquals(both.map(({ severity, text }) => [severity, text.split(":")[0]]), [
    ["regression", "in low"],
    ["regression", "in high"],
  ]);
  // Two more comparisons leave each of them less of the chance of a false alarm.
  assertEquals(compareReports(base, stratified([0.4, 0.6], 2)).changes, []);
  // The same seed with other replicates is other code, in each stratum by itself.
  const moved = structuredClone(base);
  moved.claims[0].strata![1].streams![0][3] += 0.01;
  assertEquals(compareReports(base, moved).changes.map(({ text }) => text.split(":")[0]), [
    "in high",
  ]);
});

Deno.test("compare: other strata are another claim, those of a crash are not told", () => {
  const base = stratified([0.4, 0.6]);
  const renamed = stratified([-0.4, -0.6], 2, ["low", "far"]);
  const definition = (from: Report, to: Report) =>
    compareReports(from, to).changes.filter(({ kind }) => kind !== "cases")
      .map(({ kind, text }) => [kind, text]);
  assertEquals(definition(base, renamed), [
    ["definition", "strata: “low; high” → “low; far”"],
  ]);
  const none = changed(base, "B10.loss", { strata: null, cases: 20 });
  assertEquals(definition(base, none), [["definition", "strata: “low; high” → “none”"]]);
  assertEquals(definition(none, base), [["definition", "strata: “none” → “low; high”"]]);
  const crashed = changed(base, "B10.loss", {
    ...{ strata: null, effect: null, streams: null, logEvidence: null, margin: null },
    ...{ verdict: "undecided", reason: "it crashed", ok: false },
  });
  assertEquals(definition(base, crashed).map(([kind]) => kind), ["verdict"]);
  assertEquals(definition(crashed, base).map(([kind]) => kind), ["verdict"]);
});

Deno.test("compare: a rival that is left out, untried or survives is a regression", () => {
  const base = stratified([0.4, 0.6]);
  const [halved, tripled] = base.claims[0].mutants;
  const texts = (mutants: ReportClaim["mutants"], untried: ReportClaim["untried"] = []) =>
    compareReports(base, changed(base, "B10.loss", { mutants, untried })).changes
      .map(({ severity, text }) => [severity, text]);
  assertEquals(texts([halved]), [["regression", "no longer put to this claim: tripled"]]);
  assertEquals(texts([halved], [{ name: "tripled", rival: true }]), [[
    "regression",
    "no longer tried: tripled",
  ]]);
  assertEquals(texts([halved, { ...tripled, killed: false, verdict: "verified" }]), [
    ["regression", "no longer killed: tripled"],
  ]);
  const near = { ...tripled, name: "near" };
  assertEquals(texts([halved, tripled, near]), []);
  assertEquals(texts([halved, tripled, { ...near, killed: false, verdict: "verified" }]), [
    ["regression", "new, and survives: near"],
  ]);
});

Deno.test("compare: the same cases have the same margins, other cases others", () => {
  const base = report();
  const margin = (value: number) => ({ ...base.claims[0].margin!, margin: value });
  const other = changed(base, "A1", { margin: margin(1.001) });
  assertEquals(found(changed(base, "A1", { margin: margin(1) }), other), [[
    "change",
    "margin",
    "A1",
  ]]);
  assertEquals(found(other, changed(base, "A1", { margin: margin(1.001 + 1e-12) })), []);
  const before = changed(report(undefined, 2), "A1", { margin: margin(1) });
  assertEquals(found(before, other), []);
  const close = changed(base, "A1", { margin: margin(0.09) });
  assertEquals(found(before, close), [["note", "margin", "A1"]]);
  assertEquals(found(close, before), []);
});

Deno.test("compare: an effect that turned round is a regression one way and a change the other", () => {
  const wide = { size: 60 };
  const [high, low] = [report(effects(0.8, 1, wide), 1), report(effects(-0.8, 2, wide), 2)];
  assertEquals(found(high, low), [["regression", "effect", "B10.loss"]]);
  assertEquals(found(low, high), [["change", "effect", "B10.loss"]]);
  assertStringIncludes(compareReports(high, low).changes[0].text, "joint intervals");
  const false_ = { verdict: "refuted", expected: "refuted" } as const;
  const [up, down] = [high, low].map((one) => changed(one, "B10.loss", false_));
  assertEquals(found(down, up), [["regression", "effect", "B10.loss"]]);
  assertEquals(found(up, down), [["change", "effect", "B10.loss"]]);
});

Deno.test("compare: an effect within a tolerance is worse the farther from 0 it is", () => {
  const rule = { bound: 1, smallestEffect: 0.1, within: 0.3 };
  const [near, far] = [
    report(effects(0, 1, { size: 60 }), 1),
    report(effects(-0.8, 2, { size: 60 }), 2),
  ]
    .map((one) => changed(one, "B10.loss", { rule }));
  const high = changed(report(effects(0.8, 3, { size: 60 }), 3), "B10.loss", { rule });
  for (const other of [far, high]) {
    assertEquals(found(near, other), [["regression", "effect", "B10.loss"]]);
    assertEquals(found(other, near), [["change", "effect", "B10.loss"]]);
  }
});

Deno.test("compare: the ranks of twenty replicates tell a shift that intervals cannot", () => {
  const spread = 0.01;
  const [base, lower] = [0.5, 0.4].map((mean, i) => report(effects(mean, i, { spread }), i));
  const { changes } = compareReports(base, lower);
  assertEquals(changes.map(({ severity, kind }) => [severity, kind]), [["change", "effect"]]);
  assertStringIncludes(changes[0].text, "the first replicates differ, p = ");
  // As far apart as the reported intervals it is no nuance any more.
  const turned = report(effects(-0.1, 3, { spread }), 3);
  assertEquals(found(base, turned), [["regression", "effect", "B10.loss"]]);
});

Deno.test("compare: shards stop when their data say so, so only intervals are held against each other", () => {
  const spread = 0.01;
  const shards = { of: 2, run: [1, 2] };
  const [base, lower] = [0.5, 0.4].map((mean, i) => report(effects(mean, i, { spread }), i))
    .map((one) => ({ ...one, run: { ...one.run, shards } }));
  assertEquals(found(base, lower), []);
  const [high, low] = [0.8, -0.8].map((mean, i) => report(effects(mean, i, { size: 60 }), i))
    .map((one) => ({ ...one, run: { ...one.run, shards } }));
  assertEquals(found(high, low), [["regression", "effect", "B10.loss"]]);
  // The same seed in other blocks draws other replicates.
  const deep = { ...report(effects(0.5, 3)), run: { ...base.run, profile: "deep" } } as const;
  const quick = { ...report(effects(0.5, 4)), run: { ...base.run, profile: "quick" } } as const;
  assertEquals(found(deep, quick), [["note", "run", null]]);
});

Deno.test("compare: the same seed with other replicates is other code", () => {
  const base = report(effects(0.5, 1));
  assertEquals(found(base, report(effects(0.5, 2))), [["change", "effect", "B10.loss"]]);
  const longer = report([...effects(0.5, 1), 0.5]);
  assertEquals(found(base, longer), []);
});

Deno.test("compare: what no run can do with less is what the decider needs at its best", () => {
  for (const within of [null, 0.3, 0.7]) {
    const rule = { bound: 2, smallestEffect: 0.2, within };
    const decidedAt = [-2, -0.7, 0, 0.7, 2].flatMap((effect) => {
      const decider = within === null
        ? new SequentialTest({ ...rule, ...CLAIM_RATES })
        : new EquivalenceTest({ ...rule, tolerance: within, ...CLAIM_RATES });
      for (let i = 0; i < 200; i++) decider.observe(effect);
      return decider.decidedAt ?? [];
    });
    const fewest = fewestReplicates(rule);
    assert(fewest <= Math.min(...decidedAt) && fewest > 8, `${fewest} of ${decidedAt}`);
    if (within === null) assertEquals(fewest, Math.min(...decidedAt));
  }
});

Deno.test("compare: shards are pooled, and an effect that no one measured is not compared", () => {
  const stream = effects(0.5, 1, { size: 40 });
  assertEquals(
    jointInterval([stream.slice(0, 15), stream.slice(15)], { bound: 1 }, 0.01),
    jointInterval([stream], { bound: 1 }, 0.01),
  );
  const base = report();
  const none = changed(base, "B10.loss", { streams: null, effect: null });
  assertEquals(compareReports(base, none).effects, 0);
  assertEquals(comparisonText(compareReports(base, none)).length, 1);
});

/** A suite of statistical claims without any change, its effects drawn from the run's seed. */
function suite(claims: number, seed: number): Report {
  const results = Array.from({ length: claims }, (_, i) => {
    const kinds = [0.05, 0.2, 0.6];
    const stream = effects(0.3, seed * 1009 + i, { size: 20, spread: kinds[i % 3] });
    const claim = statistical({ id: `B${i + 1}`, slug: `gain_${i}` });
    return { ...result(claim, outcomeOf(stream)), seed: seed * 1009 + i };
  });
  return buildReport(results, { run: { ...RUN, seed } });
}

Deno.test("compare: two runs of one code are as good as never told apart", () => {
  const runs = 60;
  const claims = 10;
  const reports = Array.from({ length: 2 * runs }, (_, i) => suite(claims, i + 1));
  let alarms = 0;
  for (let i = 0; i < runs; i++) {
    const { changes } = compareReports(reports[2 * i], reports[2 * i + 1]);
    if (changes.some(({ severity }) => severity !== "note")) alarms++;
  }
  // Of 60 comparisons at 1e-3, two or more alarms have a chance of 0.17 %, one of 6 %.
  assert(alarms <= 1, `${alarms} of ${runs} comparisons at ${FALSE_ALARM}`);
});

Deno.test("compare: a claim that takes longer than the machine explains is a note", () => {
  const times = [1, 2, 3, 4, 5, 6];
  const timed = (factor: number, slow: number) =>
    buildReport(
      times.map((seconds, i) => ({
        ...result(universal({ id: `A${i + 1}`, slug: `claim_${i}` })),
        seconds: seconds * factor * (i === 2 ? slow : 1),
      })),
      { run: RUN },
    );
  assertEquals(found(timed(1, 1), timed(3, 1.9)), []);
  assertEquals(found(timed(1, 1), timed(3, 2.5)), [["note", "seconds", "A3"]]);
  assertEquals(found(timed(1, 2.5), timed(3, 1)), []);
  // A claim of milliseconds may double.
  assertEquals(found(timed(0.1, 1), timed(0.1, 2.5)), []);
});

Deno.test("compare: regressions come first, and totals count each sort", () => {
  const base = report();
  const worse = changed(changed(base, "A2", { statement: "else" }), "B10.loss", {
    verdict: "undecided",
    reason: "20 replicates did not decide",
    ok: false,
  });
  assertEquals(found(base, worse).map(([severity]) => severity), ["regression", "change"]);
  const [totals, promise] = comparisonText(compareReports(base, worse));
  assertEquals(totals, "1 regression, 1 change, 0 notes over 3 claims");
  assertStringIncludes(promise, "at most 0.001");
});

randomTest("compare: what happens to some claims is found there, and nowhere else", () => {
  const universals = Array.from(
    { length: 7 },
    (_, i) =>
      result(universal({ id: `A${i + 1}`, slug: `claim_${i}` }), {
        closest: caseOf(3),
        cells: CELLS,
      }),
  );
  const base = buildReport(universals, { run: RUN });
  const { cells, mutants } = base.claims[0];
  const worse: readonly [ChangeKind, Severity, Partial<ReportClaim>][] = [
    ["verdict", "regression", { verdict: "refuted", ok: false }],
    ["definition", "change", { regime: "elsewhere" }],
    ["cases", "regression", { cases: 1 }],
    ["cells", "regression", { cells: cells.map((cell) => ({ ...cell, reached: false })) }],
    ["mutants", "regression", { mutants: mutants.map((mutant) => ({ ...mutant, killed: false })) }],
    ["verdict", "regression", { verdict: "undecided", reason: "it crashed", ok: false }],
  ];
  const damage = fc.array(fc.nat({ max: worse.length }), { minLength: 7, maxLength: 7 });
  assertProperty(fc.property(damage, (chosen) => {
    // The number past the last damage leaves the claim as it is.
    const head = chosen.reduce(
      (report, which, i) => changed(report, `A${i + 1}`, worse[which]?.[2] ?? {}),
      base,
    );
    const wanted = chosen.flatMap((which, i): Found[] => {
      if (worse[which] === undefined) return [];
      const [kind, severity] = worse[which];
      return [[severity, kind, `A${i + 1}`]];
    });
    assertEquals(found(base, head).toSorted(byText), wanted.toSorted(byText));
    const regressed = wanted.some(([severity]) => severity === "regression");
    assertEquals(hasRegressed(compareReports(base, head)), regressed);
    // The other way nothing got worse.
    assert(!hasRegressed(compareReports(head, base)));
  }));
});

function byText(a: Found, b: Found): number {
  return a.join() < b.join() ? -1 : 1;
}

Deno.test("compare: every kind of difference has its rule", () => {
  assertType<IsExact<ChangeKind, keyof typeof RULES>>(true);
  assert(Object.values(RULES).every((rule) => /^[a-z].*[a-z]$/.test(rule)));
});

Deno.test("compare: it says which of the two hashes differ, where both are known", () => {
  const notes = (before: Partial<ReportRun>, after: Partial<ReportRun>) => {
    const [base, head] = [before, after].map((run) => ({
      ...report(),
      run: { ...report().run, ...run },
    }));
    return compareReports(base, head).changes.filter(({ kind }) => kind === "run")
      .map(({ severity, text }) => `${severity}: ${text}`);
  };
  const [a, b] = ["a".repeat(16), "b".repeat(16)];
  assertEquals(notes({ code: a, build: a }, { code: a, build: a }), []);
  assertEquals(notes({ code: a, build: a }, { code: b, build: b }), [
    `note: of other sources: code ${a} → ${b}`,
  ]);
  assertEquals(notes({ code: a, build: a }, { code: a, build: b }), [
    `note: of the same sources, computed by other scripts: build ${a} → ${b}`,
  ]);
  assertEquals(notes({ code: a, build: undefined }, { code: a, build: b }), []);
});
