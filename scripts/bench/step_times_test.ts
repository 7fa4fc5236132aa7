import { assertEquals } from "@std/assert";
import { stepBound } from "./step_bound.ts";
import { STAGES, stageTimes, upTo } from "./step_stages.ts";
import { stepTimes } from "./step_times.ts";
import { PEER } from "./peer_names.ts";

const onProcessor = (...times: number[]) => times.map((cpu) => ({ wall: 99, cpu }));

Deno.test("ratios are taken within a round: processor time on one thread, wall time on two", () => {
  const readings = new Map([
    ["kernel", [{ wall: 4, cpu: 2 }, { wall: 8, cpu: 4 }, { wall: 4, cpu: 3 }]],
    ["slow", [{ wall: 99, cpu: 6 }, { wall: 99, cpu: 12 }, { wall: 99, cpu: 9 }]],
    ["two", [{ wall: 2, cpu: 4 }, { wall: 4, cpu: 8 }, { wall: 6, cpu: 12 }]],
  ]);
  const times = stepTimes(readings, new Map([["two", 2]]));
  assertEquals(times.map(({ name, threads }) => [name, threads]), [
    ["kernel", 1],
    ["slow", 1],
    ["two", 2],
  ]);
  assertEquals(times[1].microseconds, { median: 9, least: 6, most: 12 });
  assertEquals(times[1].timesKernel, { median: 3, least: 3, most: 3 });
  assertEquals(times[2].timesKernel, { median: 0.5, least: 0.5, most: 1.5 });
});

Deno.test("arithmetic and exponentials add up, reading goes on meanwhile, round by round", () => {
  const size = { prompts: 2, contextLength: 3, dimension: 5 };
  const readings = new Map([
    ["kernel", onProcessor(20, 30, 88)],
    ["arithmetic", onProcessor(2, 3, 5)],
    ["exponentials", onProcessor(3, 7, 6)],
    ["reading", onProcessor(4, 1, 22)],
  ]);
  const { floors, rates, bound, timesBound, ...rest } = stepBound(readings, size);
  assertEquals(bound, { median: 10, least: 5, most: 22 });
  assertEquals(timesBound, { median: 4, least: 3, most: 4 });
  assertEquals(floors.arithmetic, { median: 3, least: 2, most: 5 });
  // 4·B·d·(n + d) operations, B·n exponentials and 8·B·n·d bytes.
  assertEquals(rates, { arithmetic: 320 / 3000, exponentials: 6 / 6000, reading: 240 / 4000 });
  assertEquals("wanted" in rest, false);
  readings.set(PEER.autograd, onProcessor(70, 110, 50));
  assertEquals(stepBound(readings, size).wanted, { median: 7, least: 5, most: 11 });
});

Deno.test("a stage's time is what it adds to the stages before it", () => {
  const ends = [[2, 4], [5, 8], [9, 12], [10, 14], [13, 15], [20, 16]];
  const readings = new Map(STAGES.map((stage, i) => [upTo(stage), onProcessor(...ends[i])]));
  const times = stageTimes(readings);
  assertEquals(times.map(({ microseconds }) => microseconds.median), [3, 3.5, 4, 1.5, 2, 4]);
  assertEquals(times[0].share, { median: 0.175, least: 0.1, most: 0.25 });
});
