/** What a process says that a claim has read, and what it computes again. */

import { assertEquals } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { crashed } from "../../src/verify/obstacle.ts";
import { undecided } from "../../src/verify/outcome.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { cardOf } from "../judged/card_of.ts";
import type { ClaimProcess, Reply } from "../judged/claim_process.ts";
import type { Note, Question } from "../judged/messages.ts";
import type { ClaimJob } from "./claim_job.ts";
import { JobBoard } from "./job_board.ts";
import { LoadedClaim } from "./loaded_claim.ts";

/** Who takes what there is to do. */
const ME = {};

const CASES = cardOf(universal({ needs: ["weigh"] } as never));
const MEAN = cardOf(statistical({ needs: ["weigh"] } as never));
const CASE = {
  ...{ spec: { x: 1 }, cells: [], seconds: 0 },
  margin: { margin: 4, got: 1, wanted: 5, what: "x" },
};

function loaded(
  card: typeof CASES,
  reply: (note?: (note: Note) => void) => Reply,
  told: Reply = { kind: "card", card } as unknown as Reply,
) {
  const process = {
    hasEnded: false,
    end() {},
    ask: (question: Question, note?: (note: Note) => void) =>
      Promise.resolve(question.kind === "claim" ? told : reply(note)),
  };
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const job: ClaimJob = {
    ...{ index: 0, claimId: card.id, seed: 1, profile: "quick", shard: WHOLE },
  };
  const options = {
    ...{ claims: new Map([[card.id, card]]), workers: 1, patience: 9, stop },
    ...{ onStart() {}, onProgress() {}, onDone() {} },
  };
  const board = new JobBoard([job], options);
  const task = board.take(undefined, ME)!;
  const claim = new LoadedClaim(card, { process: process as unknown as ClaimProcess, options });
  return { claim, board, job, task };
}

Deno.test("loaded claim: cases that never read what is needed are no pass", async () => {
  for (const [read, verdict] of [[[], "undecided"], [["weigh"], "verified"]] as const) {
    const { claim, board, job } = loaded(CASES, (note) => {
      note!({ kind: "cases", cases: Array(10).fill(CASE) });
      return { kind: "ran", read: [...read], seconds: 1 };
    });
    const result = await claim.do({ kind: "job", job }, board);
    assertEquals(result.kind === "done" && result.outcome.verdict, verdict);
  }
});

Deno.test("loaded claim: a block says what was read for it", async () => {
  const { claim, board, job } = loaded(MEAN, () => ({
    ...{ kind: "block", done: 1, effects: [0.5], settings: [{ spec: 1, cells: [] }] },
    ...{ read: ["weigh"], seconds: 1 },
  } as Reply));
  const result = await claim.do({ kind: "block", job, block: { from: 0, count: 1 } }, board);
  assertEquals(result.kind === "block" && result.block.read, ["weigh"]);
});

Deno.test("loaded claim: what cannot be computed again is said, and no result", async () => {
  const sample = { kind: "number", index: 3, computed: { spec: 1, cells: [] } } as const;
  const ended: Reply = { kind: "ended", reason: "its process ended" };
  const { claim, job } = loaded(CASES, () => ended);
  assertEquals(await claim.computeAgain(job, sample), "crashed: its process ended");
  const entry = { spec: 1, margin: CASE.margin };
  assertEquals(await claim.computeAgain(job, { kind: "counterexample", entry }), {
    ...{ spec: 1, cells: [], crash: "crashed: its process ended" },
  });
});

Deno.test("loaded claim: one that does not load decides nothing, whatever comes after", async () => {
  const obstacle = crashed("its process ended");
  const { claim, board, job } = loaded(CASES, (note) => {
    note!({ kind: "cases", cases: Array(10).fill(CASE) });
    return { kind: "ran", read: ["weigh"], seconds: 1 };
  }, { kind: "ended", reason: "its process ended" });
  const result = await claim.do({ kind: "job", job }, board);
  assertEquals(result, {
    ...{ kind: "done", outcome: undecided(0, obstacle), seconds: 0 },
  });
  assertEquals(await claim.check(1), { crash: obstacle.reason });
});
