import { assert, assertEquals } from "@std/assert";
import { claimEntry } from "../src/report/claim_entry.ts";
import { result, statistical, universal } from "../src/report/results_for_test.ts";
import { length } from "./columns.ts";
import { ProgressLine } from "./progress.ts";

/** Progress with what it has written, at a time and on a terminal that the test sets. */
function recorded(
  { live, width = 200 }: { live: boolean; width?: number },
): { line: ProgressLine; written: string[]; clock: { ms: number } } {
  const written: string[] = [];
  const clock = { ms: 0 };
  const line = new ProgressLine({
    live,
    width: () => width,
    write: (text) => written.push(text),
    now: () => clock.ms,
  });
  return { line, written, clock };
}

const PLACE = { index: 2, of: 14 };
const REFERENCE = { name: "reference", description: "" };

Deno.test("progress: piped, a claim is one line, when it is done", () => {
  const { line, written } = recorded({ live: false });
  line.start(universal(), PLACE);
  line.update({ done: 5, of: 10 });
  line.draw();
  line.finish(claimEntry(result(universal())));
  assertEquals(written, ["[ 2/14] A1 verified, 1000 cases, mutants 1/1, 0.25 s\n"]);
});

Deno.test("progress: piped, an undecided claim says why", () => {
  const { line, written } = recorded({ live: false });
  line.start(universal(), PLACE);
  const reason = "interrupted after 3 of 10 cases";
  line.finish(
    claimEntry(result(universal(), { verdict: "undecided", ok: false, cases: 3, reason })),
  );
  assertEquals(written, [`[ 2/14] A1 undecided ✗ (${reason}), 3 cases, mutants 1/1, 0.25 s\n`]);
});

Deno.test("progress: live, one line is rewritten and gone in the end", () => {
  const { line, written, clock } = recorded({ live: true });
  line.start(statistical(), PLACE);
  line.subject(REFERENCE, REFERENCE);
  line.update({ done: 20, of: 400, logEvidence: Math.log(128) });
  clock.ms = 2900;
  line.draw();
  line.subject({ name: "halved", description: "" }, REFERENCE);
  line.draw();
  line.finish(claimEntry(result(statistical())));
  line.draw();
  assertEquals(written, [
    "\r\x1b[K[ 2/14] B10.loss · 0.00 s · the gain is above 0",
    "\r\x1b[K[ 2/14] B10.loss · 20/400 replicates · e-value 128 · 2.9 s · the gain is above 0",
    "\r\x1b[K[ 2/14] B10.loss · 2.9 s · mutant halved · the gain is above 0",
    "\r\x1b[K",
  ]);
});

Deno.test("progress: live, the line never reaches the edge of the terminal", () => {
  for (const width of [20, 40, 80]) {
    const { line, written } = recorded({ live: true, width });
    line.start(universal({ statement: "ξ ".repeat(100) }), PLACE);
    const shown = length(written[0].replace("\r\x1b[K", ""));
    assert(shown === width - 1, `${shown} of ${width}`);
  }
});

Deno.test("progress: live, a note stands above the line", () => {
  const { line, written } = recorded({ live: true });
  line.note("first");
  line.start(universal(), PLACE);
  line.note("second");
  assertEquals(written.map((text) => text.replaceAll("\r\x1b[K", "")), [
    "first\n",
    "[ 2/14] A1 · 0.00 s · x is at most 5",
    "second\n",
    "[ 2/14] A1 · 0.00 s · x is at most 5",
  ]);
});
