import { assertEquals } from "@std/assert";
import type { ReplicateRate } from "./replicates.ts";
import type { Spread } from "./statistics.ts";
import type { StepSize } from "./step_data.ts";
import type { StepTime } from "./step_times.ts";
import { PEER } from "./peer_names.ts";
import { judgeTargets } from "./targets.ts";

const spread = (median: number): Spread => ({ median, least: median / 2, most: median * 2 });
const row = (names: readonly string[]): StepSize & { readonly times: readonly StepTime[] } => ({
  ...{ prompts: 2, contextLength: 3, dimension: 5 },
  times: names.map((name) => ({
    ...{ name, threads: 1 },
    ...{ microseconds: spread(7), timesKernel: spread(1.7) },
  })),
});

Deno.test("a peer that took part has a ratio, a missing one has none", () => {
  const targets = judgeTargets([row(["kernel", "plain loop", PEER.byHand])], []);
  assertEquals(targets.map(({ wanted, ratio }) => [wanted, ratio?.median]), [
    [3, 1.7],
    [1.5, 1.7],
    [10, undefined],
    [0.5, undefined],
    [5, undefined],
  ]);
});

Deno.test("the plain loop is held to its target at the first three sizes only", () => {
  const rows = Array.from({ length: 5 }, () => row(["plain loop"]));
  assertEquals(judgeTargets(rows, []).filter(({ wanted }) => wanted === 3).length, 3);
});

Deno.test("replicates compare our rate with theirs", () => {
  const rate: ReplicateRate = {
    ...{ claim: "B12", name: PEER.training, threads: 1 },
    ...{ perSecond: spread(11), timesOwn: { median: 0.5, least: 0.25, most: 1 } },
  };
  assertEquals(judgeTargets([], [rate]).at(-1)?.ratio, { median: 2, least: 1, most: 4 });
});

Deno.test("two workers are to be 1.8 times as fast as one at each piece of work", () => {
  const growth = [{ of: "this", speedup: spread(1.7) }, { of: "that", speedup: spread(1.9) }];
  const last = judgeTargets([], [], growth).slice(-2);
  assertEquals(last.map(({ at, wanted, ratio }) => [at, wanted, ratio?.median]), [
    ["this", 1.8, 1.7],
    ["that", 1.8, 1.9],
  ]);
});
