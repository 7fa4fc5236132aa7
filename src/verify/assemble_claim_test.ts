import { assertEquals } from "@std/assert";
import { universal } from "../claim/claims_for_tests.ts";
import { assembleClaim, jobKey, type JobRun } from "./assemble_claim.ts";
import { NOT_REACHED } from "./obstacle.ts";
import type { Outcome } from "./outcome.ts";

const MUTANTS = ["halved", "doubled"].map((name) => ({ name, description: name }));
const CLAIM = universal({ mutants: MUTANTS as never });
const VERIFIED: Outcome = { verdict: "verified", cases: 1000 };
const REFUTED: Outcome = { verdict: "refuted", cases: 3 };
const STOPPED: Outcome = { verdict: "undecided", cases: 3, reason: "interrupted after 3 cases" };
const WHOLE = { seed: 1, of: 1, partial: false };

function runOf(mutant: string | null, outcome: Outcome, changes: Partial<JobRun> = {}): JobRun {
  return { shard: 1, claim: CLAIM.id, mutant, outcome, seconds: 1, ...changes };
}

const KILLED = MUTANTS.map(({ name }) => runOf(name, REFUTED));

Deno.test("assembled: a claim is ok with every mutant killed, and names them in its order", () => {
  const result = assembleClaim(CLAIM, [...KILLED.toReversed(), runOf(null, VERIFIED)], WHOLE);
  assertEquals([result.ok, result.outcome, result.seconds], [true, VERIFIED, 3]);
  assertEquals(result.mutants.map(({ name, killed }) => [name, killed]), [
    ["halved", true],
    ["doubled", true],
  ]);
});

Deno.test("assembled: a mutant that was not run is not killed, and neither is one that was cut off", () => {
  const [first] = KILLED;
  for (const runs of [[first], [first, runOf("doubled", STOPPED)]]) {
    const { mutants, ok } = assembleClaim(CLAIM, [runOf(null, VERIFIED), ...runs], {
      ...WHOLE,
      partial: true,
    });
    assertEquals([mutants.map(({ name }) => name), ok], [["halved"], false]);
  }
  const { mutants, ok } = assembleClaim(
    CLAIM,
    [runOf(null, VERIFIED), first, runOf("doubled", STOPPED)],
    WHOLE,
  );
  assertEquals([mutants.map(({ killed }) => killed), ok], [[true, false], false]);
});

Deno.test("assembled: a claim that no one ran is undecided, whatever others came to", () => {
  const other = runOf(null, VERIFIED, { claim: "A2" });
  const { outcome, ok, seconds } = assembleClaim(CLAIM, [other, ...KILLED], WHOLE);
  assertEquals([outcome, ok], [{ verdict: "undecided", cases: 0, ...NOT_REACHED }, false]);
  assertEquals(seconds, 2);
});

Deno.test("assembled: shards count by their number, and one that is missing is named", () => {
  const { outcome } = assembleClaim(CLAIM, [runOf(null, VERIFIED, { shard: 2 })], {
    ...WHOLE,
    of: 2,
  });
  assertEquals([outcome.verdict, outcome.reason], ["undecided", "shard 1 of 2 is missing"]);
});

Deno.test("assembled: a rival must be refuted as a mutant must, and says that it is one", () => {
  const rivals = ["tripled", "constant"].map((name) => ({ name, description: name }));
  const claim = { ...CLAIM, rivals } as unknown as typeof CLAIM;
  const runs = [runOf(null, VERIFIED), ...KILLED, runOf("tripled", REFUTED)];
  const killed = {
    name: "tripled",
    rival: true,
    killed: true,
    verdict: "refuted",
    cases: 3,
  } as const;
  const part = assembleClaim(claim, runs, WHOLE);
  assertEquals([part.ok, part.mutants.at(-1)], [false, killed]);
  for (const outcome of [REFUTED, VERIFIED, STOPPED]) {
    const { ok, mutants, others } = assembleClaim(
      claim,
      [...runs, runOf("constant", outcome)],
      WHOLE,
    );
    assertEquals([ok, others], [outcome === REFUTED, []]);
    assertEquals(mutants.map(({ name, rival }) => [name, rival]), [
      ["halved", undefined],
      ["doubled", undefined],
      ["tripled", true],
      ["constant", true],
    ]);
  }
});

Deno.test("assembled: what the matrix looks at beside is no mutant of the claim", () => {
  const result = assembleClaim(
    CLAIM,
    [runOf(null, VERIFIED), ...KILLED, runOf("other", VERIFIED)],
    WHOLE,
  );
  assertEquals(result.others, [{ name: "other", killed: false, verdict: "verified", cases: 1000 }]);
  assertEquals([result.mutants.length, result.ok], [2, true]);
});

Deno.test("jobs of a run differ by shard, claim and mutant", () => {
  const keys = [
    ...[1, 2].map((shard) => runOf(null, VERIFIED, { shard })),
    ...[runOf("halved", VERIFIED), runOf(null, VERIFIED, { claim: "A2" })],
  ].map(jobKey);
  assertEquals(new Set(keys).size, 4);
});
