import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { buildReport } from "../build.ts";
import { MIXED } from "./mixed_report_for_tests.ts";
import { universal } from "../../claim/claims_for_tests.ts";
import { result, RUN } from "../results_for_tests.ts";
import { stepSummary } from "./step_summary.ts";

const ROOM = { folder: "attest-report/", bytes: 1024 * 1024 - 1 };
const ARTIFACTS = "https://github.com/a/b/actions/runs/7#artifacts";

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

Deno.test("failures come first, each with its seed and how to replay it", () => {
  const summary = stepSummary(MIXED, ROOM) ?? "";
  const order = [
    "interrupted: 3 of 8 claims",
    "seed 42",
    "| C1 |",
    "replay ",
    "| A1 |",
    "Chance of",
  ];
  const places = order.map((text) => summary.indexOf(text));
  assert(places.every((place, i) => place > (places[i - 1] ?? -1)), String(places));
  assertStringIncludes(summary, "deno task attest replay attest-report/counterexamples/C1.json");
  assertStringIncludes(summary, "deno task attest verify --claim C2 --profile ci --seed 42");
  assert(!summary.includes("was cut"));
});

Deno.test("what a run did not come to, or one shard cannot decide, is no failure", () => {
  const headings = (report: typeof MIXED) =>
    (stepSummary(report, ROOM) ?? "").match(/^## .*/gm)?.map((line) => line.slice(3));
  const stopped = ["C1", "C2", "C3", "D1"].map((id) => `${id} is not as expected`);
  assertEquals(headings(MIXED), [
    ...["Not as expected", ...stopped, "Not decided by this run", "As expected"],
  ]);
  const shard = { ...MIXED, run: { ...MIXED.run, shards: { of: 3, run: [2] } } };
  assertEquals(headings(shard), [
    ...["Not as expected", stopped[0], "Not decided by this run", "As expected"],
  ]);
  assertStringIncludes(stepSummary(shard, ROOM) ?? "", "1 shard of 3 (2)");
});

Deno.test("a run as expected has no table of failures", () => {
  const summary = stepSummary(buildReport([result(universal())], { run: RUN }), ROOM) ?? "";
  assert(!summary.includes("Not as expected"));
  assertStringIncludes(summary, "| A1 |");
});

randomTest(
  "whatever the room, it is kept to, after a whole row or section, with a word on the rest",
  () => {
    const whole = stepSummary(MIXED, ROOM) ?? "";
    const bytes = fc.integer({ min: 0, max: bytesOf(whole) + 9 });
    assertProperty(fc.property(bytes, fc.constantFrom(undefined, ARTIFACTS), (bytes, artifacts) => {
      const summary = stepSummary(MIXED, { ...ROOM, bytes, artifacts });
      if (bytes >= bytesOf(whole)) return assertEquals(summary, whole);
      if (summary === undefined) return assert(bytes < 250);
      assert(bytesOf(summary) <= bytes);
      const [kept, note] = summary.split(/\n(?=This summary was cut)/);
      assert(whole.startsWith(kept));
      assert(kept === "" || kept.endsWith("\n"));
      assert((kept.match(/^```/gm)?.length ?? 0) % 2 === 0, "a fence is open");
      assertMatch(
        note,
        artifacts ? /artifact \[attest-report\]\(https:.*#artifacts\)\.\n$/ : /report\.\n$/,
      );
    }));
  },
);

Deno.test("a run of thousands of claims of many bytes stays below 1 MiB, and its failures are in it", () => {
  const statement = "ŷ ≤ ½‖Δs‖".repeat(60);
  const claims = Array.from(
    { length: 3000 },
    (_, i) =>
      result(universal({ id: `A${i}`, slug: `claim_${i}`, statement }), {
        ...(i === 2999 && { verdict: "refuted", ok: false }),
      }),
  );
  const summary = stepSummary(buildReport(claims, { run: RUN }), { ...ROOM, artifacts: ARTIFACTS });
  assert(summary !== undefined);
  assert(bytesOf(summary) <= ROOM.bytes && bytesOf(summary) > ROOM.bytes - 2000);
  assertStringIncludes(summary, "| A2999 |");
  assertStringIncludes(summary, `[attest-report](${ARTIFACTS})`);
});
