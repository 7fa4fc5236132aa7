import { assert, assertEquals } from "@std/assert";
import { notDeterministic } from "../../src/verify/obstacle.ts";
import { type Outcome, undecided } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import type { ClaimJob } from "./claim_job.ts";
import { Confirmations } from "./confirmations.ts";

const JOB: ClaimJob = { index: 0, claimId: "A1", seed: 1, profile: "ci", shard: WHOLE };
const VERIFIED: Outcome = { verdict: "verified", cases: 9 };
const ENDS = [0, 8].map((index) => ({ index, spec: index, cells: [] }));
const RESULT = { outcome: VERIFIED, seconds: 1 };
const every = () => true;
/** Who computes again. */
const [ME, OTHER] = [{}, {}];

Deno.test("confirmations: what is decided waits, and its ends are computed again, the last first", () => {
  for (const verdict of ["verified", "refuted"] as const) {
    const waiting = new Confirmations();
    assert(waiting.add(JOB, { ...RESULT, outcome: { ...VERIFIED, verdict } }, ENDS));
    assert(waiting.has(JOB));
    const task = waiting.next(ME, every)!;
    assertEquals([task.job, task.samples.length], [JOB, 2]);
    assertEquals(task.samples.map((sample) => sample.kind === "number" && sample.index), [8, 0]);
    assertEquals(waiting.next(ME, every), undefined, "it is taken once");
  }
});

Deno.test("confirmations: a shrunk counterexample is computed again, too", () => {
  const counterexample = { spec: 1, margin: { margin: -1, got: 6, wanted: 5, what: "x" } };
  const result = { ...RESULT, outcome: { verdict: "refuted", cases: 9, counterexample } as const };
  const kindsOf = (job: ClaimJob) => {
    const waiting = new Confirmations();
    waiting.add(job, result, ENDS);
    return waiting.next(ME, every)!.samples.map(({ kind }) => kind);
  };
  assertEquals(kindsOf(JOB), ["number", "number", "counterexample"]);
  assertEquals(kindsOf({ ...JOB, mutant: "halved" }), ["number", "number"]);
});

Deno.test("confirmations: what is undecided, only looked at or of no case needs none", () => {
  const waiting = new Confirmations();
  assert(!waiting.add(JOB, { ...RESULT, outcome: { verdict: "undecided", cases: 9 } }, ENDS));
  assert(!waiting.add({ ...JOB, mutant: "halved", other: true }, RESULT, ENDS));
  assert(!waiting.add(JOB, RESULT, []));
  assert(waiting.add({ ...JOB, mutant: "halved" }, RESULT, ENDS), "a claim's own mutant does");
  assert(!waiting.has(JOB));
});

Deno.test("confirmations: the result stands where nothing differs, and is undecided where it does", () => {
  for (
    const [difference, outcome] of [
      [undefined, VERIFIED],
      ["not deterministic", undecided(9, notDeterministic("not deterministic"))],
    ] as const
  ) {
    const waiting = new Confirmations();
    waiting.add(JOB, RESULT, ENDS);
    assertEquals(waiting.take(JOB, difference), { outcome, seconds: 1 });
    assert(!waiting.has(JOB));
  }
});

Deno.test("confirmations: only jobs that are wanted are given out, and one that is dropped is not", () => {
  const waiting = new Confirmations();
  waiting.add(JOB, RESULT, ENDS);
  assertEquals(waiting.next(ME, () => false), undefined);
  assert(waiting.drop(JOB));
  assert(!waiting.drop(JOB));
  assertEquals(waiting.next(ME, every), undefined);
});

Deno.test("confirmations: a claim is one taker's until he turns to something else", () => {
  const waiting = new Confirmations();
  const [first, second] = [JOB, { ...JOB, index: 1, mutant: "halved" }];
  for (const job of [first, second]) waiting.add(job, RESULT, ENDS);
  assertEquals(waiting.next(ME, every)?.job, first);
  assertEquals(waiting.next(OTHER, every), undefined);
  waiting.release(ME);
  assertEquals(waiting.next(OTHER, every)?.job, second);
});
