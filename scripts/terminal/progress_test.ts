import { assertEquals, assertStringIncludes } from "@std/assert";
import { claimEntry } from "../../src/report/claim_entry.ts";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { result } from "../../src/report/results_for_tests.ts";
import { length } from "./text_table.ts";
import { printed } from "./printed.ts";
import { ProgressLine } from "./progress.ts";
import { TimeLeft } from "./time_left.ts";

/** Progress with what it has written, at a time and on a terminal that the test sets. */
function recorded(
  { live, width = 200 }: { live: boolean; width?: number },
): { line: ProgressLine; written: string[]; clock: { ms: number } } {
  const written: string[] = [];
  const clock = { ms: 0 };
  const line = new ProgressLine({
    live,
    width: () => width,
    write: (text) => written.push(printed(text)),
    now: () => clock.ms,
  });
  return { line, written, clock };
}

const NOTHING_EARLIER = { earlier: new Map(), workers: 1 };
const PLACE = { index: 2, of: 14 };

Deno.test("progress: piped, a claim is one line, when it is done", () => {
  const { line, written } = recorded({ live: false });
  line.start(0, { claim: universal() });
  line.update(0, { done: 5, of: 10 });
  line.draw();
  line.end(0);
  line.finish(claimEntry(result(universal())), PLACE);
  line.clear();
  assertEquals(written, ["[ 2/14] A1 verified, 1000 cases, mutants 1/1, 0.25 s\n"]);
});

Deno.test("progress: piped, an undecided claim says why", () => {
  const { line, written } = recorded({ live: false });
  const reason = "interrupted after 3 of 10 cases";
  line.finish(
    claimEntry(result(universal(), { verdict: "undecided", ok: false, cases: 3, reason })),
    PLACE,
  );
  assertEquals(written, [`[ 2/14] A1 undecided ✗ (${reason}), 3 cases, mutants 1/1, 0.25 s\n`]);
});

Deno.test("progress: piped, clipped effects are counted", () => {
  const { line, written } = recorded({ live: false });
  line.finish(claimEntry(result(statistical(), { cases: 18, clipped: 14 })), PLACE);
  assertEquals(written, [
    "[ 2/14] B10.loss verified, 18 replicates, 14 of 18 effects clipped to ±1: " +
    "the interval is of the clipped mean, mutants 1/1, 0.25 s\n",
  ]);
});

Deno.test("progress: live, some lines are rewritten and gone in the end", () => {
  const { line, written, clock } = recorded({ live: true });
  line.start(7, { claim: statistical() });
  line.update(7, { done: 20, of: 400, logEvidence: Math.log(128) });
  clock.ms = 2900;
  line.draw();
  line.start(8, { claim: universal(), mutant: "halved" });
  line.end(7);
  line.finish(claimEntry(result(statistical())), PLACE);
  line.clear();
  line.draw();
  assertEquals(written, [
    "\r\x1b[KB10.loss, 0.00 s\nthe gain is above 0",
    "\x1b[A\r\x1b[K\x1b[JB10.loss, 20/400 replicates, e-value 128 of 2e5, 2.9 s\n" +
    "the gain is above 0",
    "\x1b[A\r\x1b[K\x1b[JB10.loss, 20/400 replicates, e-value 128 of 2e5, 2.9 s\n" +
    "A1 mutant halved, 0.00 s",
    "\x1b[A\r\x1b[K\x1b[J[ 2/14]\nA1 mutant halved, 0.00 s\nx is at most 5",
    "\x1b[A\x1b[A\r\x1b[K\x1b[J",
  ]);
});

Deno.test("progress: counts of a job that is over change nothing", () => {
  const { line, written } = recorded({ live: true });
  line.start(1, { claim: universal() });
  line.end(1);
  line.update(1, { done: 1, of: 2 });
  line.draw();
  assertEquals(written.length, 1);
});

Deno.test("progress: live, no line ever reaches the edge of the terminal", () => {
  for (const width of [20, 40, 80]) {
    const { line, written } = recorded({ live: true, width });
    line.start(0, { claim: universal({ statement: "ξ ".repeat(100) }) });
    const shown = written[0].replace("\r\x1b[K", "").split("\n").map(length);
    assertEquals(Math.max(...shown), width - 1);
  }
});

Deno.test("progress: live, a note stands above the line", () => {
  const { line, written } = recorded({ live: true });
  line.note("first");
  line.start(0, { claim: universal() });
  line.note("second");
  assertEquals(written, [
    "first\n",
    "\r\x1b[KA1, 0.00 s\nx is at most 5",
    "\x1b[A\r\x1b[K\x1b[J",
    "second\n",
    "\r\x1b[KA1, 0.00 s\nx is at most 5",
  ]);
});

Deno.test("progress: a rival is named as one, and counted beside the mutants", () => {
  const live = recorded({ live: true });
  live.line.start(1, { claim: universal(), mutant: "tripled", rival: true });
  assertEquals(live.written, ["\r\x1b[KA1 rival tripled, 0.00 s\nx is at most 5"]);
  const rival = {
    name: "tripled",
    rival: true,
    killed: true,
    verdict: "refuted",
    cases: 9,
  } as const;
  const entry = claimEntry(result(universal(), { mutants: [rival] }));
  const { line, written } = recorded({ live: false });
  line.finish(entry, PLACE);
  assertEquals(written, ["[ 2/14] A1 verified, 1000 cases, mutants 0/1, rivals 1/1, 0.25 s\n"]);
});

Deno.test("progress: live, what is not as expected stays, and is counted; what a stop cut off is neither", () => {
  const { line, written } = recorded({ live: true });
  line.expect({ of: 3, done: 0, left: new TimeLeft(["A1", "B10.loss"], NOTHING_EARLIER) });
  line.start(0, { claim: statistical() });
  line.finish(claimEntry(result(universal(), { verdict: "refuted", ok: false })), {
    index: 1,
    of: 3,
  });
  const reason = "interrupted after 3 of 10 cases";
  const stopped = { verdict: "undecided", ok: false, cause: "interrupted", reason } as const;
  line.finish(claimEntry(result(statistical(), stopped)), { index: 2, of: 3 });
  const kept = written.filter((text) => text.endsWith("\n"));
  assertEquals(kept, ["[1/3] A1 refuted ✗, 1000 cases, mutants 1/1, 0.25 s\n"]);
  assertStringIncludes(written.at(-1)!, "[2/3] · 1 not as expected · a few seconds left\n");
});

Deno.test("progress: live, only some of many jobs are shown", () => {
  const { line, written } = recorded({ live: true });
  for (let job = 0; job < 6; job++) line.start(job, { claim: universal() });
  const rows = written.at(-1)!.split("\n");
  assertEquals([rows.length, rows.at(-1)], [5, "and 2 more"]);
});
