import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";
import { assert, assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { seeded, testStream } from "../../fixtures/random/random_for_tests.ts";
import { SCRATCH } from "../base/paths.ts";
import { MAY_RUN } from "../test_project/project.ts";
import { UsageError } from "../base/usage_error.ts";
import { RUN } from "../../src/report/results_for_tests.ts";
import { crashed, NOT_REACHED } from "../../src/verify/obstacle.ts";
import { CLAIMS, runOf } from "./reports_for_tests.ts";
import type { KeptResult, KeptRun } from "./rows.ts";
import { History } from "./store.ts";
import { trendsOf } from "./trends.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const MAY_WRITE = (["read", "write"] as const).every((name) =>
  Deno.permissions.querySync({ name, path: SCRATCH }).state === "granted"
);

/** A test with a directory of its own for its histories. */
function testHistory(
  name: string,
  run: (folder: string) => Promise<void>,
  { may = MAY_WRITE } = {},
): void {
  Deno.test({
    name: `history: ${name}`,
    ignore: !may,
    async fn() {
      await Deno.mkdir(SCRATCH, { recursive: true });
      const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "history-" });
      try {
        await run(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

function allResults(history: History): KeptResult[] {
  return history.claims().flatMap((claim) => [...history.results(claim)]);
}

/** The runs of a file, each found whole. */
async function wholeRuns(path: string): Promise<KeptRun[]> {
  using raw = new DatabaseSync(path);
  assertEquals({ ...raw.prepare("PRAGMA integrity_check").get() }, { integrity_check: "ok" });
  using history = await History.read(path);
  const runs = [...history.runs()];
  const byRun = Map.groupBy(allResults(history), ({ run }) => run);
  for (const { id, claims } of runs) {
    assertEquals([claims, byRun.get(id)?.length], [CLAIMS, CLAIMS]);
  }
  assertEquals(byRun.size, runs.length);
  return runs;
}

testHistory("what was added comes back, in its order, also after opening again", async (folder) => {
  const path = `${folder}/deeper/history.db`;
  {
    using history = await History.create(path);
    for (const seed of [5, -3]) {
      assertEquals(await history.add(runOf(seed), COMMIT), { added: true, commit: COMMIT });
    }
  }
  const runs = await wholeRuns(path);
  assertEquals(runs.map(({ seed, commit_sha, profile, ok }) => [seed, commit_sha, profile, ok]), [
    [5, COMMIT, "ci", 1],
    [-3, COMMIT, "ci", 1],
  ]);
  using history = await History.read(path);
  const [first] = allResults(history).filter(({ claim }) => claim === "B2");
  assertEquals([first.mean, first.lower, first.log_for, first.cases], [0.55, 0.4, 4, 20]);
  assertEquals(allResults(history).find(({ claim }) => claim === "A1")?.margin, 5 / 6);
});

testHistory("the same report twice is one run, however it is laid out", async (folder) => {
  using history = await History.create(`${folder}/history.db`);
  await history.add(runOf(1), COMMIT);
  const again = await history.add(JSON.parse(JSON.stringify(runOf(1))), "f".repeat(40));
  assertEquals(again, { added: false, commit: COMMIT });
  assertEquals(history.count(), 1);
  assertEquals(allResults(history).length, CLAIMS);
});

testHistory("a failing run leaves nothing of itself", async (folder) => {
  using history = await History.create(`${folder}/history.db`);
  const report = runOf(1);
  // The schema refuses it; here it stands for whatever fails half-way.
  const broken = { ...report, claims: [...report.claims, report.claims[0]] };
  await assertRejects(() => history.add(broken, COMMIT), Error, "UNIQUE");
  assertEquals([[...history.runs()], allResults(history)], [[], []]);
  assertEquals((await history.add(report, COMMIT)).added, true);
});

testHistory("a file that is no history is refused and left as it is", async (folder) => {
  const path = `${folder}/other.db`;
  for (const text of ["no database at all", "x".repeat(5000), "SQLite format 3\0", "{}"]) {
    await Deno.writeTextFile(path, text);
    await assertRejects(() => History.create(path), UsageError, "--db must be a history");
    assertEquals(await Deno.readTextFile(path), text);
  }
  await Deno.remove(path);
  {
    using other = new DatabaseSync(path);
    other.exec("CREATE TABLE mine (x)");
  }
  const before = await Deno.readFile(path);
  await assertRejects(() => History.create(path), UsageError, "got another database");
  assertEquals(await Deno.readFile(path), before);
  await assertRejects(() => History.create(folder), UsageError, "--db must be a history");
  await assertRejects(() => History.read(`${folder}/none.db`), UsageError, "no such file");
  assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["other.db"]);
});

testHistory("a history of a newer version, or cut short, is refused", async (folder) => {
  const path = `${folder}/history.db`;
  {
    using history = await History.create(path);
    for (let seed = 0; seed < 5; seed++) await history.add(runOf(seed), COMMIT);
  }
  const whole = await Deno.readFile(path);
  {
    using raw = new DatabaseSync(path);
    raw.exec("PRAGMA user_version = 5");
  }
  await assertRejects(() => History.create(path), UsageError, "history of version 5, newer than 4");
  await Deno.writeFile(path, whole.subarray(0, 3000));
  await assertRejects(
    async () => {
      using history = await History.read(path);
      allResults(history);
    },
    UsageError,
    "--db must be a history",
  );
});

/** How a file of ours may be changed, and what its reader says. */
const BROKEN: readonly [sql: string, message: RegExp][] = [
  ["DROP TABLE results", /must have the tables of a history, got none with `results\.run INTEGER`/],
  ["DROP TABLE results; DROP TABLE runs", /got none with `runs\.id INTEGER`/],
  ["ALTER TABLE runs DROP COLUMN seconds", /got none with `runs\.seconds REAL`/],
  ["UPDATE runs SET shards = 'x'", /must hold what attest kept in it, got another run 1/],
  ['UPDATE runs SET shards = \'{"of":1,"run":[]}\'', /got another run 1/],
  ["UPDATE results SET verdict = 'x'", /got another result of A1 in run 1/],
  ["UPDATE results SET unit = 'x'", /got another result of A1 in run 1/],
];

testHistory(
  "a file without a table, a column or sense is refused, not run into",
  async (folder) => {
    for (const [i, [sql, message]] of BROKEN.entries()) {
      const path = `${folder}/${i}.db`;
      {
        using history = await History.create(path);
        await history.add(runOf(1), COMMIT);
      }
      {
        using raw = new DatabaseSync(path);
        raw.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
      }
      const read = async () => {
        using history = await History.read(path);
        trendsOf([...history.runs()], allResults(history));
      };
      assertMatch((await assertRejects(read, UsageError)).message, message);
    }
  },
);

testHistory("results of a run that is not there are refused", async (folder) => {
  const path = `${folder}/history.db`;
  using history = await History.create(path);
  await history.add(runOf(1), COMMIT);
  const missing = "must hold the runs of its results, got A1 of run 1";
  assertThrows(() => trendsOf([], [...history.results("A1")]), UsageError, missing);
  {
    using raw = new DatabaseSync(path);
    raw.exec("PRAGMA foreign_keys = OFF; DELETE FROM runs");
  }
  assertThrows(() => [...history.found("A1")], UsageError, missing);
});

/** A file as the first version made it, with one run. */
async function makeFirstVersion(path: string): Promise<void> {
  {
    using history = await History.create(path);
    await history.add(runOf(1), COMMIT);
  }
  using raw = new DatabaseSync(path);
  raw.exec("ALTER TABLE runs DROP COLUMN build; PRAGMA user_version = 1");
  dropCounts(raw);
}

/** The third version had no causes yet. */
function dropCauses(raw: DatabaseSync): void {
  raw.exec("ALTER TABLE results DROP COLUMN cause");
}

/** The second version did not count mutants yet. */
function dropCounts(raw: DatabaseSync): void {
  dropCauses(raw);
  for (const column of ["mutants", "mutants_killed", "rivals", "rivals_killed"]) {
    raw.exec(`ALTER TABLE results DROP COLUMN ${column}`);
  }
}

testHistory(
  "a file of the second version is gone on with, and counts from then on",
  async (folder) => {
    const path = `${folder}/history.db`;
    {
      using history = await History.create(path);
      await history.add(runOf(1), COMMIT);
    }
    {
      using raw = new DatabaseSync(path);
      dropCounts(raw);
      raw.exec("PRAGMA user_version = 2");
    }
    using history = await History.create(path);
    await history.add(runOf(2), COMMIT);
    const counts = [...history.results("B2")].map(({ mutants, rivals }) => [mutants, rivals]);
    assertEquals(counts, [[null, null], [1, 0]]);
    assertEquals([...history.runs()].map(({ build }) => build), [
      RUN.build ?? null,
      RUN.build ?? null,
    ]);
  },
);

testHistory(
  "of a file of the third version it is known which claims a run did not come to",
  async (folder) => {
    const path = `${folder}/history.db`;
    {
      using history = await History.create(path);
      await history.add(runOf(1, { reason: "interrupted before it began" }), COMMIT);
      await history.add(runOf(2, { reason: "replicate 3 crashed" }), COMMIT);
    }
    {
      using raw = new DatabaseSync(path);
      dropCauses(raw);
      raw.exec("PRAGMA user_version = 3");
    }
    using history = await History.create(path);
    await history.add(runOf(3, NOT_REACHED), COMMIT);
    await history.add(runOf(4, crashed("interrupted before it began")), COMMIT);
    const unreached = [...history.found("B2")].map(({ evidence }) => evidence.unreached);
    assertEquals(unreached, [true, false, true, false]);
  },
);

testHistory("a file of the first version is gone on with", async (folder) => {
  const path = `${folder}/history.db`;
  await makeFirstVersion(path);
  {
    using history = await History.create(path);
    assertEquals([...history.runs()].map(({ build }) => build), [null]);
    assertEquals([...history.evidence("B2", RUN.code)].map(({ seed }) => seed), [1]);
    assertEquals((await history.add(runOf(2), COMMIT)).added, true);
  }
  const builds = (await wholeRuns(path)).map(({ build }) => build);
  assertEquals(builds, [null, RUN.build]);
});

testHistory("a file of the first version must have its columns too", async (folder) => {
  const path = `${folder}/history.db`;
  await makeFirstVersion(path);
  {
    using raw = new DatabaseSync(path);
    raw.exec("ALTER TABLE runs DROP COLUMN seconds");
  }
  await assertRejects(() => History.read(path), UsageError, "none with `runs.seconds REAL`");
});

function startWriter(path: string, first: number, runs: number): Deno.ChildProcess {
  const script = fileURLToPath(new URL("writer_for_tests.ts", import.meta.url));
  const flags = ["--no-prompt", "--no-check", "--allow-read", "--allow-write"];
  return new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags, script, path, String(first), String(runs)],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

testHistory(
  "a writer killed at any moment leaves whole runs, all that it said were there",
  seeded("killed", async (folder: string) => {
    const path = `${folder}/history.db`;
    const moments = testStream("moments");
    let said = 0;
    for (let kill = 0; kill < 20; kill++) {
      // More than it can write: it writes until it is killed.
      const writer = startWriter(path, 1e9 * kill, 1e9);
      const errors = new Response(writer.stderr).text();
      let lines = 0;
      const enough = moments.integer(1, 40);
      for await (const text of writer.stdout.pipeThrough(new TextDecoderStream())) {
        lines += text.split("\n").length - 1;
        if (lines >= enough) writer.kill("SIGKILL");
      }
      assert(lines >= enough, await errors);
      assertEquals((await writer.status).signal, "SIGKILL", await errors);
      await errors;
      said += lines;
      const { length } = await wholeRuns(path);
      // Each writer may have kept one run that it had no time to speak of.
      assert(length >= said && length <= said + kill + 1, `${length} runs, ${said} said`);
    }
  }),
  { may: MAY_RUN },
);

testHistory("two writers at once lose nothing, from the making of the file on", async (folder) => {
  const path = `${folder}/history.db`;
  const writers = [0, 1000].map((first) => startWriter(path, first, 50));
  for (const output of await Promise.all(writers.map((writer) => writer.output()))) {
    assertEquals(output.code, 0, new TextDecoder().decode(output.stderr));
  }
  const seeds = (await wholeRuns(path)).map(({ seed }) => seed);
  const wanted = [0, 1000].flatMap((first) => Array.from({ length: 50 }, (_, i) => first + i));
  assertEquals(seeds.toSorted((a, b) => a - b), wanted);
}, { may: MAY_RUN });
