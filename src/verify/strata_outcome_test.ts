import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest } from "../../fixtures/random/random_for_tests.ts";
import type { StatisticalFacts } from "../claim/facts.ts";
import { statistical } from "../claim/claims_for_tests.ts";
import { LAWS, rateHolds, uniformOf } from "../decision/streams_for_tests.ts";
import { TOLERANCE } from "../tolerance.ts";
import { broke, budgetSpent } from "./obstacle.ts";
import type { Outcome, StratumOutcome } from "./outcome.ts";
import {
  joinStrata,
  strataEvidence,
  strataRates,
  stratumOutcome,
  stratumSeed,
  weakestStratum,
} from "./strata_outcome.ts";
import { StratifiedRun } from "./stratified_run.ts";

const ALL = ["a", "b", "c"].map((name) => ({ name }));

function part(
  name: string,
  verdict: StratumOutcome["verdict"],
  logEvidence = { for: 1, against: -1 },
): StratumOutcome {
  const effect = { mean: 0.5, lower: 0, upper: 1, level: 0.95, name };
  return {
    ...{ name, verdict, cases: 10, effect, clipped: 0, streams: [[0.5]], logEvidence },
    ...(verdict === "undecided" && budgetSpent(10)),
  };
}

Deno.test("strata: each has all of α and its share of β", () => {
  assertEquals(strataRates({ alpha: 0.04, beta: 0.06 }, 3), { alpha: 0.04, beta: 0.02 });
});

Deno.test("strata: seeds differ by name, and from the claim's own", () => {
  const seeds = [7, ...ALL.map(({ name }) => stratumSeed(7, name)), stratumSeed(8, "a")];
  assertEquals(new Set(seeds).size, 5);
  assertEquals(stratumSeed(7, "a"), seeds[1]);
});

Deno.test("strata: a part of an outcome is what was measured of it, and nothing more", () => {
  const { name: _, ...measured } = part("a", "undecided");
  const closest = { spec: 1, margin: { margin: 1, got: 1, wanted: 1, what: "x" } };
  const outcome: Outcome = { ...measured, closest, read: ["weigh"], cells: [], failing: 3 };
  assertEquals(stratumOutcome("b", outcome), { ...measured, closest, name: "b" });
  assertEquals(stratumOutcome("b", { verdict: "verified", cases: 0 }), {
    ...{ name: "b", verdict: "verified", cases: 0 },
  });
});

Deno.test("strata: the weakest is the first refuted, or the least of the undecided, or the least", () => {
  const evidence = (one: StratumOutcome) => one.logEvidence!.for;
  const weakest = (...strata: readonly StratumOutcome[]) => weakestStratum(strata, evidence).name;
  const at = (name: string, verdict: StratumOutcome["verdict"], log: number) =>
    part(name, verdict, { for: log, against: 0 });
  assertEquals(
    weakest(at("a", "verified", 9), at("b", "verified", 8), at("c", "verified", 9)),
    "b",
  );
  assertEquals(
    weakest(at("a", "verified", 1), at("b", "undecided", 8), at("c", "undecided", 7)),
    "c",
  );
  assertEquals(weakest(at("a", "undecided", 0), at("b", "refuted", 8), at("c", "refuted", 1)), "b");
  // Of equals, the first.
  assertEquals(weakest(at("a", "verified", 8), at("b", "verified", 8)), "a");
});

Deno.test("strata: together they have the least evidence for, and the mean of that against", () => {
  const close = (got: ReturnType<typeof strataEvidence>, pro: number, contra: number) => {
    assertAlmostEquals(got.for, pro, TOLERANCE.forward);
    assertAlmostEquals(Math.exp(got.against), contra, TOLERANCE.forward);
  };
  const logs = [[4, 2], [3, 5], [8, 2]].map(([pro, contra]) => (
    { for: pro, against: Math.log(contra) }
  ));
  close(strataEvidence(logs, 3), 3, 3);
  // One that was not run has 1 on both sides.
  close(strataEvidence(logs, 4), 0, 10 / 4);
  close(strataEvidence([{ for: -2, against: 0 }], 2), -2, 1);
  // Too large for a number, but not for its logarithm.
  const large = strataEvidence([{ for: 1, against: 2000 }, { for: 1, against: 0 }], 2);
  assertAlmostEquals(large.against, 2000 - Math.log(2), TOLERANCE.forward);
});

Deno.test("strata: evidence may be infinite", () => {
  const of = (...against: readonly number[]) =>
    strataEvidence(against.map((log) => ({ for: log, against: log })), against.length).against;
  assertEquals(of(Infinity, 3), Infinity);
  assertEquals(of(-Infinity, -Infinity), -Infinity);
  assertAlmostEquals(of(-Infinity, 3), 3 - Math.log(2), TOLERANCE.forward);
});

Deno.test("strata: joined, they have the figures of the weakest and the evidence of all", () => {
  const strata = [
    part("a", "verified", { for: 9, against: -2 }),
    part("b", "verified", { for: 8, against: -5 }),
    part("c", "verified", { for: 9, against: -2 }),
  ];
  const joined = joinStrata({ strata: ALL }, strata);
  const { effect, streams, clipped } = strata[1];
  assertEquals(joined, {
    ...{ verdict: "verified", cases: 30, strata },
    ...{ effect: effect!, streams: streams!, clipped: clipped! },
    logEvidence: strataEvidence(strata.map(({ logEvidence }) => logEvidence!), 3),
  });
  assertEquals("name" in joined, false);
});

Deno.test("strata: joined, one that is missing leaves a pass undecided, a refutation stands", () => {
  const [a, b] = [part("a", "verified"), part("b", "refuted")];
  const some = joinStrata({ strata: ALL }, [a]);
  assertEquals([some.verdict, some.reason], [
    "undecided",
    "undecided in b (0 replicates); c (0 replicates)",
  ]);
  const refuted = joinStrata({ strata: ALL }, [a, b]);
  assertEquals([refuted.verdict, refuted.reason, refuted.effect], ["refuted", undefined, b.effect]);
});

Deno.test("strata: joined, what is open is named, a few of many", () => {
  const all = ["a", "b", "c", "d", "e", "f", "g"].map((name) => ({ name }));
  const strata = all.map(({ name }) => part(name, name === "b" ? "verified" : "undecided"));
  const reasons = [3, 5, 7].map((count) =>
    joinStrata({ strata: all.slice(0, count) }, strata.slice(0, count)).reason
  );
  const text = (...names: readonly string[]) =>
    `undecided in ${names.map((name) => `${name} (10 replicates)`).join("; ")}`;
  assertEquals(reasons, [
    text("a", "c"),
    text("a", "c", "d", "e"),
    `${text("a", "c", "d", "e")} and 2 more`,
  ]);
});

Deno.test("strata: joined, one without evidence leaves all undecided, and says why and where", () => {
  const { logEvidence: _, ...crashed } = { ...part("b", "undecided"), ...broke("it crashed") };
  const strata = [part("a", "refuted"), crashed];
  assertEquals(joinStrata({ strata: ALL }, strata), {
    ...{ verdict: "undecided", cases: 20, ...broke("it crashed (in b)") },
  });
});

const RATES = { alpha: 0.05, beta: 0.05 };
const RUNS = 150;
/** Intervals take most of the time: two laws will do, of large steps and of even ones. */
const SOME_LAWS = LAWS.filter(({ name }) => ["both bounds", "uniform"].includes(name));

/** What three strata with these streams of effects come to. */
function outcomeOf(
  streams: readonly (() => number)[],
  { shrink = true, limit = 300 } = {},
): Outcome {
  const claim = statistical({ smallestEffect: 0.2, strata: ALL } as never) as StatisticalFacts;
  const run = new StratifiedRun(claim, { seed: 1, limit, rates: RATES, shrink });
  const settings = [{ spec: {}, cells: [] }];
  for (let block = run.next; block !== undefined; block = run.next) {
    const { stratum } = block;
    const effects = Float64Array.of(streams[ALL.findIndex(({ name }) => name === stratum)]());
    run.takeNext({ ...block, effects, settings, done: 1, read: [] });
  }
  return run.outcome!;
}

/** How many runs end in this verdict, where the strata have these means. */
function countOf(wrong: string, means: readonly number[], law: (typeof SOME_LAWS)[number]): number {
  const uniform = uniformOf(`strata ${means} of ${law.name}, ${wrong}`);
  let count = 0;
  for (let i = 0; i < RUNS; i++) {
    const streams = means.map((mean) => law.stream(mean, uniform));
    if (outcomeOf(streams, { shrink: i % 2 === 0 }).verdict === wrong) count++;
  }
  return count;
}

randomTest("strata: a claim that is false in one of them is verified at most α of the time", () => {
  for (const law of SOME_LAWS) {
    for (const means of [[0, 0.45, 0.45], [0.45, 0.45, -0.05]]) {
      const count = countOf("verified", means, law);
      assert(rateHolds(count, RUNS, RATES.alpha), `${law.name}, ${means}: ${count} of ${RUNS}`);
    }
  }
});

randomTest("strata: a claim that is true in all is refuted at most β of the time", () => {
  for (const law of SOME_LAWS) {
    const count = countOf("refuted", [0.2, 0.2, 0.2], law);
    assert(rateHolds(count, RUNS, RATES.beta), `${law.name}: ${count} of ${RUNS}`);
  }
});

randomTest("strata: the mean of what is against them is an e-value, whichever of them errs", () => {
  // Ville: the evidence of all against a true claim passes 1/β at most β of the time, as one run's does.
  const uniform = uniformOf("joint evidence");
  for (const law of SOME_LAWS) {
    let passed = 0;
    for (let i = 0; i < RUNS; i++) {
      const { logEvidence } = outcomeOf(ALL.map(() => law.stream(0.2, uniform)), { limit: 60 });
      if (logEvidence!.against >= -Math.log(RATES.beta)) passed++;
    }
    assert(rateHolds(passed, RUNS, RATES.beta), `${law.name}: ${passed} of ${RUNS}`);
  }
});
