import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { assertSpyCall, assertSpyCalls, spy } from "@std/testing/mock";
import fc, { type Arbitrary } from "fast-check";
import type { UniversalClaim } from "../claim/claim.ts";
import { exactMargin, inequalityMargin, type Margin } from "../decision/margin.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { hashSeed } from "../prng.ts";
import { REFERENCE, type Weighing } from "../claim/claims_for_tests.ts";
import { verifyUniversal } from "./verify_universal.ts";

const UP_TO_1000 = fc.integer({ min: 0, max: 1000 });

/** A claim about whole numbers up to a thousand, unless another generator is given. */
function claimOf<Spec = number>(
  check: (spec: Spec, subject: Weighing) => Margin,
  changes: Partial<UniversalClaim<Spec>> = {},
): UniversalClaim {
  const claim = {
    id: "X1",
    slug: "made_up",
    statement: "made up",
    source: "nowhere",
    regime: "everywhere",
    kind: "INEQ",
    expected: "verified",
    needs: [],
    mutants: [],
    unit: "cases",
    generator: UP_TO_1000,
    budget: { quick: 1, ci: 1, deep: 1 },
    check,
    ...changes,
  };
  return claim as unknown as UniversalClaim;
}

function run(claim: UniversalClaim, changes: Partial<RunControl> = {}): Promise<Outcome> {
  return verifyUniversal(claim, REFERENCE, {
    seed: hashSeed("verify universal"),
    limit: 100,
    rates: { alpha: 0.01, beta: 0.01 },
    shrink: true,
    ...changes,
  });
}

/** x ≤ most, by the plain difference: a margin in the units of x. */
function atMost(most: number): (x: number) => Margin {
  return (x) => ({ margin: most - x, got: x, wanted: most, what: "x" });
}

Deno.test("a claim that every case bears out is verified, with its closest case", async () => {
  const seen: number[] = [];
  const outcome = await run(claimOf((x) => {
    seen.push(x);
    return atMost(1000)(x);
  }));
  assertEquals([outcome.verdict, outcome.cases, seen.length], ["verified", 100, 100]);
  const largest = Math.max(...seen);
  assertEquals(outcome.closest, { spec: largest, margin: atMost(1000)(largest) });
  assertEquals(Object.keys(outcome).toSorted(), ["cases", "closest", "verdict"]);
});

Deno.test("a margin of zero holds, and nothing that holds by more is closer", async () => {
  const seen: number[] = [];
  const outcome = await run(claimOf((x) => {
    seen.push(x);
    return inequalityMargin("x", x, x + (seen.length === 7 ? 0 : 1), { tolerance: 0 });
  }));
  assertEquals([outcome.verdict, outcome.closest?.spec], ["verified", seen[6]]);
  assertEquals(outcome.closest?.margin.margin, 0);
});

Deno.test("of equally close cases the first is kept", async () => {
  const seen: number[] = [];
  const outcome = await run(claimOf((x) => {
    seen.push(x);
    return exactMargin("x", 0, 0);
  }));
  assertEquals(outcome.closest?.spec, seen[0]);
});

Deno.test("a counterexample is shrunk while it fails by half the first margin, no further", async () => {
  const first: number[] = [];
  const outcome = await run(claimOf((x) => {
    if (x > 100 && first.length === 0) first.push(x);
    return atMost(100)(x);
  }));
  assertEquals(outcome.verdict, "refuted");
  // Half the excess of the first failing case, rounded up to a whole x.
  const smallest = 100 + Math.ceil((first[0] - 100) / 2);
  assertEquals(outcome.counterexample?.spec, smallest);
  assertEquals(outcome.counterexample?.margin.margin, 100 - smallest);
  assertEquals(outcome.closest?.spec, first[0]);
});

Deno.test("cases tried while shrinking are not counted", async () => {
  const calls = spy(atMost(100));
  const outcome = await run(claimOf(calls));
  const firstFailing = calls.calls.findIndex(({ args: [x] }) => x > 100);
  assertEquals(outcome.cases, firstFailing + 1);
  assert(calls.calls.length > outcome.cases);
});

Deno.test("without shrinking the first failing case is the counterexample", async () => {
  const calls = spy(atMost(100));
  const outcome = await run(claimOf(calls), { shrink: false });
  assertSpyCalls(calls, outcome.cases);
  assertEquals(outcome.counterexample?.spec, calls.calls.at(-1)?.args[0]);
});

Deno.test("a margin that is not a number refutes, and does not shrink to another", async () => {
  const nan = (x: number): Margin => ({ margin: x > 500 ? NaN : 1, got: x, wanted: 0, what: "x" });
  const outcome = await run(claimOf(nan));
  assertEquals(outcome.verdict, "refuted");
  assertEquals(outcome.counterexample?.margin.margin, NaN);
  assertEquals(outcome.closest, outcome.counterexample);
});

Deno.test("a margin of −∞ shrinks to the smallest of its kind", async () => {
  const outcome = await run(claimOf((x) => exactMargin("x", x > 500 ? NaN : 0, 0)));
  assertEquals(outcome.counterexample?.spec, 501);
});

Deno.test("a check that throws is undecided with its case and its reason, and stops the run", async () => {
  const check = spy((x: number): Margin => {
    if (x > 500) throw new TypeError(`no ${x}`);
    return exactMargin("x", 0, 0);
  });
  const outcome = await run(claimOf(check));
  const { args: [x] } = check.calls.at(-1)!;
  assertEquals(outcome, {
    verdict: "undecided",
    // Once more, to see whether it was the subject that threw.
    cases: check.calls.length - 1,
    cause: "crashed",
    reason: `case ${check.calls.length - 1} crashed: TypeError: no ${x}`,
  });
  assertEquals(check.calls.filter(({ error }) => error !== undefined).length, 2);
});

Deno.test("a smaller case that crashes is no smaller counterexample", async () => {
  const outcome = await run(claimOf((x) => {
    if (x > 100 && x < 500) throw new Error("crash");
    return exactMargin("x", x < 500, true);
  }));
  assertEquals([outcome.verdict, outcome.counterexample?.spec], ["refuted", 500]);
});

Deno.test("a generator that throws is undecided with its reason", async () => {
  const generator: Arbitrary<number> = UP_TO_1000.map((x) => {
    if (x > 300) throw new Error("out of specs");
    return x;
  });
  const outcome = await run(claimOf(atMost(1000), { generator }));
  assertEquals(outcome.verdict, "undecided");
  assertEquals(outcome.reason, "the generator crashed: Error: out of specs");
});

Deno.test("a hook that throws is undecided, not a counterexample", async () => {
  const onProgress = ({ done }: { done: number }) => {
    if (done === 7) throw new Error("terminal gone");
  };
  const outcome = await run(claimOf(atMost(1000)), { onProgress });
  assertEquals(outcome.verdict, "undecided");
  assertMatch(outcome.reason ?? "", /terminal gone/);
});

/** Answers "stop" from the given question on. */
function stopAt(question: number): () => boolean {
  let asked = 0;
  return () => ++asked >= question;
}

Deno.test("a run that is stopped is undecided, with how far it came", async () => {
  for (const [question, cases] of [[1, 0], [8, 7], [100, 99]]) {
    const outcome = await run(claimOf(atMost(1000)), { stopped: stopAt(question) });
    assertEquals(outcome, {
      verdict: "undecided",
      cases,
      cause: "interrupted",
      reason: `interrupted after ${cases} of 100 cases`,
    });
  }
});

Deno.test("a stop after the last case leaves the claim verified", async () => {
  const outcome = await run(claimOf(atMost(1000)), { stopped: stopAt(101) });
  assertEquals([outcome.verdict, outcome.cases], ["verified", 100]);
});

Deno.test("a stop while shrinking leaves the claim refuted, by the case so far", async () => {
  let failed = false;
  const check = (x: number) => {
    failed ||= x > 100;
    return atMost(100)(x);
  };
  const outcome = await run(claimOf(check), { stopped: () => failed });
  assertEquals(outcome.verdict, "refuted");
  assertEquals(outcome.counterexample, outcome.closest);
});

Deno.test("the same seed gives the same outcome, another seed another one", async () => {
  const claim = claimOf(atMost(100));
  const [one, again, other] = await Promise.all([
    run(claim),
    run(claim),
    run(claim, { seed: hashSeed("another seed") }),
  ]);
  assertEquals(one, again);
  assert(one.counterexample?.spec !== other.counterexample?.spec);
});

Deno.test("progress is told after every case, and a pause is offered before", async () => {
  const onProgress = spy();
  const pause = spy(() => Promise.resolve());
  await run(claimOf(atMost(1000)), { limit: 7, onProgress, pause });
  assertSpyCalls(onProgress, 7);
  assertSpyCalls(pause, 7);
  for (let k = 0; k < 7; k++) assertSpyCall(onProgress, k, { args: [{ done: k + 1, of: 7 }] });
});

Deno.test("the check gets what the generator drew, and of the subject what it needs", async () => {
  const generator = fc.constant(7);
  const check = spy((x: number, { weigh }: Weighing) =>
    exactMargin("x", weigh === REFERENCE.weigh ? x : NaN, 7)
  );
  const claim = claimOf(check, { generator, needs: ["weigh"] });
  assertEquals((await run(claim, { limit: 3 })).verdict, "verified");
  for (const { args: [x, part] } of check.calls) {
    assertEquals([x, Object.keys(part)], [7, ["weigh"]]);
    assertThrows(() => part.mean, Error, "a claim may read only what it needs, got mean");
    assertThrows(() => Object.assign(part, { weigh: () => new Float64Array() }), TypeError);
  }
});

/** Specs with a field, for claims that bound it. */
interface Spec {
  readonly n: number;
}
const SPECS: Arbitrary<Spec> = fc.record({ n: UP_TO_1000 });
const ALWAYS = (_: Spec) => exactMargin("x", 0, 0);

Deno.test("a spec outside the claim's bounds is undecided: nothing is asserted there", async () => {
  const check = spy(ALWAYS);
  const bounds = { n: { from: 0, to: 500 } };
  const outcome = await run(claimOf(check, { generator: SPECS, bounds }));
  assertEquals(outcome.verdict, "undecided");
  assertMatch(
    outcome.reason ?? "",
    /^the generator left the regime: n must be in \[0, 500\], got \d+$/,
  );
  assertSpyCalls(check, outcome.cases);
});

Deno.test("a pass that does not reach the edges of its bounds is undecided", async () => {
  const bounds = { n: { from: -3, to: 2000 } };
  const outcome = await run(claimOf(ALWAYS, { generator: SPECS, bounds }), { limit: 1000 });
  assertEquals(outcome.verdict, "undecided");
  assertEquals(
    outcome.reason,
    "the generator hardly reaches n = -3 (0 of 1000 cases), n = 2000 (0 of 1000 cases)",
  );
  assertEquals(outcome.cells?.map(({ reached }) => reached), [false, false]);
});

Deno.test("one edge that is not reached is enough", async () => {
  const generator = fc.record({ n: fc.constantFrom(0, 1) });
  const bounds = { n: { from: 0, to: 7 } };
  const outcome = await run(claimOf(ALWAYS, { generator, bounds }), { limit: 1000 });
  assertEquals(outcome.verdict, "undecided");
  assertEquals(outcome.reason, "the generator hardly reaches n = 7 (0 of 1000 cases)");
  const point = { n: { from: 0, to: 0 } };
  const constant = fc.record({ n: fc.constant(0) });
  const other = await run(claimOf(ALWAYS, { generator: constant, bounds: point }));
  assertEquals([other.verdict, other.cells?.length], ["verified", 1]);
});

Deno.test("a pass says how often each part of the regime was reached", async () => {
  const seen: number[] = [];
  const check = (spec: Spec) => {
    seen.push(spec.n);
    return ALWAYS(spec);
  };
  const inner = (spec: Spec) => spec.n === 1 || spec.n === 2;
  const outcome = await run(claimOf(check, {
    generator: fc.record({ n: fc.integer({ min: 0, max: 3 }) }),
    bounds: { n: { from: 0, to: 3 } },
    cells: [{ name: "inner", atLeast: 0.1, holds: inner }],
  }));
  assertEquals(outcome.verdict, "verified");
  assertEquals(outcome.cells?.map(({ name, cases }) => [name, cases]), [
    ["n = 0", seen.filter((n) => n === 0).length],
    ["n = 3", seen.filter((n) => n === 3).length],
    ["inner", seen.filter((n) => inner({ n })).length],
  ]);
});

Deno.test("a counterexample counts, however little of the regime was reached", async () => {
  const bounds = { n: { from: -3, to: 2000 } };
  let cases = 0;
  const check = (_: Spec) => exactMargin("x", ++cases < 999, true);
  const outcome = await run(claimOf(check, { generator: SPECS, bounds }), { limit: 1000 });
  assertEquals([outcome.verdict, outcome.cases, outcome.reason], ["refuted", 999, undefined]);
  assertEquals(outcome.cells?.map(({ reached }) => reached), [false, false]);
});

Deno.test("a check that returns no margin has measured nothing", async () => {
  for (const nothing of [true, undefined, 1, { margin: 1 }]) {
    const { verdict, reason } = await run(claimOf((() => nothing) as never));
    assertEquals(verdict, "undecided");
    assertEquals(
      reason,
      `case 1 crashed: check must return a margin with its parts, got ${typeof nothing}`,
    );
  }
});
