import { assertEquals } from "@std/assert";
import { calibrationOf, staleCalibration } from "./calibration.ts";

const RUNS = [3, 9, 4, 8, 5, 7, 6, 2, 1, 10].map((cases) => (
  { id: "B2", cases, unexpected: cases === 10 }
));

Deno.test("calibration: median, ninetieth and false alarms, in natural order of ids", () => {
  const { claims, seeds } = calibrationOf(
    [...RUNS, { id: "A11", cases: 5, unexpected: false }],
    { profile: "ci", seeds: 10 },
  );
  assertEquals(seeds, 10);
  assertEquals(claims, [
    { id: "A11", unexpected: 0, median: 5, ninetieth: 5 },
    { id: "B2", unexpected: 1, median: 5, ninetieth: 9 },
  ]);
});

Deno.test("calibration: claims that came or went since are stale", () => {
  const calibration = calibrationOf(RUNS, { profile: "ci", seeds: 10 });
  assertEquals(staleCalibration(calibration, ["B2"]), []);
  assertEquals(staleCalibration(calibration, ["A1"]), ["A1", "B2"]);
});
