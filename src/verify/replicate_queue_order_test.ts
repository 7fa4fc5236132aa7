/** Blocks that are lost, given back or refused: what is decided does not rest on them. */

import { assert, assertEquals } from "@std/assert";
import type { StatisticalFacts } from "../claim/facts.ts";
import { statistical } from "../claim/claims_for_tests.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { crashed, notApplicable } from "./obstacle.ts";
import { undecided } from "./outcome.ts";
import type { Block } from "./replicate_block.ts";
import { ReplicateQueue, type TimedBlock } from "./replicate_queue.ts";

const CLAIM = statistical() as StatisticalFacts;

function queueOf(stopped = () => false): ReplicateQueue {
  return new ReplicateQueue(CLAIM, {
    seed: 1,
    limit: 100,
    rates: CLAIM_RATES,
    shrink: true,
    stopped,
  });
}

function computed(block: Block, effect = 0.5): TimedBlock {
  const settings = Array.from({ length: block.count }, () => ({ spec: {}, cells: [] }));
  const effects = new Float64Array(block.count).fill(effect);
  return { ...block, effects, settings, done: block.count, read: [], seconds: 1 };
}

Deno.test("queue: a replicate whose computing kills decides the run, one before it does not", () => {
  const run = queueOf();
  const [first, second] = [run.assign(2)!, run.assign(2)!];
  assertEquals([first, second], [{ from: 0, count: 1 }, { from: 1, count: 1 }]);
  run.lose(second, "it was killed");
  assertEquals(run.outcome, undefined);
  run.receive(computed(first));
  assertEquals(run.outcome, undecided(0, crashed("it was killed")));
});

Deno.test("queue: of a block that was lost every replicate is given out again, by itself", () => {
  const run = queueOf();
  run.receive({ ...computed(run.assign(1)!), seconds: 1e-9 });
  const block = run.assign(1)!;
  assert(block.from === 1 && block.count > 2, "a block of several");
  run.lose(block, "it was killed");
  const numbers = Array.from({ length: block.count }, (_, i) => block.from + i);
  for (const from of numbers) {
    const next = run.assign(1)!;
    assertEquals(next, { from, count: 1 });
    run.receive(computed(next));
  }
});

Deno.test("queue: a block that came early counts in its turn, and its seconds with it", () => {
  let isStopped = false;
  const run = queueOf(() => isStopped);
  const [first, second] = [run.assign(2)!, run.assign(2)!];
  assertEquals(run.receive(computed(second, 0.25)), []);
  assertEquals([run.next, run.seconds], [0, 0]);
  assertEquals(run.receive(computed(first)).map(({ block }) => block.from), [0, 1]);
  assertEquals([run.effects, run.seconds], [2, 2]);
  isStopped = true;
  assertEquals(run.stop().streams, [[0.5, 0.25]]);
});

Deno.test("queue: what is refused stays so", () => {
  const run = queueOf();
  const block = run.assign(1)!;
  const lack = undecided(0, notApplicable("an empty subject", ["weigh"]));
  run.refuse(lack);
  assertEquals(run.assign(1), undefined);
  run.receive(computed(block));
  assertEquals(run.outcome, lack);
});
