import { DatabaseSync } from "node:sqlite";
import { assertEquals } from "@std/assert";
import { RUN } from "../../src/report/results_for_tests.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import { historyJson } from "./history_json.ts";
import { RESULT_COLUMNS } from "./kept_rows.ts";
import { runOf } from "./reports_for_tests.ts";
import { History } from "./store.ts";
import { trendsOf } from "./trends.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";

inScratch(
  "history: the newest runs, and the evidence of one build, are read alone",
  async (folder) => {
    const path = `${folder}/history.db`;
    using history = await History.create(path);
    for (let seed = 0; seed < 4; seed++) {
      await history.add(runOf(seed, { run: { build: `${seed % 2}`.repeat(16) } }), COMMIT);
    }
    assertEquals(history.count(), 4);
    assertEquals([...history.runs(2)].map(({ seed }) => seed), [2, 3]);
    assertEquals([...history.results("B2", 3)].map(({ run }) => run), [2, 3, 4]);
    assertEquals([...history.evidence("B2", "1".repeat(16))].map(({ seed }) => seed), [1, 3]);
    assertEquals([...history.evidence("A1", "1".repeat(16))], []);
  },
);

/** Runs of one claim, made by the file itself. */
function addMany(path: string, count: number): void {
  using raw = new DatabaseSync(path);
  const numbers = `WITH n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`;
  raw.exec(
    `INSERT INTO runs ${numbers} SELECT i * 3, 'd' || i, commit_sha, started, profile, i, subject, code,
    shards, interrupted, ok, seconds, 1, 1, build FROM n, runs WHERE id = 1`,
  );
  raw.exec(
    `INSERT INTO results ${numbers} SELECT i * 3, claim, unit, verdict, expected, results.ok, reason, cases,
    mean, lower, upper, margin, log_for, log_against, results.seconds, mutants, mutants_killed, rivals,
    rivals_killed, cause FROM n, results
    WHERE claim = 'B2' AND run = 1`,
  );
}

inScratch("history: a long history comes in full and in order, page by page", async (folder) => {
  const path = `${folder}/history.db`;
  using history = await History.create(path);
  await history.add(runOf(1), COMMIT);
  addMany(path, 4001);
  const seeds = Array.from({ length: 4001 }, (_, i) => i + 1);
  assertEquals([...history.runs()].map(({ seed }) => seed), seeds);
  assertEquals([...history.found("B2")].map(({ evidence }) => evidence.seed), seeds);
  assertEquals([...history.evidence("B2", RUN.build!)].map(({ seed }) => seed), seeds);
  assertEquals([...history.results("B2", 2001)].map(({ run }) => run / 3), seeds.slice(-2001));
  assertEquals([...history.runsFrom(3 * 3999)].map(({ seed }) => seed), [3999, 4000, 4001]);
  // Of a result nothing but its own columns.
  const [{ result }] = history.found("B2");
  assertEquals(Object.keys(result).toSorted(), RESULT_COLUMNS.toSorted());
});

inScratch("history: as JSON it is what its rows are, each product with them", async (folder) => {
  using history = await History.create(`${folder}/history.db`);
  for (const seed of [1, 2, 3]) await history.add(runOf(seed), COMMIT);
  const ids = ["A1", "B2"];
  const pieces = [...historyJson(history.runs(), ids.map((id) => [id, history.found(id)]))];
  const runs = [...history.runs()];
  const results = ids.flatMap((id) => [...history.results(id)]);
  const trends = trendsOf(runs, results).map(({ claim, points }) => ({
    claim,
    points: points.map(({ result: { claim: _, ...result }, product }) => ({ ...result, product })),
  }));
  const wanted = JSON.stringify({ schema: "attest-history/1", runs, trends });
  assertEquals(JSON.parse(pieces.join("")), JSON.parse(wanted));
  assertEquals(JSON.parse([...historyJson([], [])].join("")), {
    ...{ schema: "attest-history/1", runs: [], trends: [] },
  });
});

inScratch("history: what is read at once does not see a run added meanwhile", async (folder) => {
  const path = `${folder}/history.db`;
  using history = await History.create(path);
  await history.add(runOf(1), COMMIT);
  const [before, after] = history.atOnce(() => {
    const count = history.count();
    addMany(path, 3);
    return [count, history.count()];
  });
  assertEquals([before, after, history.count()], [1, 1, 3]);
});
