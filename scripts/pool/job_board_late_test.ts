/** What comes late, or never begins: it changes nothing that is decided, and decides nothing. */

import { assertEquals, assertMatch } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { late } from "../../src/verify/obstacle.ts";
import { undecided } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { cardOf } from "../judged/card_of.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimJob } from "./claim_job.ts";
import { JobBoard } from "./job_board.ts";
import type { JobResult } from "../../src/verify/assemble_claim.ts";

/** Who takes what there is to do. */
const ME = {};

const JOB: ClaimJob = { index: 0, claimId: "A1", seed: 1, profile: "quick", shard: WHOLE };
const CASE = { spec: { x: 1 }, cells: [], margin: { margin: 4, got: 1, wanted: 5, what: "x" } };

function boardOf(jobs: readonly ClaimJob[], card: ClaimCard = cardOf(universal())) {
  const told: [ClaimJob, JobResult][] = [];
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const board = new JobBoard(jobs, {
    ...{ claims: new Map([[card.id, card]]), workers: 1, patience: 9, stop },
    ...{ onStart() {}, onProgress() {}, onDone: (job, result) => told.push([job, result]) },
  });
  return { board, told, stop };
}

/** The job of a board, run to its end but not confirmed. */
function decide(board: JobBoard): void {
  const task = board.take(undefined, ME)!;
  const run = board.caseRun(JOB)!;
  while (!run.isOver) run.take(CASE);
  board.settle(task, { kind: "done", outcome: run.outcome(), seconds: 1 });
  // Of a decided job what was computed in vain comes later.
  board.settle(task, { kind: "done", outcome: undecided(0, late(1)), seconds: 1 });
}

Deno.test("board: what comes after a decision neither undoes nor confirms it", () => {
  const { board, told } = boardOf([JOB]);
  decide(board);
  assertEquals(told, []);
  const repeat = board.take(JOB, ME)!;
  board.settle(repeat, { kind: "repeated" });
  board.settle(repeat, { kind: "repeated", difference: "late" });
  assertEquals(told.map(([, { outcome }]) => outcome.verdict), ["verified"]);
});

Deno.test("board: a job that has not begun is waited for, unless all is to stop", () => {
  const { board, stop } = boardOf([JOB]);
  assertEquals(board.isOver, false);
  Atomics.store(stop, 0, 1);
  assertEquals([board.isOver, board.take(undefined, ME)], [true, undefined]);
});

Deno.test("board: a decision in the moment of a stop is not sure, and as good as not begun", () => {
  const { board, told, stop } = boardOf([JOB]);
  const task = board.take(undefined, ME)!;
  const run = board.caseRun(JOB)!;
  while (!run.isOver) run.take(CASE);
  Atomics.store(stop, 0, 1);
  board.settle(task, { kind: "done", outcome: run.outcome(), seconds: 1 });
  assertEquals([told, board.isOver], [[], true]);
});

Deno.test("board: an invalid rule decides nothing", () => {
  const card = { ...cardOf(statistical()), smallestEffect: 9 } as ClaimCard;
  const { board, told } = boardOf([{ ...JOB, claimId: card.id }], card);
  assertEquals(board.take(undefined, ME), undefined);
  const [[, { outcome }]] = told;
  assertEquals(outcome.verdict, "undecided");
  assertMatch(outcome.reason!, /^crashed: RangeError: /);
});
