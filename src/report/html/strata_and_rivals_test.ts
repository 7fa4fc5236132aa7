/** What is said of strata and rivals, wherever it is said. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { verifyClaim } from "../../verify/verify.ts";
import { buildReport } from "../build.ts";
import { claimEntry } from "../claim_entry.ts";
import { ctrfReport } from "../formats/ctrf.ts";
import { junitXml } from "../formats/junit.ts";
import { reportMarkdown, verdictTableMarkdown } from "../formats/markdown.ts";
import { testCases } from "../formats/reported_cases.ts";
import { reportPage } from "./report_page.ts";
import { result, RUN, stratifiedLaw } from "../results_for_tests.ts";
import { failureFacts, survivorFacts } from "../text/failure.ts";
import {
  clippedText,
  killedText,
  measuredText,
  opponentText,
  rivalsText,
  weakestText,
} from "../text/measured.ts";
import { REFERENCE, statistical, universal } from "../../claim/claims_for_tests.ts";

const SAME = { name: "2 × x", description: "the law itself", law: ({ x }: { x: number }) => 2 * x };
const HALVED = { name: "halved", killed: true, verdict: "refuted", cases: 9 } as const;

/** A result of the claim with strata and rivals, and with one mutant beside. */
async function resultOf(changes: Parameters<typeof stratifiedLaw>[0]) {
  const control = { subject: REFERENCE, seed: RUN.seed, profile: RUN.profile };
  const own = await verifyClaim(stratifiedLaw(changes), control);
  const claim = { ...own.claim, mutants: [{ name: "halved", description: "half of it" }] };
  return { ...own, claim, mutants: [HALVED, ...own.mutants] };
}

const GREEN = await resultOf({});
const RED = await resultOf({
  offset: -0.6,
  rivals: [SAME, ...stratifiedLaw().rivals as unknown as []],
});
const [green, red] = [GREEN, RED].map((one) => claimEntry(one));
const OUT = { folder: "attest-report/" };
const PLACES = { ...OUT, lines: new Map() };
const REPLAY = { profile: RUN.profile, seed: RUN.seed };

Deno.test("strata in words: figures are those of the weakest, and counts are its own", () => {
  assertEquals([weakestText(green), weakestText({ strata: null }), weakestText({})], [
    ...["the weakest of 3 strata", "", ""],
  ]);
  assertMatch(
    measuredText(green),
    /^effect [-\d.]+ \[.*\] \(measured less predicted\); the weakest of 3 strata$/,
  );
  const count = green.streams![0].length;
  assertEquals(
    clippedText({ ...green, clipped: 3 }),
    `3 of ${count} effects clipped to ±1: the interval is of the clipped mean`,
  );
});

Deno.test("rivals in words: they are counted beside the mutants, and marked where one survived", () => {
  assertEquals([killedText(green), rivalsText(green)], ["1/1", "2/2"]);
  assertEquals([killedText(red), rivalsText(red)], ["1/1", "3/3"]);
  const survived = claimEntry({
    ...GREEN,
    mutants: GREEN.mutants.map((one) => (
      one.name === "tripled" ? { ...one, killed: false, verdict: "verified" as const } : one
    )),
  });
  assertEquals([killedText(survived), rivalsText(survived)], ["1/1", "1/2 ✗"]);
  assertEquals(rivalsText(claimEntry(result(statistical()))), "");
  // What was not tried counts with its kind.
  const untried = claimEntry({ ...GREEN, mutants: GREEN.mutants.slice(0, 2) });
  assertEquals([killedText(untried), rivalsText(untried)], ["1/1", "1/2"]);
  assertEquals([opponentText({ name: "a", rival: true }), opponentText({ name: "a" })], [
    ...["rival a", "mutant a"],
  ]);
});

Deno.test("strata in words: a failure names those that came out other than expected", () => {
  const facts = failureFacts(red, REPLAY);
  const strata = facts.filter(([label]) => label === "stratum").map(([, text]) => text);
  assertEquals(strata.map((text) => text.split(" after")[0]), [
    ...["x = 1: refuted", "inside: undecided"],
  ]);
  assertMatch(strata[0], /^x = 1: refuted after \d+ replicates, mean -0\.\d+$/);
  const [, effect] = facts.find(([label]) => label === "effect")!;
  assertStringIncludes(effect, "; the weakest of 3 strata");
  const open = claimEntry({
    ...GREEN,
    ok: false,
    outcome: { ...GREEN.outcome, verdict: "undecided", reason: "undecided in inside" },
  });
  const undecided = {
    ...open,
    strata: open.strata!.map((part, i) => i === 2 ? { ...part, verdict: "undecided" } : part),
  } as typeof open;
  assertEquals(
    failureFacts(undecided, REPLAY).filter(([label]) => label === "stratum").length,
    1,
  );
});

Deno.test("rivals in words: one that survives is told from a mutant", () => {
  const rival = { name: "same", rival: true, verdict: "verified", cases: 30 } as const;
  const facts = new Map(survivorFacts(green, { ...rival, description: "the law itself" }, REPLAY));
  assertEquals(facts.get("rival"), "same: the law itself");
  assertEquals(
    facts.get("got"),
    "verified after 30 replicates: the claim does not tell it from the law",
  );
  assertEquals(facts.get("mutant"), undefined);
  const entry = { ...green, ok: false, mutants: [HALVED, { ...rival, killed: false }] };
  const survivors = failureFacts(entry, REPLAY).filter(([label]) => label === "survivor");
  assertEquals(survivors.map(([, text]) => text), [
    "rival same is verified after 30 replicates, wanted refuted",
  ]);
});

const REPORT = buildReport([GREEN, RED, result(universal())], { run: RUN, mutants: ["halved"] });

Deno.test("rivals in test cases: each is one, and says that it is a rival", () => {
  const names = testCases(REPORT, PLACES).map(({ name, status }) => `${name}: ${status}`);
  assertEquals(names.filter((name) => name.includes("rival")), [
    ...["C1.law refutes rival tripled: passed", "C1.law refutes rival constant: passed"],
    ...["C1.law refutes rival 2 × x: passed", "C1.law refutes rival tripled: passed"],
    "C1.law refutes rival constant: passed",
  ]);
  assertEquals(names[1], "C1.law refutes mutant halved: passed");
  assertStringIncludes(junitXml(REPORT, PLACES), "C1.law refutes rival tripled");
  const tests = ctrfReport(REPORT, PLACES).results.tests;
  assertEquals(tests[2].tags, ["EXP", "replicates", "rival"]);
  assertEquals(tests[1].tags, ["EXP", "replicates", "mutant"]);
  assertEquals([tests[2].extra!.rival, tests[2].extra!.mutant], ["tripled", undefined]);
  const survived = {
    ...GREEN,
    ok: false,
    mutants: [
      HALVED,
      { name: "same", rival: true, killed: false, verdict: "verified", cases: 30 } as const,
    ],
  };
  const cases = testCases(buildReport([survived], { run: RUN }), PLACES);
  assertEquals(
    cases[2].message,
    "C1.law does not tell rival same from the law: verified after 30 replicates",
  );
});

Deno.test("rivals in Markdown: they have a column where a claim has some, and a row of the matrix", () => {
  const table = verdictTableMarkdown(REPORT).split("\n").map((line) =>
    line.split(" | ").map((cell) => cell.replaceAll("|", "").trim())
  );
  assertEquals(table.map((row) => row.slice(-3)), [
    ["mutants killed", "rivals refuted", "seconds"],
    ["--:", "--:", "--:"],
    ["1/1", "2/2", "0.00"],
    ["1/1", "3/3", "0.00"],
    ["1/1", "", "0.25"],
  ]);
  const markdown = reportMarkdown(REPORT, OUT);
  assertStringIncludes(markdown, "| *rivals refuted* | 2/2 | 3/3 |  |");
  const plain = buildReport([result(universal())], { run: RUN, mutants: ["halved"] });
  assertEquals(reportMarkdown(plain, OUT).includes("rivals refuted"), false);
});

Deno.test("strata and rivals on the page: each has its row, and the matrix counts", () => {
  const page = reportPage(REPORT, OUT).replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  for (
    const part of [
      ...["In each of 3 strata", "The figures are those of the weakest of 3 strata."],
      ...["Mutants killed: 1 of 1", "Rival laws refuted: 2 of 2", "Rival laws refuted: 3 of 3"],
      ...["mutants 1/1 · rivals 2/2 · 0.00 s", "1000 cases · mutants 1/1 · 0.25 s", "dotted: ±0.2"],
      "It is decided at 2.0e5 for it, at 6.0e5 against it.",
      "x = 1 ✗ refuted",
      "x = 9 ✓ verified",
    ]
  ) assertStringIncludes(page, part);
  const plain = reportPage(buildReport([result(universal())], { run: RUN }), OUT);
  for (const part of ["strata<", "Rival laws", "rivals "]) {
    assertEquals(plain.includes(part), false, part);
  }
});
