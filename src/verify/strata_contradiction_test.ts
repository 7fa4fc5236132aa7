import { assertEquals, assertMatch } from "@std/assert";
import fc from "fast-check";
import type { StatisticalClaim } from "../claim/claim.ts";
import { REFERENCE, statistical } from "../claim/claims_for_tests.ts";
import { contradiction } from "./contradiction.ts";
import { singleEdits } from "./edits_for_tests.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { broke } from "./obstacle.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { parseOutcome } from "./outcome_schema.ts";
import { claimControl, runClaim } from "./verify.ts";

const NAMES = ["a", "b", "c"];

/** A claim with three strata, of these effects, which crashes in one where it is asked to. */
function claimOf(effects: readonly number[], crash?: string): StatisticalClaim {
  return statistical({
    bounds: { x: { from: 0, to: 9 } },
    generator: fc.record({ x: fc.constantFrom(0, 9), part: fc.constant("") }),
    strata: NAMES.map((part) => ({ name: part, setting: { part } })),
    replicate({ part }: { part: string }, seed: number) {
      if (part === crash) throw new TypeError("no data");
      return effects[NAMES.indexOf(part)] + (seed % 10) / 100;
    },
  } as never) as StatisticalClaim;
}

function outcomeOf(claim: StatisticalClaim, changes: Partial<RunControl> = {}): Promise<Outcome> {
  const control = claimControl(claim, { seed: 11, profile: "ci" });
  return runClaim(claim, REFERENCE, { ...control, ...changes });
}

const WHOLE = { limit: 100, shard: { index: 1, of: 1 }, rates: CLAIM_RATES };
const CLAIM = claimOf([0.6, 0.5, 0.7]);
const VERIFIED = await outcomeOf(CLAIM);
const REFUTED = await outcomeOf(claimOf([0.6, -0.5, 0.7]));
const OPEN = await outcomeOf(claimOf([0.6, 0.05, 0.7]));
const said = (outcome: Outcome, part = WHOLE) => contradiction(CLAIM, outcome, part) ?? "nothing";

Deno.test("strata: what a run found does not contradict itself", async () => {
  assertEquals([VERIFIED, REFUTED, OPEN].map(({ verdict }) => verdict), [
    ...["verified", "refuted", "undecided"],
  ]);
  let asked = 0;
  const outcomes = [
    ...[VERIFIED, REFUTED, OPEN],
    await outcomeOf(claimOf([0.6, -0.5, 0.7]), { shrink: false }),
    await outcomeOf(claimOf([0.6, 0.5, 0.7], "b")),
    await outcomeOf(CLAIM, { stopped: () => true }),
    await outcomeOf(CLAIM, { stopped: () => ++asked > 30 }),
  ];
  for (const outcome of outcomes) assertEquals(said(outcome), "nothing");
  // What passed in every stratum and left out a part of the regime.
  const never = { name: "never", atLeast: 0.5, holds: () => false };
  const narrow = { ...CLAIM, cells: [never] };
  const missed = await outcomeOf(narrow);
  assertEquals([missed.verdict, missed.strata], ["undecided", undefined]);
  assertEquals(contradiction(narrow, missed, WHOLE), undefined);
  for (const shard of [1, 2, 3].map((index) => ({ index, of: 3 }))) {
    for (const shrink of [true, false]) {
      for (const effects of [[0.6, 0.5, 0.7], [0.6, -0.5, 0.7], [-0.5, 0, 0]]) {
        const outcome = await outcomeOf(claimOf(effects), { shard, shrink });
        assertEquals([said(outcome, { ...WHOLE, shard }), outcome.read], ["nothing", []]);
      }
    }
  }
});

/** Edits that change what is shown of a verdict, and nothing that it follows from. */
const SHOWN = [
  /closest\.(spec|margin\.(got|wanted|what))/,
  /(cause|reason)\.longer/,
  /clipped left out/,
];
/** A count of a cell that is still reached, or a bound that nothing rests on. */
const COUNTS = [/^cells\..*(cases|upper)/];
/** Only a pass has to tell of all parts of its regime. */
const CELLS = /^cells left out$/;

/** What its reader says. */
function saidOfFile(value: unknown): string {
  try {
    return said(parseOutcome(value));
  } catch {
    return "it is no outcome";
  }
}

for (const outcome of [VERIFIED, REFUTED, OPEN]) {
  Deno.test(`strata: no single edit of one that is ${outcome.verdict} goes unnoticed`, () => {
    const plain = JSON.parse(JSON.stringify(outcome)) as Outcome;
    assertEquals(saidOfFile(plain), "nothing");
    const unnoticed = singleEdits(plain).filter(({ place, value }) =>
      ![...SHOWN, ...COUNTS, ...(outcome === VERIFIED ? [] : [CELLS])].some((one) =>
        one.test(place)
      ) && saidOfFile(value) === "nothing"
    );
    assertEquals(unnoticed.map(({ place }) => place), []);
  });
}

/** The outcome with other strata, and with the sum of their cases. */
function withStrata(strata: NonNullable<Outcome["strata"]>, outcome = VERIFIED): Outcome {
  return { ...outcome, strata, cases: strata.reduce((sum, { cases }) => sum + cases, 0) };
}

Deno.test("strata: one that is left out, put twice, in another place or of another claim is told", () => {
  const [a, b, c] = VERIFIED.strata!;
  const other = /^its strata are not the claim's, in their order$/;
  for (const strata of [[b, a, c], [a, b, c, c], [a, a, b, c], [a, { ...b, name: "d" }, c]]) {
    assertMatch(said({ ...withStrata(strata), cases: VERIFIED.cases }), other);
  }
  assertMatch(said(withStrata([a, b])), /^it is verified, its strata are undecided$/);
  // The one that is refuted cannot be left out.
  const [first, , third] = REFUTED.strata!;
  const without = withStrata([first, third], { ...VERIFIED, ...first });
  assertMatch(said(without), /^it is verified, its strata are undecided$/);
});

Deno.test("strata: each is held to its own effects, by its own rates and in its own budget", () => {
  const [a, b, c] = VERIFIED.strata!;
  const edits: [Partial<typeof b>, RegExp][] = [
    [{ verdict: "refuted" }, /^in b it is refuted, its effects are verified$/],
    [{ logEvidence: { for: 99, against: 0 } }, /^in b its evidence is not that of its effects$/],
    [{ cases: b.cases + 1 }, /^in b it holds \d+ effects of \d+$/],
    [{ reason: "because" }, /^in b it is verified with a reason$/],
    [{ verdict: "undecided" }, /^in b it is undecided without a reason$/],
  ];
  for (const [edit, message] of edits) {
    assertMatch(said(withStrata([a, { ...b, ...edit }, c])), message);
  }
  const { logEvidence: _, ...none } = b;
  assertMatch(
    said(withStrata([a, { ...none, verdict: "undecided", ...broke("x") }, c])),
    /^in b it/,
  );
  const most = Math.max(...VERIFIED.strata!.map(({ cases }) => cases)) - 1;
  assertMatch(said(VERIFIED, { ...WHOLE, limit: most }), /^in . it has \d+ cases, of at most \d+$/);
  assertMatch(said(VERIFIED, { ...WHOLE, limit: 3 }), /^it has \d+ cases, of at most 9$/);
  // By the rates of a claim without strata it would be refuted sooner.
  const { rates } = WHOLE;
  assertMatch(
    said(REFUTED, { ...WHOLE, rates: { ...rates, beta: rates.beta / 1e3 } }),
    /^in b it is/,
  );
});

Deno.test("strata: an outcome without any has no evidence, and no effect", () => {
  const { strata: _, ...without } = VERIFIED;
  assertEquals(said(without), "it holds none of its strata");
  const bare: Outcome = { verdict: "undecided", cases: 9, ...broke("x") };
  assertEquals(said(bare), "nothing");
  assertEquals(said({ ...bare, effect: VERIFIED.effect! }), "it holds effects without evidence");
  assertEquals(said({ ...bare, failing: 3 }), "it is about a mean, but counts failing cases");
  const cells = VERIFIED.cells!.map((cell) => ({ ...cell, cases: 9 }));
  assertEquals(said({ verdict: "verified", cases: 9, cells }), "it is verified without evidence");
});

Deno.test("strata: an outcome of means holds no cases, whole or in part", () => {
  const failing = { spec: {}, margin: { margin: -1, got: 6, wanted: 5, what: "x" } };
  assertEquals(said({ ...VERIFIED, failing: 0 }), "it is about means, but counts failing cases");
  assertEquals(
    said({ ...VERIFIED, counterexample: failing }),
    "it is about means, but holds a counterexample",
  );
  // A part that was left out is none that came to nothing.
  const [a, b, c] = OPEN.strata!;
  const bare = { name: b.name, verdict: "undecided", cases: 0, ...broke("x") } as const;
  const { cells: _, ...other } = OPEN;
  assertEquals(said(withStrata([a, bare, c], other)), "in b it has no evidence");
});

Deno.test("strata: evidence of another machine may end in other bits, and is infinite as it is", () => {
  const near = (log: number) => log * (1 + 1e-14);
  const { logEvidence } = VERIFIED;
  const other = { for: near(logEvidence!.for), against: near(logEvidence!.against) };
  assertEquals(said({ ...VERIFIED, logEvidence: other }), "nothing");
  // Both are null in JSON.
  const [a, b, c] = VERIFIED.strata!;
  const of = (got: number) => ({ ...b.closest!, margin: { ...b.closest!.margin, got } });
  const infinite = { ...VERIFIED, strata: [a, { ...b, closest: of(Infinity) }, c] };
  assertEquals(VERIFIED.closest, b.closest);
  assertEquals(said({ ...infinite, closest: of(Infinity) }), "nothing");
  assertMatch(said({ ...infinite, closest: of(-Infinity) }), /closest is not that of its weakest/);
});

Deno.test("strata: a claim without any holds none, and neither does one about cases", () => {
  const { strata: _, ...plain } = CLAIM;
  assertEquals(
    contradiction(plain as StatisticalClaim, VERIFIED, { ...WHOLE, limit: 1000 }),
    "it holds strata, which its claim does not",
  );
});
