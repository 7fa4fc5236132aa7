/** What a process answers is held to what it was asked, and what it does not answer is no pass. */

import { assertEquals, assertMatch } from "@std/assert";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { cardOf } from "../judged/card_of.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import type { ClaimProcess, Reply } from "../judged/claim_process.ts";
import type { Note, Question } from "../judged/messages.ts";
import type { ClaimJob } from "./claim_job.ts";
import { JobBoard, type Task, type TaskResult } from "./job_board.ts";
import { LoadedClaim } from "./loaded_claim.ts";

/** Who takes what there is to do. */
const ME = {};

const CARD = cardOf(universal());
const MEAN = cardOf(statistical());
const JOB: ClaimJob = { index: 0, claimId: "A1", seed: 1, profile: "quick", shard: WHOLE };
const caseOf = (margin: number) => ({
  ...{ spec: { x: 1 }, cells: [], seconds: 0 },
  margin: { margin, got: 1, wanted: 5, what: "x" },
});
const cases = (count: number, margin = 4): Note => (
  { kind: "cases", cases: Array(count).fill(caseOf(margin)) }
);
const RAN: Reply = { kind: "ran", read: [], seconds: 1 };
const ENDED: Reply = { kind: "ended", reason: "its process ended" };

/** A process that answers as it is told; what it was asked, and why it was ended. */
class FakeProcess {
  readonly asked: Question[] = [];
  readonly ends: string[] = [];
  hasEnded = false;
  constructor(
    readonly card: Reply,
    readonly reply: (question: Question, note: (note: Note) => void) => Reply | Promise<Reply>,
  ) {}
  ask(question: Question, onNote: (note: Note) => void = () => {}): Promise<Reply> {
    this.asked.push(question);
    return Promise.resolve(question.kind === "claim" ? this.card : this.reply(question, onNote));
  }
  end(reason: string): void {
    this.ends.push(reason);
  }
}

type Answering = FakeProcess["reply"];

async function play(
  reply: Answering,
  { card = CARD, told = card, job = JOB, task = { kind: "job", job }, patience = 9 }: {
    readonly card?: ClaimCard;
    readonly told?: ClaimCard;
    readonly job?: ClaimJob;
    readonly task?: Exclude<Task, { kind: "repeat" }>;
    readonly patience?: number;
  } = {},
): Promise<{ readonly result: TaskResult; readonly process: FakeProcess }> {
  const process = new FakeProcess({ kind: "card", card: told } as unknown as Reply, reply);
  const options = {
    ...{ claims: new Map([[card.id, card]]), workers: 1, patience, onStart() {}, onProgress() {} },
    ...{ onDone() {}, stop: new Int32Array(new SharedArrayBuffer(4)) },
  };
  const board = new JobBoard([job], options);
  board.take(undefined, ME);
  const claim = new LoadedClaim(card, { process: process as unknown as ClaimProcess, options });
  return { result: await claim.do(task, board), process };
}

function outcomeOf(result: TaskResult) {
  return result.kind === "done" ? [result.outcome.verdict, result.outcome.reason] : [result.kind];
}

Deno.test("loaded claim: all cases and an end verify, and nothing less", async () => {
  const whole = await play((_, note) => (note(cases(10)), RAN));
  assertEquals(outcomeOf(whole.result), ["verified", undefined]);
  const fewer = await play((_, note) => (note(cases(9)), RAN));
  assertEquals(outcomeOf(fewer.result), ["undecided", "9 of 10 cases were run"]);
  const none = await play(() => RAN);
  assertEquals(outcomeOf(none.result), ["undecided", "0 of 10 cases were run"]);
});

Deno.test("loaded claim: a process that ends, refuses or answers something else verifies nothing", async () => {
  for (
    const [reply, reason] of [
      [ENDED, "crashed: its process ended"],
      [{ kind: "unread", reason: "it was ended" }, "crashed: it was ended"],
      [{ kind: "refused", cause: "not applicable", reason: "it lacks one" }, "it lacks one"],
      [{ kind: "memory", bytes: 1 }, "crashed: it answered with memory"],
    ] as const
  ) {
    const { result } = await play((_, note) => (note(cases(10)), reply));
    assertEquals(outcomeOf(result), ["undecided", reason]);
  }
});

Deno.test("loaded claim: one that tells other facts than before is asked nothing", async () => {
  const told = { ...CARD, budget: { ...CARD.budget, quick: 1 } };
  const { result, process } = await play((_, note) => (note(cases(10)), RAN), { told });
  assertMatch(
    String(outcomeOf(result)[1]),
    /^props\/small_numbers_test.ts tells other facts of A1/,
  );
  assertEquals([process.asked.length, process.ends.length], [1, 1]);
});

Deno.test("loaded claim: cases that nobody asked for, and odd smaller ones, end the process", async () => {
  const more = await play((_, note) => (note(cases(11)), ENDED));
  assertMatch(more.process.ends[0], /^it sent cases that nobody asked for: /);
  const { margin } = caseOf(-1);
  const shrunk = await play((_, note) => (note({ kind: "shrunk", spec: 1, margin }), ENDED));
  assertEquals(shrunk.process.ends, ["it shrank a case to one that fails by too little"]);
});

Deno.test("loaded claim: kept cases come first, and one that fails refutes", async () => {
  const job = { ...JOB, kept: [1, 6].map((x) => ({ file: `${x}.json`, spec: x })) };
  const reply = (question: Question): Reply =>
    question.kind === "check" ? { kind: "checked", ...caseOf(5 - Number(question.spec)) } : RAN;
  const { result, process } = await play(reply, { job });
  assertEquals(outcomeOf(result), ["refuted", undefined]);
  assertEquals(process.asked.map(({ kind }) => kind), ["claim", "check", "check"]);
  const dead = await play((question) => question.kind === "check" ? ENDED : RAN, { job });
  assertEquals(outcomeOf(dead.result)[0], "undecided");
});

const block = { from: 0, count: 2 };
const BLOCK = {
  ...{ kind: "block", done: 2, effects: [0.5, 0.5], read: [], seconds: 1 },
  settings: [{ spec: 1, cells: [] }, { spec: 2, cells: [] }],
} as const;

Deno.test("loaded claim: a block has as many effects and settings as it says", async () => {
  const job = { ...JOB, claimId: MEAN.id };
  const task = { kind: "block", job, block } as const;
  const ask = (reply: object) => play(() => reply as Reply, { card: MEAN, job, task });
  assertEquals((await ask(BLOCK)).result.kind, "block");
  for (
    const edit of [
      { done: 3, effects: [1, 1, 1], settings: Array(3).fill(BLOCK.settings[0]) },
      { effects: [0.5] },
      { settings: [] },
      {
        done: 1,
      },
    ]
  ) {
    const { result, process } = await ask({ ...BLOCK, ...edit });
    assertEquals([result.kind, process.ends.length], ["died", 1], JSON.stringify(edit));
  }
  assertEquals((await ask(ENDED)).result, { kind: "died", reason: "its process ended" });
  assertEquals((await ask({ ...ENDED, kind: "unread" })).result, { kind: "unread" });
  assertEquals(outcomeOf((await ask(RAN)).result)[0], "undecided");
});

Deno.test("loaded claim: one that is silent for too long is ended", async () => {
  const { promise, resolve } = Promise.withResolvers<Reply>();
  const playing = play(() => promise, { patience: 0.1 });
  setTimeout(() => resolve(ENDED), 700);
  assertMatch((await playing).process.ends[0], /^it gave no answer for 0.1 s: /);
});
