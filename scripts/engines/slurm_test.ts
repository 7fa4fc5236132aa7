/** A run on a real Slurm cluster of four nodes, one of which is lost; `deno task test:engines`. */

import { assert, assertEquals, assertGreater, assertLess, assertMatch } from "@std/assert";
import {
  ASKED,
  assertSameRun,
  CLUSTER,
  type Engine,
  LITTLE,
  makeEngine,
  MAY_RUN_ENGINES,
} from "./run_engine_for_tests.ts";

/** Seconds that the cluster may take for what it is waited for. */
const PATIENCE = 150;
/** The second shard is the one that loses its node: task 1 of 0 to 3. */
const LOST = { task: "1", shard: "2" };

/** Looks again until there is something. */
async function waitFor<Value>(
  what: string,
  look: () => Promise<Value | undefined>,
): Promise<Value> {
  const begun = performance.now();
  while (performance.now() - begun < PATIENCE * 1000) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`${what} must come within ${PATIENCE} s, got none`);
}

/** Names in the directory of a run of the tries at a shard, sorted. */
async function triesOf({ at }: Engine, run: string, shard: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(`${at}/attest-shards/${run}`))
    .catch(() => []);
  return entries.map(({ name }) => name).filter((name) => name.startsWith(`${shard}.`)).sort();
}

Deno.test({
  name: "slurm: an array whose node is lost is the run of one machine",
  ignore: !MAY_RUN_ENGINES,
  async fn() {
    await using engine = await makeEngine();
    const { run, attest, results, report } = engine;
    // Sockets have short paths.
    const folder = await Deno.makeTempDir({ dir: "/tmp", prefix: "attest-" });
    const cluster = `${folder}/slurm`;
    const slurm = (...command: string[]) => run(CLUSTER, "run", cluster, ...command);
    const queue = async (format: string) =>
      (await slurm("squeue", "--noheader", "--array", `--format=${format}`)).trim().split("\n");
    const allEnded = () =>
      waitFor(
        "the end of all tasks",
        async () => ((await queue("%K"))[0] === "" ? true : undefined),
      );
    const script = "scripts/engines/slurm.sh";
    try {
      await run(CLUSTER, "start", cluster);
      const job = (await slurm("sbatch", "--parsable", "--array=0-3", script, ...ASKED)).trim();

      const node = await waitFor("a node for the second shard", async () => {
        const lines = (await queue("%K %N")).map((line) => line.trim().split(/\s+/));
        return lines.find(([task, node]) => task === LOST.task && node)?.[1];
      });
      // Lost while it is at work: it has a result, and not all.
      const before = await waitFor("a result of the second shard", async () => {
        const [first] = await triesOf(engine, job, LOST.shard);
        const known = first && await results(`attest-shards/${job}/${first}`).catch(() => []);
        return known && known.length > 0 ? first : undefined;
      });
      await run(CLUSTER, "kill", cluster, node);
      const kept = await results(`attest-shards/${job}/${before}`);
      await allEnded();

      // It was begun again on another node, and went on.
      const [first, second, ...more] = await triesOf(engine, job, LOST.shard);
      assertEquals([first, more], [before, []]);
      assert(second !== undefined, "the task was not requeued");
      const after = await results(`attest-shards/${job}/${second}`);
      assertLess(kept.length, after.length, "the node was lost after its work was done");
      assertEquals(kept.filter((result) => !after.includes(result)), []);
      const log = await Deno.readTextFile(`${engine.at}/slurm-${job}_${LOST.task}.out`);
      assertEquals(log.match(/^attest: shard 2 of 4: /gm)?.length, 2, log);
      const [, goneOn] = /going on after (\d+) results?/.exec(log)!;
      assertEquals(Number(goneOn), kept.length);

      // A task that is submitted again under the number of its run is the same shard of it.
      await slurm("sbatch", "--export=ALL,RUN=" + job, "--array=2", script, ...ASKED);
      await allEnded();
      assertEquals((await triesOf(engine, job, "3")).length, 2);

      const merge = ["sbatch", "--wait", `--output=merge.out`, script, "merge", job];
      await slurm(...merge, "--out", "joined");
      const whole = [...ASKED, "--seed", job, "--out", "whole"];
      await attest("verify", ...whole);
      assertSameRun(await report("joined"), await report("whole"));
      // What was gone on with is, to the bit, what was never cut off.
      await attest("verify", ...ASKED, "--seed", job, "--shard", "2/4", "--out", "direct");
      assertEquals(after, await results("direct"));

      // As many processes as the task has processors, and no leftovers stand in the way of another run.
      const next = (await slurm("sbatch", "--parsable", "--array=1-2", script, ...LITTLE)).trim();
      assertGreater(Number(next), Number(job));
      await allEnded();
      await slurm(
        "sbatch",
        "--wait",
        "--output=merge.out",
        script,
        "merge",
        next,
        "--out",
        "joined",
      );
      assertEquals((await report("joined")).run.shards, { of: 2, run: [1, 2] });
      assertMatch(await slurm("scontrol", "show", "node", node), /State=DOWN/);
    } finally {
      await run(CLUSTER, "stop", cluster);
      await Deno.remove(folder, { recursive: true });
    }
  },
});
