/** Who is given what, and what becomes of a job whatever comes back of it. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { crashed, late, notApplicable } from "../../src/verify/obstacle.ts";
import { type Outcome, undecided } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { cardOf } from "../judged/card_of.ts";
import type { ClaimJob } from "./claim_job.ts";
import { JobBoard, type Task } from "./job_board.ts";
import type { PoolOptions } from "./pool_options.ts";

/** Who takes what there is to do. */
const ME = {};

const CARDS = new Map([universal(), statistical()].map(cardOf).map((card) => [card.id, card]));
const CASES: ClaimJob = { index: 0, claimId: "A1", seed: 1, profile: "quick", shard: WHOLE };
const MUTANT: ClaimJob = { ...CASES, index: 1, mutant: "halved" };
const MEAN: ClaimJob = { ...CASES, index: 2, claimId: "B10.loss", profile: "ci" };
const CASE = { spec: { x: 1 }, cells: [], margin: { margin: 4, got: 1, wanted: 5, what: "x" } };

/** A board, what it has told so far, and what stops it. */
function boardOf(jobs: readonly ClaimJob[], options: Partial<PoolOptions> = {}) {
  const told = new Map<ClaimJob, Outcome>();
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const board = new JobBoard(jobs, {
    ...{ claims: CARDS, workers: 1, patience: 9, stop, onStart() {}, onProgress() {} },
    onDone: (job, { outcome }) => told.set(job, outcome),
    ...options,
  });
  return { board, told, stop };
}

/** A board that has given out the only job, of which so many cases were run. */
function begun(cases: number, options?: Partial<PoolOptions>) {
  const own = boardOf([CASES], options);
  const task = own.board.take(undefined, ME)!;
  const run = own.board.caseRun(CASES)!;
  for (let k = 0; k < cases; k++) run.take(CASE);
  const done = () => own.board.settle(task, { kind: "done", outcome: run.outcome(), seconds: 1 });
  return { ...own, task, done };
}

function repeatOf(board: JobBoard): Task & { readonly kind: "repeat" } {
  const task = board.take(CASES, ME);
  if (task?.kind !== "repeat") throw new Error(`a repeat was expected, got ${task?.kind}`);
  return task;
}

Deno.test("board: what is decided is told once it came out the same again", () => {
  const { board, told, done } = begun(10);
  done();
  assertEquals([told.size, board.isOver], [0, false]);
  const task = repeatOf(board);
  // The ends, and what the seed chooses between them.
  assert(task.samples.length >= 2);
  board.settle(task, { kind: "repeated", difference: undefined });
  assertEquals([told.get(CASES)?.verdict, board.isOver], ["verified", true]);
});

Deno.test("board: what did not come out the same, or not at all, is undecided", () => {
  for (
    const [result, reason] of [
      [{ kind: "repeated", difference: "not deterministic" }, "not deterministic"],
      [{ kind: "died", reason: "x" }, "it was not computed again"],
      [{ kind: "unread" }, "it was not computed again"],
      [{ kind: "done", outcome: { verdict: "verified", cases: 10 }, seconds: 1 }, "it was not"],
    ] as const
  ) {
    const { board, told, done } = begun(10);
    done();
    board.settle(repeatOf(board), result);
    const { verdict, reason: got } = told.get(CASES)!;
    assertEquals([verdict, got?.startsWith(reason)], ["undecided", true]);
  }
});

Deno.test("board: a job whose process died is undecided, however many cases it ran", () => {
  const { board, told, task } = begun(10);
  board.settle(task, { kind: "died", reason: "it was killed" });
  assertEquals(told.get(CASES)?.verdict, "undecided");
  assertEquals(board.isOver, true);
});

Deno.test("board: a claim that takes too long is undecided as a whole, and says so", async () => {
  const told = new Map<ClaimJob, Outcome>();
  const { board } = boardOf([CASES, MUTANT], {
    claimPatience: 0.01,
    onDone: (job, { outcome }) => told.set(job, outcome),
  });
  board.take(undefined, ME);
  assertEquals(board.expire(), []);
  board.caseRun(CASES)!.take(CASE);
  await new Promise((resolve) => setTimeout(resolve, 30));
  assertEquals(board.expire(), ["A1"]);
  assertEquals(told.get(CASES), undecided(1, late(0.01)));
  assertEquals(told.get(MUTANT), undecided(0, late(0.01)));
  assertEquals([board.expire(), board.isOver], [[], true]);
});

Deno.test("board: a decision that is not confirmed in time is none", async () => {
  const { board, told, done } = begun(10, { claimPatience: 0.01 });
  done();
  await new Promise((resolve) => setTimeout(resolve, 30));
  board.expire();
  assertMatch(told.get(CASES)!.reason!, /^it was not decided in/);
  assertEquals(board.take(CASES, ME), undefined);
});

Deno.test("board: a stop keeps what was run, and forgets what is not sure or not begun", () => {
  const some = begun(3);
  Atomics.store(some.stop, 0, 1);
  some.board.interrupt();
  assertEquals(some.told.get(CASES)?.reason, "interrupted after 3 of 10 cases");
  for (const cases of [0, 10]) {
    const { board, told, stop, done } = begun(cases);
    if (cases > 0) done();
    Atomics.store(stop, 0, 1);
    board.interrupt();
    assertEquals([told.size, board.isOver], [0, true]);
  }
});

Deno.test("board: a block that was not read is given out again, one that kills decides", () => {
  const { board, told } = boardOf([MEAN]);
  const task = board.take(undefined, ME)!;
  if (task.kind !== "block") throw new Error("a block was expected");
  assertEquals(task.block, { from: 0, count: 1 });
  board.settle(task, { kind: "unread" });
  const again = board.take(MEAN, ME)!;
  assertEquals(again, task);
  board.settle(again, { kind: "died", reason: "it was killed" });
  assertEquals(told.get(MEAN), undecided(0, crashed("it was killed")));
});

Deno.test("board: a subject that lacks what is needed decides nothing", () => {
  const { board, told } = boardOf([MEAN]);
  const outcome = undecided(0, notApplicable("x", ["weigh"]));
  board.settle(board.take(undefined, ME)!, { kind: "done", outcome, seconds: 0 });
  assertEquals(told.get(MEAN), outcome);
});
