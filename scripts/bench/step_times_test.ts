import { assertEquals } from "@std/assert";
import { stepTimes } from "./step_times.ts";

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
