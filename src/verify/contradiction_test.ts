import { assertEquals, assertMatch } from "@std/assert";
import { REFERENCE, statistical, universal } from "../claim/claims_for_tests.ts";
import { contradiction } from "./contradiction.ts";
import type { StatisticalFacts } from "../claim/facts.ts";
import { broke, interruptedAfter } from "./obstacle.ts";
import type { Outcome } from "./outcome.ts";
import { deciderFor } from "./replicate_rule.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { claimControl, runClaim } from "./verify.ts";

const CASES = universal({
  bounds: { x: { from: 0, to: 5 } },
  cells: [{ name: "odd", atLeast: 0.2, holds: (spec) => (spec as { x: number }).x % 2 === 1 }],
});
const MEAN = statistical({ bounds: {} });
const HALVES = [1, 2].map((index) => ({ index, of: 2 }));
const PART = { limit: 1000, shard: { index: 1, of: 1 }, rates: CLAIM_RATES };
const SHORT = { ...PART, limit: 100 };

async function outcomeOf(claim: typeof CASES, shard = PART.shard): Promise<Outcome> {
  const control = claimControl(claim, { seed: 11, profile: "ci" });
  return await runClaim(claim, REFERENCE, { ...control, shard });
}

const VERIFIED = await outcomeOf(CASES);
const GAIN = await outcomeOf(MEAN);

Deno.test("what a run found does not contradict itself, in whole or in parts", async () => {
  assertEquals(contradiction(CASES, VERIFIED, PART), undefined);
  assertEquals(contradiction(MEAN, GAIN, SHORT), undefined);
  for (const shard of HALVES) {
    assertEquals(
      contradiction(CASES, await outcomeOf(CASES, shard), { ...PART, shard }),
      undefined,
    );
    assertEquals(contradiction(MEAN, await outcomeOf(MEAN, shard), { ...SHORT, shard }), undefined);
  }
  const broken = universal(
    { check: ({ x }: { x: number }) => ({ margin: -x, got: x, wanted: 0, what: "x" }) } as never,
  );
  assertEquals(contradiction(broken, await outcomeOf(broken), PART), undefined);
  const crashing = statistical({ replicate: () => NaN });
  assertEquals(contradiction(crashing, await outcomeOf(crashing), SHORT), undefined);
});

const FAILING = { spec: { x: 6 }, margin: { margin: -1, got: 6, wanted: 5, what: "x" } };

const CONTRARY: readonly [edit: Partial<Outcome>, message: RegExp][] = [
  [{ counterexample: FAILING }, /^it is verified, but holds a counterexample$/],
  [{ cases: 999, cells: [] }, /cells are not the claim's/],
  [{ cases: 1001 }, /^it has 1001 cases, of at most 1000$/],
  [{ closest: FAILING }, /^it is verified, but its smallest margin does not hold$/],
  [{ verdict: "refuted" }, /^it is refuted, but holds no counterexample$/],
  [{ verdict: "undecided" }, /^it is undecided without a reason$/],
  [{ verdict: "undecided", reason: "x" }, /^it is undecided without a cause$/],
  [{ cause: "late" }, /^it is verified with a cause$/],
  [
    { verdict: "undecided", ...broke("x"), counterexample: FAILING },
    /^it is undecided, but holds a counterexample$/,
  ],
  [{ verdict: "refuted", counterexample: VERIFIED.closest! }, /^it is refuted, but its .* holds$/],
  [{ reason: "none" }, /^it is verified with a reason$/],
  [{ logEvidence: { for: 1e9, against: 0 } }, /^it is about cases, but holds effects$/],
];

Deno.test("an outcome of cases that was edited contradicts itself, its claim or its budget", () => {
  for (const [edit, message] of CONTRARY) {
    assertMatch(contradiction(CASES, { ...VERIFIED, ...edit }, PART) ?? "nothing", message);
  }
  // Another profile has another budget.
  assertMatch(
    contradiction(CASES, VERIFIED, { ...PART, limit: 5000 }) ?? "",
    /after 1000 cases of 5000/,
  );
  const cells = VERIFIED.cells!.map((cell) => ({ ...cell, cases: 0, reached: false }));
  assertMatch(contradiction(CASES, { ...VERIFIED, cells }, PART) ?? "", /did not reach all/);
  const said = VERIFIED.cells!.map((cell) => ({ ...cell, cases: 0 }));
  assertMatch(contradiction(CASES, { ...VERIFIED, cells: said }, PART) ?? "", /said to be reached/);
});

Deno.test("a pass without its smallest margin, and effects beyond a decision, contradict", () => {
  const { closest: _, ...without } = VERIFIED;
  assertMatch(contradiction(CASES, without, PART) ?? "", /its smallest margin does not hold/);
  const effects = [...GAIN.streams![0], 0.5];
  const decider = deciderFor(MEAN as StatisticalFacts, CLAIM_RATES);
  for (const effect of effects) decider.observe(effect);
  const { logEvidence } = decider;
  const longer = { ...GAIN, cases: effects.length, streams: [effects], logEvidence };
  assertMatch(
    contradiction(MEAN, longer, SHORT) ?? "",
    /it goes on after effect \d+, which decided/,
  );
});

Deno.test("an outcome without a replicate measures nothing", () => {
  const none: Outcome = {
    ...{ verdict: "undecided", cases: 0, ...interruptedAfter("0 replicates") },
    logEvidence: { for: 0, against: 0 },
  };
  assertEquals(contradiction(MEAN, none, SHORT), undefined);
  for (const edit of [{ effect: GAIN.effect! }, { closest: GAIN.closest! }]) {
    assertMatch(
      contradiction(MEAN, { ...none, ...edit }, SHORT) ?? "",
      /^it measures effects that it does not hold$/,
    );
  }
});

Deno.test("an outcome of replicates that was edited contradicts itself", () => {
  const [effects] = GAIN.streams!;
  const edits: [Partial<Outcome>, RegExp][] = [
    [{ logEvidence: { for: 1e9, against: 0 } }, /evidence is not that of its effects/],
    [{ logEvidence: { for: Infinity, against: -Infinity } }, /evidence is not that of its effects/],
    [{ streams: [effects.slice(1)] }, /effects of/],
    [{ streams: [effects, []] }, /2 streams of one shard/],
    [{ verdict: "refuted" }, /^it is refuted, its effects are verified$/],
    [{ effect: { ...GAIN.effect!, mean: 0.4 } }, /mean or interval is not that/],
    [{ effect: { ...GAIN.effect!, upper: 0.4 } }, /mean or interval is not that/],
    [{ effect: { ...GAIN.effect!, name: "loss" } }, /^it measures loss, its claim gain$/],
    [{ closest: { ...GAIN.closest!, margin: FAILING.margin } }, /smallest margin is not that/],
    [{ clipped: 7 }, /7 effects are clipped, 0 are/],
    [{ counterexample: FAILING }, /about a mean/],
    [{ failing: 0 }, /counts failing cases/],
  ];
  for (const [edit, message] of edits) {
    assertMatch(contradiction(MEAN, { ...GAIN, ...edit }, SHORT) ?? "nothing", message);
  }
  const { logEvidence: _, ...without } = GAIN;
  const stopped = { ...without, verdict: "undecided", ...broke("x") } as const;
  assertMatch(contradiction(MEAN, stopped, SHORT) ?? "", /^it holds effects without evidence$/);
  assertMatch(contradiction(MEAN, without, SHORT) ?? "", /^it is verified without evidence$/);
});

Deno.test("what a shard says that it read is in order, each once, of the needs, and said", async () => {
  const claim = universal({ needs: ["weigh", "mean"] });
  const mean = statistical({ bounds: {}, needs: ["weigh", "mean"] });
  const [shard] = HALVES;
  for (const [own, limit] of [[claim, 1000], [mean, 100]] as const) {
    const { read, ...outcome } = await outcomeOf(own, shard);
    assertEquals(read, []);
    const part = { ...PART, limit, shard };
    const said = (read: readonly string[]) => contradiction(own, { ...outcome, read }, part);
    for (const read of [[], ["mean"], ["mean", "weigh"]]) assertEquals(said(read), undefined);
    for (const read of [["weigh", "mean"], ["mean", "mean"], ["predict"]]) {
      assertMatch(said(read) ?? "", /^it read .*, of the needs weigh, mean$/);
    }
    assertEquals(contradiction(own, outcome, part), "it does not say what was read");
  }
  assertEquals(
    contradiction(CASES, { ...VERIFIED, read: [] }, PART),
    "it is of a whole run, but says what was read",
  );
});
