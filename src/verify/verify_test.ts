import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { assertRejects, assertThrows } from "@std/assert";
import { assertSpyCalls, returnsNext, spy } from "@std/testing/mock";
import fc from "fast-check";
import { type Claim, statisticalClaim, underLaw, universalClaim } from "../claim/claim.ts";
import { statisticalLaw, universalLaw } from "../claim/lawful_claim.ts";
import { exactMargin } from "../decision/margin.ts";
import type { RunControl } from "./outcome.ts";
import { randomStream } from "../prng.ts";
import { REFERENCE, type Weighing } from "../claim/claims_for_tests.ts";
import type { Subject } from "../claim/subject.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import {
  claimControl,
  opponentControl,
  runClaim,
  runMutant,
  runRival,
  verifyClaim,
  type VerifyOptions,
} from "./verify.ts";

/** Subjects that weigh one score as 1, another number, not at all, or with a crash. */
const HALF: Subject<Weighing> = {
  name: "half",
  description: "",
  weigh: () => Float64Array.of(0.5),
};
const SAME: Subject<Weighing> = { name: "same", description: "", weigh: () => Float64Array.of(1) };
const MUTE: Subject = { name: "mute", description: "no capability" };
const CRASHING: Subject<Weighing> = {
  name: "crashing",
  description: "",
  weigh: () => {
    throw new Error("boom");
  },
};

/** "One score has weight 1", which holds on the reference. */
function universal(changes: Partial<Claim> = {}): Claim {
  return universalClaim(
    {
      id: "X1",
      slug: "one_score",
      statement: "one score has all the weight",
      source: "nowhere",
      regime: "everywhere",
      kind: "ID",
      expected: "verified",
      needs: ["weigh"],
      mutants: [HALF],
      generator: fc.integer({ min: -1000, max: 1000 }),
      budget: { quick: 20, ci: 50, deep: 90 },
      check: (score: number, { weigh }: Weighing) =>
        exactMargin("weight", weigh(Float64Array.of(score))[0], 1),
      ...changes,
    } as Parameters<typeof universalClaim<number, Weighing>>[0],
  );
}

/** "The weight of one score is above ½", by noisy replicates. */
function statistical(changes: Partial<Claim> = {}): Claim {
  return statisticalClaim(
    {
      id: "X2",
      slug: "much_weight",
      statement: "one score has more than half the weight",
      source: "nowhere",
      regime: "everywhere",
      kind: "EXP",
      expected: "verified",
      needs: ["weigh"],
      mutants: [],
      effectName: "weight above ½",
      bound: 1,
      smallestEffect: 0.1,
      budget: { quick: 500, ci: 500, deep: 500 },
      generator: fc.constant({}),
      replicate: (_: unknown, seed: number, { weigh }: Weighing) =>
        weigh(Float64Array.of(0))[0] - 0.5 + randomStream(seed).between(-0.25, 0.25),
      ...changes,
    } as Parameters<typeof statisticalClaim<unknown, Weighing>>[0],
  );
}

const OPTIONS: VerifyOptions = { subject: REFERENCE, seed: 7, profile: "quick" };

function control(claim: Claim, changes: Partial<RunControl> = {}): RunControl {
  return { ...claimControl(claim, OPTIONS), ...changes };
}

Deno.test("a claim that the reference bears out and every mutant breaks is ok", async () => {
  const claim = universal();
  const result = await verifyClaim(claim, OPTIONS);
  assertEquals([result.claim, result.ok], [claim, true]);
  assertEquals([result.outcome.verdict, result.outcome.cases], ["verified", 20]);
  assertEquals(result.mutants, [{ name: "half", killed: true, verdict: "refuted", cases: 1 }]);
});

Deno.test("a statistical claim kills the mutant without the effect", async () => {
  const result = await verifyClaim(statistical({ mutants: [HALF] }), OPTIONS);
  assertEquals([result.outcome.verdict, result.ok], ["verified", true]);
  assertEquals(result.mutants[0].verdict, "refuted");
});

Deno.test("a mutant that behaves like the model survives, and the claim is not ok", async () => {
  const result = await verifyClaim(universal({ mutants: [HALF, SAME] }), OPTIONS);
  assertEquals(result.mutants.map(({ killed }) => killed), [true, false]);
  assertEquals(result.mutants[1], { name: "same", killed: false, verdict: "verified", cases: 50 });
  assertEquals([result.outcome.verdict, result.ok], ["verified", false]);
});

Deno.test("a mutant that throws inside its contract is killed, one that lacks what is needed is not", async () => {
  const result = await verifyClaim(universal({ mutants: [CRASHING, MUTE] }), OPTIONS);
  assertEquals(result.mutants, [
    { name: "crashing", killed: true, verdict: "refuted", cases: 1 },
    { name: "mute", killed: false, verdict: "undecided", cases: 0 },
  ]);
  assert(!result.ok);
});

Deno.test("a subject that throws inside its contract fails, and what it threw is told", async () => {
  const result = await verifyClaim(universal(), { ...OPTIONS, subject: CRASHING });
  const { verdict, cases, counterexample } = result.outcome;
  assertEquals([verdict, cases], ["refuted", 1]);
  assertEquals(counterexample?.margin, {
    ...{ margin: -Infinity, got: NaN, wanted: 0 },
    what: "weigh threw Error: boom",
  });
  assert(!result.ok);
});

Deno.test("a claim that throws by itself is undecided, whatever the subject threw before", async () => {
  const checks = [
    () => {
      throw new Error("own");
    },
    (_: unknown, { weigh }: Pick<Weighing, "weigh">) => {
      try {
        weigh(new Float64Array(1));
      } catch {
        throw new Error("own");
      }
    },
  ];
  for (const check of checks) {
    const claim = universal({ check: check as never });
    const { outcome } = await verifyClaim(claim, { ...OPTIONS, subject: CRASHING });
    assertEquals([outcome.verdict, outcome.reason], ["undecided", "case 1 crashed: Error: own"]);
  }
});

Deno.test("a subject without what the claim needs decides nothing", async () => {
  for (const claim of [universal({ needs: ["weigh", "mean"] }), statistical()]) {
    const result = await verifyClaim(claim, { ...OPTIONS, subject: MUTE });
    const lacks = claim.needs.join(", ");
    assertEquals(result.outcome, {
      verdict: "undecided",
      cases: 0,
      cause: "not applicable",
      reason: `not applicable: mute lacks ${lacks}`,
    });
    assert(!result.ok);
  }
});

Deno.test("a false statement is ok when it is refuted, and its mutants make it true", async () => {
  const wrong = universal({
    expected: "refuted",
    check: (_: unknown, { weigh }: Weighing) =>
      exactMargin("weight", weigh(Float64Array.of(3))[0], 0.5),
    mutants: [HALF],
  } as Partial<Claim>);
  const result = await verifyClaim(wrong, OPTIONS);
  assertEquals([result.outcome.verdict, result.ok], ["refuted", true]);
  assertEquals(result.mutants[0], { name: "half", killed: true, verdict: "verified", cases: 20 });
  const survivor = { ...wrong, mutants: [SAME] };
  assertEquals((await verifyClaim(survivor, OPTIONS)).ok, false);
});

Deno.test("a statement that comes out other than expected is not ok", async () => {
  const result = await verifyClaim(universal({ mutants: [] }), { ...OPTIONS, subject: HALF });
  assertEquals([result.outcome.verdict, result.ok], ["refuted", false]);
});

Deno.test("on mutants one failure is enough: nothing is shrunk", async () => {
  const check = spy((score: number) => exactMargin("score", score === 0, true));
  const claim = universal({ check } as unknown as Partial<Claim>);
  const { killed, cases } = await runMutant(claim, HALF, control(claim, { shrink: true }));
  assert(killed);
  assertSpyCalls(check, cases);
});

Deno.test("every subject is told before it is run", async () => {
  const seen: string[] = [];
  const onSubject = ({ name }: Subject) => seen.push(name);
  await verifyClaim(universal({ mutants: [HALF, SAME] }), { ...OPTIONS, onSubject });
  await verifyClaim(universal({ mutants: [] }), { ...OPTIONS, onSubject, subject: SAME });
  assertEquals(seen, ["reference", "half", "same", "same"]);
});

Deno.test("seconds are those between two looks at the clock, and 0 without one", async () => {
  const now = returnsNext([10_000, 12_500]);
  assertEquals((await verifyClaim(universal(), { ...OPTIONS, now })).seconds, 2.5);
  assertEquals((await verifyClaim(universal(), OPTIONS)).seconds, 0);
});

Deno.test("progress and pauses reach the runs of the subject and of the mutants", async () => {
  const onProgress = spy();
  const pause = spy(() => Promise.resolve());
  await verifyClaim(universal(), { ...OPTIONS, onProgress, pause });
  assertSpyCalls(onProgress, 20 + 1);
  assertSpyCalls(pause, 20 + 1);
});

Deno.test("a stop during the subject's run leaves it undecided and skips the mutants", async () => {
  let asked = 0;
  const result = await verifyClaim(universal(), { ...OPTIONS, stopped: () => ++asked > 5 });
  assertEquals(result.outcome.reason, "interrupted after 5 of 20 cases");
  assertEquals([result.mutants, result.ok], [[], false]);
});

Deno.test("a stop between mutants keeps what is decided, and is not ok", async () => {
  let stopped = false;
  const options = {
    ...OPTIONS,
    stopped: () => stopped,
    onSubject: ({ name }: Subject) => {
      if (name === "same") stopped = true;
    },
  };
  const result = await verifyClaim(universal({ mutants: [HALF, SAME, HALF] }), options);
  assertEquals(result.outcome.verdict, "verified");
  assertEquals(result.mutants.map(({ name }) => name), ["half"]);
  assert(!result.ok);
});

Deno.test("a mutant killed before the stop was heard is kept", async () => {
  let stopped = false;
  const late: Subject<Weighing> = {
    name: "late",
    description: "asks to stop, and fails",
    weigh: () => {
      stopped = true;
      return Float64Array.of(0.5);
    },
  };
  const result = await verifyClaim(universal({ mutants: [late] }), {
    ...OPTIONS,
    stopped: () => stopped,
  });
  assertEquals(result.mutants.map(({ killed }) => killed), [true]);
  assert(result.ok);
});

/** "x is measured as 2x": the law and the rivals are as told, and so is how often it was measured. */
function lawful(changes: object = {}) {
  const measured: Subject[] = [];
  const claim = statisticalLaw(
    {
      ...{ id: "X3", slug: "doubled", statement: "2x", source: "nowhere", regime: "everywhere" },
      ...{ kind: "EXP", expected: "verified", needs: ["weigh"], mutants: [HALF] },
      ...{ effectName: "measured less predicted", bound: 1, smallestEffect: 0.1, within: 0.2 },
      budget: { quick: 500, ci: 500, deep: 500 },
      generator: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
      law: ({ x }: { x: number }) => 2 * x,
      rivals: [
        { name: "tripled", description: "", law: ({ x }: { x: number }) => 3 * x },
        { name: "constant", description: "", law: () => 1 },
      ],
      measure({ x }: { x: number }, seed: number, { weigh }: Weighing) {
        const [weight] = weigh(Float64Array.of(0));
        measured.push({ name: `${weight}`, description: "" });
        return 2 * x * weight + randomStream(seed).between(-0.1, 0.1);
      },
      effect: (value: number, law: (spec: { x: number }) => number, spec: { x: number }) =>
        value - law(spec),
      ...changes,
    } as Parameters<typeof statisticalLaw<{ x: number }, Weighing, number>>[0],
  );
  return { claim, measured };
}

Deno.test("a claim with a law is ok when every rival of it is refuted", async () => {
  const { claim, measured } = lawful();
  const { ok, outcome, mutants } = await verifyClaim(claim, OPTIONS);
  assertEquals([ok, outcome.verdict], [true, "verified"]);
  assertEquals(mutants.map(({ name, rival, killed }) => [name, rival, killed]), [
    ["half", undefined, true],
    ["tripled", true, true],
    ["constant", true, true],
  ]);
  // Rivals measure nothing again, and what a mutant does is not the model's.
  const counts = [1, 0.5].map((weight) =>
    measured.filter(({ name }) => name === `${weight}`).length
  );
  assertEquals(counts, [outcome.cases, mutants[0].cases]);
});

Deno.test("a rival that is the law itself, or undecided, survives", async () => {
  const rivals = [{ name: "same", description: "", law: ({ x }: { x: number }) => 2 * x }];
  const { claim } = lawful({ rivals });
  const { ok, mutants } = await verifyClaim(claim, OPTIONS);
  const [, same] = mutants;
  assertEquals([ok, same.killed, same.verdict], [false, false, "verified"]);
  const near = [{ name: "near", description: "", law: ({ x }: { x: number }) => 2 * x + 0.15 }];
  const open = await verifyClaim(lawful({ rivals: near, bound: 1 }).claim, OPTIONS);
  assertEquals([open.ok, open.mutants[1].killed], [false, false]);
  const broken = [{ name: "broken", description: "", law: () => NaN }];
  const crashed = await verifyClaim(lawful({ rivals: broken }).claim, OPTIONS);
  assertEquals([crashed.ok, crashed.mutants[1].verdict], [false, "undecided"]);
});

Deno.test("a false law is ok when it is refuted, and its rivals make it true", async () => {
  const rivals = [{ name: "true", description: "", law: ({ x }: { x: number }) => 2 * x }];
  const changes = { expected: "refuted", law: () => 1, rivals, mutants: [] };
  const { ok, outcome, mutants } = await verifyClaim(lawful(changes).claim, OPTIONS);
  assertEquals([ok, outcome.verdict], [true, "refuted"]);
  assertEquals(mutants, [
    { name: "true", rival: true, killed: true, verdict: "verified", cases: mutants[0].cases },
  ]);
});

Deno.test("a rival comes out the same whether or not it was measured before", async () => {
  const same = { name: "same", description: "", law: ({ x }: { x: number }) => 2 * x };
  const { claim } = lawful();
  const { claim: own, measured } = lawful({ rivals: [...claim.rivals!, same] });
  const verdicts: string[] = [];
  for (const { name } of own.rivals!) {
    const first = await runRival(own, name, { ...control(own), subject: REFERENCE });
    const memory = new Map<number, unknown>();
    await runClaim(underLaw(own, undefined, memory), REFERENCE, control(own));
    const [known, count] = [memory.size, measured.length];
    assertEquals(await runRival(own, name, { ...control(own), subject: REFERENCE, memory }), first);
    assertEquals(measured.length - count, Math.max(0, first.cases - known), name);
    verdicts.push(first.verdict);
  }
  assertEquals(verdicts, ["refuted", "refuted", "verified"]);
});

Deno.test("a rival is put to the subject that is asked for, and nothing of it is shrunk", async () => {
  const { claim } = lawful();
  const half = [{ name: "halved", description: "", law: ({ x }: { x: number }) => x }];
  const survivor = lawful({ rivals: half }).claim;
  const { killed } = await runRival(survivor, "halved", {
    ...control(survivor),
    subject: REFERENCE,
  });
  const onHalf = await runRival(survivor, "halved", { ...control(survivor), subject: HALF });
  assertEquals([killed, onHalf.killed, onHalf.verdict], [true, false, "verified"]);
  await assertRejects(
    () => runRival(claim, "halved", { ...control(claim), subject: REFERENCE }),
    Error,
    "has no rival halved",
  );
  await assertRejects(
    () => runRival(universal(), "x", { ...control(universal()), subject: REFERENCE }),
    Error,
    "no law",
  );
});

Deno.test("a rival of a claim with strata need only be refuted in one of them", async () => {
  const strata = [1, 9].map((x) => ({ name: `x = ${x}`, setting: { x } }));
  const rivals = [
    { name: "constant 2", description: "right at 1 alone", law: () => 2 },
    { name: "same", description: "", law: ({ x }: { x: number }) => 2 * x },
  ];
  const { claim } = lawful({ strata, rivals });
  const { ok, outcome, mutants } = await verifyClaim(claim, OPTIONS);
  assertEquals([ok, outcome.verdict, outcome.strata!.length], [false, "verified", 2]);
  assertEquals(mutants.map(({ verdict }) => verdict), ["refuted", "refuted", "verified"]);
});

Deno.test("a universal claim with a law must refute its rivals too", async () => {
  const claim = universalLaw({
    ...{ id: "X4", slug: "doubled", statement: "2x", source: "nowhere", regime: "everywhere" },
    ...{ kind: "ID", expected: "verified", needs: ["weigh"], mutants: [HALF] },
    budget: { quick: 20, ci: 50, deep: 90 },
    generator: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
    law: ({ x }: { x: number }) => 2 * x,
    rivals: [
      { name: "tripled", description: "", law: ({ x }: { x: number }) => 3 * x },
      { name: "same", description: "", law: ({ x }: { x: number }) => x + x },
    ],
    measure: ({ x }, { weigh }) => 2 * x * weigh(Float64Array.of(0))[0],
    margin: (value, law, spec) => exactMargin("value", value, law(spec)),
  });
  const { ok, outcome, mutants } = await verifyClaim(claim, OPTIONS);
  assertEquals([ok, outcome.verdict], [false, "verified"]);
  assertEquals(mutants.map(({ name, rival, killed }) => [name, rival, killed]), [
    ["half", undefined, true],
    ["tripled", true, true],
    ["same", true, false],
  ]);
});

Deno.test("a stop between rivals keeps what is decided, and is not ok", async () => {
  let stopped = false;
  const stopping = {
    name: "stopping",
    description: "",
    law: () => {
      stopped = true;
      return 99;
    },
  };
  const { claim } = lawful();
  const rivals = [...claim.rivals!, stopping, ...claim.rivals!];
  const { ok, mutants } = await verifyClaim(lawful({ rivals }).claim, {
    ...OPTIONS,
    stopped: () => stopped,
  });
  assertEquals(mutants.map(({ name }) => name), ["half", "tripled", "constant"]);
  assert(!ok);
  stopped = true;
  const none = await verifyClaim(claim, { ...OPTIONS, stopped: () => stopped });
  assertEquals([none.mutants, none.ok], [[], false]);
});

Deno.test("the same seed gives the same result, and another seed other cases", async () => {
  const claim = universal();
  assertEquals(await verifyClaim(claim, OPTIONS), await verifyClaim(claim, OPTIONS));
  const other = await verifyClaim(claim, { ...OPTIONS, seed: 8 });
  assertNotEquals(other.seed, (await verifyClaim(claim, OPTIONS)).seed);
});

Deno.test("a claim's seed follows from the root seed and its id", () => {
  const seedOf = (id: string, seed: number) =>
    claimControl(universal({ id }), { ...OPTIONS, seed }).seed;
  const seeds = [seedOf("X1", 7), seedOf("X2", 7), seedOf("X1", 8), seedOf("X1", -7)];
  assertEquals(new Set(seeds).size, 4);
  assertEquals(seedOf("X1", 7), seeds[0]);
  assert(seeds.every(Number.isInteger));
});

Deno.test("a claim's limit is its budget for the profile, and counterexamples are shrunk", () => {
  const limits = (["quick", "ci", "deep"] as const).map((profile) =>
    claimControl(universal(), { ...OPTIONS, profile }).limit
  );
  assertEquals(limits, [20, 50, 90]);
  assertEquals(claimControl(universal(), OPTIONS).shrink, true);
});

Deno.test("opponents get ci's budget where quick's is asked for, unless they are to hold", () => {
  const limits = (claim: Claim) =>
    (["quick", "ci", "deep"] as const).map((profile) =>
      opponentControl(claim, { ...OPTIONS, profile }).limit
    );
  assertEquals(limits(universal()), [50, 50, 90]);
  assertEquals(limits(universal({ expected: "refuted" })), [20, 50, 90]);
});

Deno.test("a mutant that only a rare case tells is not missed for want of cases", async () => {
  const rarely: Subject<Weighing> = {
    name: "rarely",
    description: "wrong at one score in sixteen",
    weigh: (scores) => scores.map((score) => Math.abs(score) % 16 === 5 ? 0.5 : 1),
  };
  const rare = { mutants: [rarely], budget: { quick: 1, ci: 1000, deep: 1000 } };
  for (let seed = 0; seed < 20; seed++) {
    const result = await verifyClaim(universal(rare), { ...OPTIONS, seed });
    assertEquals([result.outcome.cases, result.ok], [1, true], `seed ${seed}`);
  }
});

Deno.test("a root seed that is no whole number is refused", async () => {
  for (const seed of [0.5, NaN, Infinity, 2 ** 53]) {
    const message = `seed must be a whole number, got ${seed}`;
    assertThrows(() => claimControl(universal(), { ...OPTIONS, seed }), RangeError, message);
    await assertRejects(() => verifyClaim(universal(), { ...OPTIONS, seed }), RangeError, message);
  }
});

Deno.test("a claim comes out the same whichever claims were run before it", async () => {
  const alone = await verifyClaim(statistical(), OPTIONS);
  await verifyClaim(universal(), OPTIONS);
  await verifyClaim(statistical({ id: "X3" }), OPTIONS);
  const claim = statistical();
  const after = await verifyClaim(claim, OPTIONS);
  assertEquals(after.outcome, alone.outcome);
  assertEquals(claimControl(claim, OPTIONS).rates, CLAIM_RATES);
});

Deno.test("a claim is run by its unit", async () => {
  const [cases, replicates] = [universal(), statistical()];
  const one = await runClaim(cases, REFERENCE, control(cases));
  assert(one.streams === undefined && one.effect === undefined);
  const other = await runClaim(replicates, REFERENCE, control(replicates));
  assert(other.streams !== undefined && other.effect !== undefined);
});
