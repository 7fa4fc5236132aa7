import { assertEquals } from "@std/assert";
import { statistical } from "../claim/claims_for_tests.ts";
import type { StatisticalFacts } from "../claim/facts.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import type { RunControl } from "./outcome.ts";
import type { ComputedBlock } from "./replicate_block.ts";
import { ReplicateRun } from "./replicate_run.ts";

const CLAIM = statistical() as StatisticalFacts;

function runOf(claim = CLAIM, changes: Partial<RunControl> = {}): ReplicateRun {
  return new ReplicateRun(claim, {
    ...{ seed: 1, limit: 100, rates: CLAIM_RATES, shrink: true },
    ...changes,
  });
}

/** A block of `count` of which so many were computed, with their settings; what follows is left over. */
function blockOf(count: number, done: number, changes: Partial<ComputedBlock> = {}): ComputedBlock {
  const settings = Array.from({ length: done }, () => ({ spec: {}, cells: [] }));
  const effects = Float64Array.from({ length: count }, (_, i) => i < done ? 0.5 : 1);
  return { from: 0, count, done, settings, effects, read: [], ...changes };
}

Deno.test("replicates: what stands behind a block that was cut short is no effect", () => {
  const run = runOf();
  run.take(blockOf(90, 2));
  assertEquals(run.outcome?.reason, "interrupted after 2 replicates");
  assertEquals(run.outcome?.streams, [[0.5, 0.5]]);
  const crashed = runOf();
  const settings = Array.from({ length: 3 }, () => ({ spec: {}, cells: [] }));
  crashed.take(blockOf(90, 2, { settings, halt: "replicate 2 crashed: Error: x" }));
  assertEquals([crashed.outcome?.verdict, crashed.outcome?.cases], ["undecided", 2]);
  assertEquals(crashed.outcome?.reason, "replicate 2 crashed: Error: x");
});

Deno.test("replicates: an effect without its setting decides nothing", () => {
  const run = runOf();
  run.take(blockOf(90, 90, { settings: [] }));
  assertEquals(run.outcome?.reason, "a replicate came without its setting");
});

Deno.test("replicates: a setting outside of the regime decides nothing, whichever process computed it", () => {
  const run = runOf({ ...CLAIM, bounds: { x: { from: 0, to: 1 } } });
  run.take(blockOf(1, 1, { settings: [{ spec: { x: 2 }, cells: [] }] }));
  assertEquals(
    run.outcome?.reason,
    "the generator left the regime: x must be in [0, 1], got 2",
  );
});

Deno.test("replicates: a pass must have read what its claim names as needed", () => {
  const needy: StatisticalFacts = { ...CLAIM, needs: ["weigh"] };
  const idle = runOf(needy);
  idle.take(blockOf(90, 90));
  assertEquals(idle.outcome?.reason, "it never read weigh, which its needs name");
  const run = runOf(needy);
  run.take(blockOf(90, 90, { read: ["weigh"] }));
  assertEquals(run.outcome?.verdict, "verified");
});

Deno.test("replicates: the ends are the first and the last, each once", () => {
  const run = runOf();
  assertEquals(run.ends, []);
  run.take(blockOf(1, 1));
  assertEquals(run.ends.map(({ index }) => index), [0]);
  run.take(blockOf(2, 2, { from: 1 }));
  assertEquals(run.ends.map(({ index }) => index), [0, 2]);
});
