import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { length } from "../terminal/text_table.ts";
import { plain } from "../terminal/terminal.ts";
import { UsageError } from "../base/usage_error.ts";
import { intervalLines, overviewLines, sparkline } from "./history_plot.ts";
import { historyLines, trendLines } from "./history_tables.ts";
import type { KeptResult, KeptRun } from "./rows.ts";
import { trendsOf } from "./trends.ts";

const RUN: KeptRun = {
  id: 1,
  commit_sha: "0123456789abcdef0123456789abcdef01234567",
  started: "2026-01-02T03:04:05.000Z",
  profile: "ci",
  seed: -9007199254740991,
  subject: "reference",
  code: "a".repeat(16),
  build: null,
  shards: '{"of":1,"run":[1]}',
  interrupted: 0,
  ok: 1,
  seconds: 124.2,
  claims: 79,
  claims_ok: 79,
};
const GAIN: KeptResult = {
  run: 1,
  claim: "B10.floor.affine",
  unit: "replicates",
  verdict: "verified",
  expected: "verified",
  ok: 1,
  reason: null,
  cases: 20,
  mean: 0.5,
  lower: 0.25,
  upper: 0.75,
  margin: -0.1,
  log_for: Math.log(1000),
  log_against: -3,
  seconds: 2,
  mutants: 4,
  mutants_killed: 4,
  rivals: 11,
  rivals_killed: 10,
  cause: null,
};
const RUNS: KeptRun[] = [
  RUN,
  { ...RUN, id: 2, seed: 2 },
  { ...RUN, id: 3, seed: 2, profile: "deep" },
  { ...RUN, id: 4, seed: 4, code: "b".repeat(16), ok: 0, claims_ok: 78, interrupted: 1 },
  { ...RUN, id: 5, seed: 5, code: "b".repeat(16) },
];
const RESULTS: KeptResult[] = RUNS.flatMap(({ id }) => [
  { ...GAIN, run: id, mean: 0.4 + id / 100 },
  {
    ...{ ...GAIN, run: id, claim: "A2", unit: "cases", cases: 2000 },
    ...{ mean: null, lower: null, upper: null, log_for: null, log_against: null },
    margin: id === 4 ? -Infinity : 1e-10,
  },
]);
const TRENDS = trendsOf(RUNS, RESULTS);

for (const width of [80, 100, 200]) {
  Deno.test(`history: what is shown fits ${width} columns`, () => {
    const print = { width, paint: plain };
    const lines = [
      ...historyLines(RUNS, TRENDS, print),
      ...TRENDS.flatMap((trend) => [...trendLines(trend, print), ...intervalLines(trend, print)]),
      ...overviewLines(TRENDS, print),
    ];
    for (const line of lines) assert(length(line) <= width, `${length(line)}: ${line}`);
  });
}

Deno.test("history: mutants and rivals are counted, where a run counted them", () => {
  const older = { mutants: null, mutants_killed: null, rivals: null, rivals_killed: null };
  const [before, after] = [{ ...GAIN, ...older }, { ...GAIN, run: 2 }];
  const [trend] = trendsOf(RUNS, [before, after]);
  const text = trendLines(trend, { width: 200, paint: plain }).join("\n");
  assertMatch(text, / mutants +rivals /);
  assertEquals(text.match(/ 4\/4 +10\/11 /g)?.length, 1);
  const [old] = trendsOf(RUNS, [before]);
  assertEquals(/mutants/.test(trendLines(old, { width: 200, paint: plain }).join("\n")), false);
});

Deno.test("history: products are shown run by run, and start again with other code", () => {
  const lines = trendLines(TRENDS[1], { width: 200, paint: plain });
  // A remark stands below its run.
  const starts = lines.flatMap((line, i) => line.startsWith("01234567") ? [i] : []);
  const rows = starts.map((start, i) => lines.slice(start, starts[i + 1]).join(" "));
  const products = ["1000", "1.0e6", "1.0e6", "1000", "1.0e6"];
  for (const [i, product] of products.entries()) {
    assertMatch(rows[i], new RegExp(` 1000 +${product.replace(".", "\\.")}( |$)`));
  }
  assertStringIncludes(rows[2], "the same replicates again, not counted");
  assertStringIncludes(rows[3], "other code");
  assertStringIncludes(
    lines.join(" "),
    "Over 2 runs of this build, 40 replicates: e-value for 1.0e6",
  );
  assertStringIncludes(lines.join(" "), "verified.");
});

Deno.test("history: runs of one code but another build do not belong together", () => {
  const [a, b] = ["1".repeat(16), "2".repeat(16)];
  const runs = [a, a, b, null].map((build, i) => ({ ...RUN, id: i + 1, seed: i, build }));
  const [trend] = trendsOf(runs, runs.map(({ id }) => ({ ...GAIN, run: id })));
  assertEquals(trend.points.map(({ product }) => product?.runs), [1, 2, 1, 1]);
  const text = trendLines(trend, { width: 200, paint: plain }).join("\n");
  assertEquals(text.match(/other build/g)?.length, 2);
  const list = historyLines(runs, [trend], { width: 120, paint: plain }).join("\n");
  assertMatch(list, /commit .* code +build .*\n(?:.*\n)?01234567 .* aaaaaaaa +11111111 /);
  assertMatch(list, / aaaaaaaa +— /);
});

Deno.test("history: the list has every run, and the products of the newest code", () => {
  const text = historyLines(RUNS, TRENDS, { width: 120, paint: plain }).join("\n");
  assertEquals(text.split("\n").filter((line) => line.startsWith("01234567")).length, 5);
  assertMatch(text, /78\/79 .* interrupted/);
  assertMatch(text, /B10\.floor\.affine +2 +40 +1\.0e6 +\S+ +verified/);
});

Deno.test("history: claims are chosen by id, a row's parts with it, in natural order", () => {
  assertEquals(TRENDS.map(({ claim }) => claim), ["A2", "B10.floor.affine"]);
  assertEquals(trendsOf(RUNS, RESULTS, ["B10"]).map(({ claim }) => claim), ["B10.floor.affine"]);
  assertThrows(() => trendsOf(RUNS, RESULTS, ["B1"]), UsageError, 'got "B1"');
});

Deno.test("history: bars go from the smallest to the largest, gaps stay gaps", () => {
  assertEquals(sparkline([0, 1, 2, 3, 4, 5, 6, 7]), "▁▂▃▄▅▆▇█");
  assertEquals(sparkline([3, null, -3, Infinity]), "█ ▁ ");
  // Rounding is no trend.
  assertEquals(new Set(sparkline([1e-10, 1.0001e-10, 1e-10])).size, 1);
  assertEquals(sparkline([]), "");
});

Deno.test("history: intervals share one axis, with 0 on it", () => {
  const lines = intervalLines(TRENDS[1], { width: 80, paint: plain });
  assertEquals(lines.length, 7);
  const columns = lines.slice(1, 6).map((line) => line.indexOf("│"));
  assertEquals(new Set(columns).size, 1);
  for (const line of lines.slice(1, 6)) assertMatch(line, /│ *├─+●─+┤ +0\.4\d? \[0\.25, 0\.75\]$/);
  assertMatch(lines[6], /^ +0 +0\.75$/);
  const nothing = {
    ...TRENDS[1],
    points: TRENDS[1].points.map((point) => ({
      ...point,
      result: { ...point.result, mean: null, margin: null },
    })),
  };
  assertStringIncludes(intervalLines(nothing, { width: 80, paint: plain })[1], "nothing measured");
});
