/** A run split over machines and joined again, from outside and as algebra. */

import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { type Project, testProject } from "../test_project/project.ts";
import { joinParts, type Part } from "./join_parts.ts";
import { parseShard } from "./command_line.ts";
import type { RunPlan } from "../run_directory/run_plan.ts";

const PLAN: RunPlan = {
  schema: "attest-run/2",
  profile: "ci",
  seed: 1,
  selected: [],
  subject: "reference",
  started: "2026-01-02T03:04:05.000Z",
  deno: "2.9.6",
  code: "0123456789abcdef",
  matrix: false,
  kept: [],
  shards: { of: 4, run: [1] },
};

/** What the shards of one run may have found, at other times on other machines. */
const PARTS = fc.array(
  fc.record({
    shards: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1 }),
    claims: fc.uniqueArray(fc.constantFrom("A1", "A2", "B10"), { minLength: 1 }),
    second: fc.integer({ min: 10, max: 59 }),
    seconds: fc.nat({ max: 9 }),
  }),
  { minLength: 3, maxLength: 6 },
).map((parts) => parts.map(partOf));

function partOf(
  { shards, claims, second, seconds }: {
    shards: number[];
    claims: string[];
    second: number;
    seconds: number;
  },
  index: number,
): Part {
  const run = shards.toSorted((a, b) => a - b);
  const runs: JobRun[] = run.flatMap((shard) =>
    claims.map((claim) => ({
      shard,
      claim,
      mutant: null,
      seconds: seconds + shard / 8,
      // What a shard finds of a claim follows from both.
      outcome: { verdict: "verified", cases: 100 * shard + claim.length },
    } as const))
  );
  const started = `2026-01-02T03:04:${second}.000Z`;
  return { directory: `part ${index}`, plan: { ...PLAN, started, shards: { of: 4, run } }, runs };
}

/** Joined parts as a part again. */
function join(...parts: readonly Part[]): Part {
  const { plan, runs } = joinParts(parts);
  return { directory: "joined", plan, runs };
}

randomTest("merge: it is associative, commutative and idempotent", () => {
  assertProperty(fc.property(PARTS, ([a, b, c]) => {
    assertEquals(join(join(a, b), c), join(a, join(b, c)));
    assertEquals(join(a, b, c), join(a, join(b, c)));
    assertEquals(join(a, b), join(b, a));
    assertEquals(join(join(a, b), b), join(a, b));
    assertEquals(join(a, a), join(a));
  }));
});

Deno.test("merge: parts of other runs, and parts that contradict each other, are refused", () => {
  const [a, b] = [1, 2].map((shard) =>
    partOf({ shards: [shard], claims: ["A1"], second: 10, seconds: 1 }, shard)
  );
  const changes: Partial<RunPlan>[] = [
    { seed: 2 },
    { profile: "deep" },
    { code: "0000000000000000" },
    { build: "0000000000000000" },
    { selected: ["A1"] },
    { matrix: true },
    { deno: "2.0.0" },
    { shards: { of: 3, run: [2] } },
  ];
  for (const change of changes) {
    const other = { ...b, plan: { ...b.plan, ...change } };
    assertThrows(() => join(a, other), Error, "merge takes shards of one run: ");
  }
  const contrary: Part = {
    ...a,
    directory: "elsewhere",
    runs: [{ ...a.runs[0], outcome: { verdict: "refuted", cases: 3 } }],
  };
  assertThrows(
    () => join(a, contrary),
    Error,
    "merge takes one result of A1 from shard 1, got different ones in part 1 and elsewhere",
  );
});

Deno.test("merge: kept cases are those that the first shard replayed", () => {
  const [a, b] = [1, 2].map((shard) =>
    partOf({ shards: [shard], claims: ["A1"], second: 10, seconds: 1 }, shard)
  );
  const kept = (part: Part, ...names: string[]) => ({
    ...part,
    plan: { ...part.plan, kept: names },
  });
  const [before, after] = [kept(a, "A1-0.json"), kept(b, "A1-0.json", "A1-1.json")];
  for (const parts of [[before, after], [after, before], [join(after), before]]) {
    assertEquals(join(...parts).plan.kept, ["A1-0.json"]);
  }
  assertThrows(() => join(before, kept(a)), Error, "merge takes shards of one run: kept is ");
});

Deno.test("merge: a shard that is given twice is told", () => {
  const part = partOf({ shards: [3], claims: ["A1"], second: 10, seconds: 1 }, 0);
  assertEquals(joinParts([part, part]).repeated, [3]);
  assertEquals(joinParts([part]).repeated, []);
});

Deno.test("a shard is I/N", () => {
  assertEquals(parseShard("2/4"), { index: 2, of: 4 });
  for (
    const text of ["0/4", "5/4", "2", "2/", "/4", "2/4/1", "-1/4", "1e0/4", "1/1001", "a/b", ""]
  ) {
    assertThrows(() => parseShard(text), Error, "It must be I/N", text);
  }
});

const CLAIMS = ["--claim", "A1,A2,B10,C1,C2", "--seed", "11", "--no-keep"];

async function reportOf(project: Project, out: string): Promise<Report> {
  return reportSchema.parse(JSON.parse(await project.read(`${out}/report.json`)));
}

/** What does not hang on clocks, and, of what is counted until it is enough, on how it was split. */
function deterministic({ claims }: Report) {
  return claims.filter(({ unit, failsIn }) => unit === "cases" && failsIn === null)
    .map(({ seconds: _seconds, ...claim }) => claim);
}

testProject("four processes, joined, are the run of one", async (project) => {
  const whole = await project.attest("verify", ...CLAIMS, "--out", "whole");
  const shards = await Promise.all(
    [1, 2, 3, 4].map((i) =>
      project.attest("verify", ...CLAIMS, "--shard", `${i}/4`, "--out", `shards/${i}`)
    ),
  );
  // C1 is refuted in any shard; nothing else is decided by one alone.
  assertEquals([whole.code, ...shards.map(({ code }) => code)], [1, 1, 1, 1, 1]);
  assertStringIncludes(shards[1].stdout, "1 shard of 4 (2): a claim is decided once all are there");
  const directories = ["shards/3", "shards/1", "shards/4", "shards/2"];
  const merged = await project.attest("merge", ...directories, "--out", "merged");
  assertEquals(merged.code, 1, merged.stderr);
  const [one, four] = [await reportOf(project, "whole"), await reportOf(project, "merged")];
  assertEquals(deterministic(four), deterministic(one));
  assertEquals(four.run.shards, { of: 4, run: [1, 2, 3, 4] });
  const [often, oftenest] = [one, four].map(({ claims }) => claims.find(({ id }) => id === "A2")!);
  assertEquals([often.verdict, oftenest.verdict], ["refuted", "refuted"]);
  assert(oftenest.failing! >= often.failing! && oftenest.counterexample !== null);
  const gain = four.claims.find(({ id }) => id === "B10")!;
  const parts = await Promise.all([1, 2, 3, 4].map((i) => reportOf(project, `shards/${i}`)));
  const streams = parts.map(({ claims }) => claims.find(({ id }) => id === "B10")!.streams);
  assertEquals([gain.verdict, gain.streams], ["verified", streams.flatMap((stream) => stream!)]);
  assert(gain.streams!.length === 4 && gain.streams!.every(({ length }) => length > 1));
});

testProject("a shard that is lost is told, and leaves its claims undecided", async (project) => {
  for (const i of [1, 3]) {
    await project.attest("verify", ...CLAIMS, "--shard", `${i}/4`, "--out", `shards/${i}`);
  }
  const { code, stderr } = await project.attest("merge", "shards/1", "shards/3", "shards/1");
  assertEquals(code, 1);
  assertStringIncludes(stderr, "attest: shards 2 and 4 of 4 are missing\n");
  assertStringIncludes(stderr, "attest: shard 1 is given more than once, with the same results");
  const { run, claims } = await reportOf(project, "attest-report");
  assertEquals([run.ok, run.shards], [false, { of: 4, run: [1, 3] }]);
  assertEquals(
    claims.map(({ id, verdict }) => [id, verdict]),
    [["A1", "undecided"], ["A2", "refuted"], ["B10", "undecided"], ["B10.more", "undecided"], [
      "C1",
      "refuted",
    ], ["C2", "undecided"]],
  );
  assertMatch(claims[0].reason!, /^shards 2 and 4 of 4 are missing$/);
});

testProject("what cannot be joined is refused, and nothing is overwritten", async (project) => {
  await project.attest("verify", "--claim", "A1", "--seed", "1", "--shard", "1/2", "--out", "a");
  await project.attest("verify", "--claim", "A1", "--seed", "2", "--shard", "2/2", "--out", "b");
  const before = await project.read("a/report.json");
  for (
    const [args, message] of [
      [["a", "b"], "merge takes shards of one run: seed is 1 in a, got 2 in b"],
      [["a", "nowhere"], "nowhere/run.json must be the plan of a run, attest-run/2, got"],
    ] as const
  ) {
    const { code, stderr } = await project.attest("merge", ...args, "--out", "a");
    assertEquals(code, 2, stderr);
    assertStringIncludes(stderr, message);
    assertEquals(await project.read("a/report.json"), before);
  }
});

testProject("a shard that is there alone is no run, whatever it found", async (project) => {
  const asked = ["verify", "--claim", "A1,B10", "--seed", "3", "--shard"];
  const shard = await project.attest(...asked, "2/2", "--out", "b");
  assertEquals(shard.code, 0, shard.stderr);
  const alone = await project.attest("merge", "b", "--out", "alone");
  assertEquals(alone.code, 1, alone.stderr);
  const { run, claims } = await reportOf(project, "alone");
  assertEquals([run.ok, claims.some(({ ok }) => ok)], [false, false]);
});

testProject(
  "a failing case of one shard is kept by merge, and does not block it",
  async (project) => {
    const asked = ["verify", "--claim", "C1", "--profile", "quick", "--seed", "3", "--shard"];
    for (const i of [1, 2]) {
      const { code, stderr } = await project.attest(...asked, `${i}/2`, "--out", `shards/${i}`);
      assertEquals(code, 1, stderr);
      assertEquals(await project.list("fixtures/counterexamples"), []);
    }
    const merged = await project.attest("merge", "shards/1", "shards/2", "--out", "merged");
    assertEquals(merged.code, 1, merged.stderr);
    assertMatch(merged.stderr, /kept fixtures\/counterexamples\/C1-[0-9a-f]{8}\.json/);
    // It is replayed from now on, and joining again is the same.
    const again = await project.attest("merge", "shards/2", "shards/1", "--out", "again");
    assertEquals(again.code, 1, again.stderr);
    const [one, two] = [await reportOf(project, "merged"), await reportOf(project, "again")];
    assertEquals(deterministic(two), deterministic(one));
  },
);

testProject("what is joined is not written over", async (project) => {
  for (const i of [1, 2]) {
    const asked = ["verify", "--claim", "A1", "--profile", "quick", "--shard", `${i}/2`];
    await project.attest(...asked, "--out", `shards/${i}`);
  }
  const before = await project.read("shards/1/journal.jsonl");
  for (const out of ["shards/1", "./shards/../shards/2/", "shards"]) {
    const { code, stdout, stderr } = await project.attest(
      ...["merge", "shards/1", "shards/2", "--out", out],
    );
    assertEquals([code, stdout], [2, ""], stderr);
    assertMatch(stderr, /--out must be (another directory|a new or an empty directory)/);
  }
  assertEquals(await project.read("shards/1/journal.jsonl"), before);
});
