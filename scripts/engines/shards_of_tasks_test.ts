/** Which shard a task of an array is, and where its tries go. */

import { assertEquals, assertMatch } from "@std/assert";
import { MAY_RUN } from "../test_project/project.ts";
import { askedBy } from "./asked_for_tests.ts";
import { makeStub, type Stub } from "./stub_for_tests.ts";

interface Asked {
  readonly shard?: { readonly index: number; readonly of: number };
  readonly seed?: number;
  readonly out?: string;
  readonly resume?: string;
  readonly workers?: number;
  readonly profile?: string;
  readonly claim?: readonly string[];
}

/** Variables that Slurm sets for a task of an array from `min` to `max`, of `count` tasks. */
function arrayOf(
  task: number,
  { min, max, count = max - min + 1, job = 70 }: {
    readonly min: number;
    readonly max: number;
    readonly count?: number;
    readonly job?: number;
  },
): Record<string, string> {
  return {
    SLURM_JOB_ID: String(job + task),
    SLURM_ARRAY_JOB_ID: String(job),
    SLURM_ARRAY_TASK_ID: String(task),
    SLURM_ARRAY_TASK_MIN: String(min),
    SLURM_ARRAY_TASK_MAX: String(max),
    SLURM_ARRAY_TASK_COUNT: String(count),
    SLURM_CPUS_PER_TASK: "3",
  };
}

async function slurm(stub: Stub, env: Record<string, string>, ...args: string[]): Promise<Asked> {
  const { code, stdout, stderr } = await stub.run(["scripts/engines/slurm.sh", ...args], env);
  assertEquals(code, 0, stderr);
  const [command, given] = await askedBy(stdout);
  assertEquals(command, "verify");
  return given as Asked;
}

async function refusal(stub: Stub, env: Record<string, string>): Promise<string> {
  const { code, stdout, stderr } = await stub.run(["scripts/engines/slurm.sh"], env);
  assertEquals([code, stdout], [2, ""]);
  return stderr;
}

/** A test with a stub of its own. */
function testStub(name: string, run: (stub: Stub) => Promise<void>): void {
  Deno.test({
    name: `engines: ${name}`,
    ignore: !MAY_RUN,
    async fn() {
      await using stub = await makeStub();
      await run(stub);
    },
  });
}

testStub("tasks from 1 and from 0 are shards from 1, of the array's seed", async (stub) => {
  for (const [min, max] of [[1, 4], [0, 3], [1, 1]]) {
    const shards = [];
    for (let task = min; task <= max; task++) {
      const job = 100 * (max + 1);
      const asked = await slurm(stub, arrayOf(task, { min, max, job }));
      assertEquals(asked.seed, job);
      assertEquals([asked.profile, asked.workers], ["deep", 3]);
      shards.push(asked.shard);
    }
    const of = max - min + 1;
    assertEquals(shards, Array.from({ length: of }, (_, i) => ({ index: i + 1, of })));
  }
});

testStub("a task that is submitted again is the shard that it was, and goes on", async (stub) => {
  const first = await slurm(
    stub,
    arrayOf(2, { min: 0, max: 3 }),
    "--claim",
    "A7",
    "--profile",
    "ci",
  );
  assertEquals([first.shard, first.claim, first.profile], [{ index: 3, of: 4 }, ["A7"], "ci"]);
  const again = { ...arrayOf(2, { min: 2, max: 2, job: 90 }), RUN: "70" };
  const second = await slurm(stub, { ...again, SHARDS: "4" });
  assertMatch(second.resume!, /^attest-shards\/70\/3\./);
  assertEquals(second.resume === first.out, false);
  // The copy has what the first had, and is what the next goes on from.
  const journal = (path: string) => Deno.readTextFile(`${stub.at}/${path}/journal.jsonl`);
  assertEquals(await journal(first.out!), "head\n");
  assertEquals(await journal(second.resume!), "head\nresult\n");
  const third = await slurm(stub, { ...again, SLURM_RESTART_COUNT: "1" });
  assertEquals(await journal(third.resume!), "head\nresult\nresult\n");
  assertMatch(
    await refusal(stub, { ...again, SHARDS: "8" }),
    /run 70 has 4 shards from task 0, got 8/,
  );
  assertMatch(await refusal(stub, { ...again, FIRST: "1" }), /got 4 from 1/);
});

testStub("an array in pieces says how many shards there are", async (stub) => {
  const piece = (task: number, job: number) => arrayOf(task, { min: task, max: task, job });
  const one = await slurm(stub, { ...piece(2, 30), RUN: "5", SHARDS: "4" });
  assertEquals([one.shard, one.seed], [{ index: 2, of: 4 }, 5]);
  const other = await slurm(stub, {
    ...piece(0, 40),
    RUN: "6",
    SHARDS: "4",
    FIRST: "0",
    SEED: "9",
  });
  assertEquals([other.shard, other.seed], [{ index: 1, of: 4 }, 9]);
  const apart = arrayOf(3, { min: 1, max: 3, count: 2, job: 50 });
  assertEquals((await slurm(stub, { ...apart, SHARDS: "4" })).shard, { index: 3, of: 4 });
});

testStub("what would give a wrong number is refused", async (stub) => {
  const gaps = /begins with 0 or 1 and leaves nothing out/;
  assertMatch(await refusal(stub, arrayOf(2, { min: 2, max: 2 })), gaps);
  assertMatch(await refusal(stub, arrayOf(1, { min: 1, max: 3, count: 2 })), gaps);
  assertMatch(await refusal(stub, arrayOf(3, { min: 1, max: 7, count: 4 })), gaps);
  const again = { ...arrayOf(2, { min: 2, max: 2 }), RUN: "70" };
  assertMatch(await refusal(stub, again), /SHARDS must say how many/);
  const beyond = { ...arrayOf(5, { min: 5, max: 5, job: 80 }), RUN: "71", SHARDS: "4" };
  assertMatch(await refusal(stub, beyond), /task 5 must be one of 4 from 1/);
  const none = { ...arrayOf(0, { min: 0, max: 0, job: 80 }), RUN: "72", SHARDS: "4" };
  assertMatch(await refusal(stub, none), /task 0 must be one of 4 from 1/);
  assertMatch(await refusal(stub, { SLURM_JOB_ID: "7" }), /must be started as an array/);
});

testStub(
  "merge takes of every shard the try that came furthest, and nothing else",
  async (stub) => {
    const lines: Record<string, number> = {
      "1.9-0": 3,
      "1.10-0": 2,
      "2.7-1": 4,
      "2.7-0": 1,
      "10.1-0": 1,
    };
    for (const [name, count] of Object.entries(lines)) {
      await Deno.mkdir(`${stub.at}/attest-shards/7/${name}`, { recursive: true });
      await Deno.writeTextFile(
        `${stub.at}/attest-shards/7/${name}/journal.jsonl`,
        "line\n".repeat(count),
      );
    }
    // Killed before it had a journal; being copied; another run's.
    for (const name of ["7/3.1-0", "7/.copy-abc", "8/1.1-0"]) {
      await Deno.mkdir(`${stub.at}/attest-shards/${name}`, { recursive: true });
    }
    const { stdout } = await stub.run(["scripts/engines/merge.sh", "7", "--out", "joined"]);
    const directories = ["1.9-0", "2.7-1", "10.1-0"].map((name) => `attest-shards/7/${name}`);
    assertEquals(await askedBy(stdout), ["merge", { directories, out: "joined", json: false }]);
    for (
      const [args, got] of [[["9"], /attest-shards\/9 must hold/], [[], /got nothing/]] as const
    ) {
      const { code, stderr } = await stub.run(["scripts/engines/merge.sh", ...args]);
      assertEquals([code, got.test(stderr)], [2, true], stderr);
    }
  },
);

testStub("a shard that is none is refused", async (stub) => {
  for (
    const args of [["x", "1/2", "a"], ["1", "0/2", "a"], ["1", "1", "a"], ["1", "1/2", "../a"], []]
  ) {
    const { code, stderr } = await stub.run(["scripts/engines/shard.sh", ...args]);
    assertEquals(code, 2, stderr);
    assertMatch(stderr, /^shard\.sh: .*, got /);
  }
});
