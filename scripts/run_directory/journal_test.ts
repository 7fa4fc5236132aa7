import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "node:path";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { UsageError } from "../base/usage_error.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import { headOf, JOURNAL, Journal } from "./journal.ts";
import { PLAN_FOR_TESTS } from "./plan_for_tests.ts";
import { readJournal } from "./read_journal.ts";
import type { RunPlan } from "./run_plan.ts";

const RUN: JobRun = {
  ...{ shard: 1, claim: "A1", mutant: null, seconds: 1 },
  outcome: { verdict: "verified", cases: 1000 },
};
const REFUTED: JobRun = { ...RUN, mutant: "halved", outcome: { verdict: "refuted", cases: 3 } };

function write(folder: string, ...runs: readonly JobRun[]): void {
  using journal = Journal.create(folder, PLAN_FOR_TESTS);
  for (const run of runs) journal.append(run);
}

async function read(folder: string, plan: RunPlan = PLAN_FOR_TESTS): Promise<JobRun[] | undefined> {
  return (await readJournal(folder, plan))?.runs;
}

async function edit(folder: string, change: (text: string) => string): Promise<void> {
  const path = join(folder, JOURNAL);
  await Deno.writeTextFile(path, change(await Deno.readTextFile(path)));
}

inScratch("journal: what was written is read, line by line", async (folder) => {
  assertEquals(await read(folder), undefined);
  write(folder);
  assertEquals(await read(folder), []);
  write(folder, RUN, REFUTED);
  assertEquals(await read(folder), [RUN, REFUTED]);
  Journal.create(folder, PLAN_FOR_TESTS, [REFUTED])[Symbol.dispose]();
  assertEquals(await read(folder), [REFUTED]);
});

inScratch(
  "journal: one of another run is refused, whatever the plan has otherwise",
  async (folder) => {
    write(folder, RUN);
    const changes: readonly Partial<RunPlan>[] = [
      ...[{ seed: 7 }, { profile: "quick" }, { selected: ["A1"] }, { matrix: true }],
      ...[{ code: "f".repeat(16) }, { build: "f".repeat(16) }, { kept: ["A1-0.json"] }],
      ...[{ shards: { of: 2, run: [1] } }, { started: "2027-01-02T03:04:05.000Z" }],
    ] as Partial<RunPlan>[];
    for (const change of changes) {
      await assertRejects(
        () => read(folder, { ...PLAN_FOR_TESTS, ...change }),
        UsageError,
        `, with ${Object.keys(change)[0]} `,
      );
    }
    await edit(folder, (text) => text.slice(text.indexOf("\n") + 1));
    await assertRejects(() => read(folder), UsageError, "must be the journal of the run");
  },
);

inScratch("journal: two lines that say different things of one job are refused", async (folder) => {
  write(folder, RUN, RUN, { ...RUN, seconds: 9 });
  assertEquals((await read(folder))?.length, 1, "the time is no part of it");
  write(folder, RUN, { ...RUN, outcome: { verdict: "verified", cases: 999 } });
  await assertRejects(
    () => read(folder),
    UsageError,
    "must say one thing of A1, got another on line 3",
  );
});

inScratch("journal: a line that attest did not write is refused", async (folder) => {
  const lines = [
    "{}",
    "x",
    JSON.stringify({ ...RUN, more: 1 }),
    JSON.stringify({ ...RUN, outcome: { verdict: "passed", cases: 1 } }),
    JSON.stringify({ ...RUN, shard: 0 }),
  ];
  for (const line of lines) {
    write(folder, RUN);
    await edit(folder, (text) => `${text}${line}\n`);
    await assertRejects(() => read(folder), UsageError, "must hold a result on line 3");
  }
});

inScratch("journal: a line that was cut off is as if it had not been written", async (folder) => {
  write(folder, RUN, REFUTED);
  await edit(folder, (text) => text.slice(0, -2));
  const contents = await readJournal(folder, PLAN_FOR_TESTS);
  assertEquals(contents?.runs, [RUN]);
  {
    using journal = Journal.resume(folder, contents!);
    journal.append(REFUTED);
  }
  assertEquals(await read(folder), [RUN, REFUTED]);
  await edit(folder, (text) => text.slice(0, 20));
  assertEquals(await read(folder), undefined);
  await edit(folder, () => '{"schema":"attest-journal/1');
  await assertRejects(() => read(folder), UsageError, "must be the journal of the run");
});

inScratch("journal: nothing is left of one that cannot be made", async (folder) => {
  await Deno.mkdir(join(folder, JOURNAL));
  assertThrows(() => write(folder, RUN), UsageError, "must be writable");
  assertEquals((await Array.fromAsync(Deno.readDir(folder))).length, 1);
});

Deno.test("journal: its head has every entry of the plan", () => {
  const { schema: _, ...entries } = PLAN_FOR_TESTS;
  const { schema, ...named } = JSON.parse(headOf(PLAN_FOR_TESTS));
  assertEquals([schema, named], ["attest-journal/2", entries]);
});
