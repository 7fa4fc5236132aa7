import { assertEquals } from "@std/assert";
import {
  type Calibration,
  calibrationBreaches,
  calibrationOf,
  withEntries,
} from "./calibration.ts";

const RUNS = [3, 9, 4, 8, 5, 7, 6, 2, 1, 10].map((cases) => (
  { id: "B2", cases, unexpected: cases === 10 }
));
const CLAIMS = [{ id: "B2", fingerprint: "b2" }, { id: "A11", fingerprint: "a11" }];
const ENTRIES = calibrationOf(
  [...RUNS, { id: "A11", cases: 5, unexpected: false }],
  { claims: CLAIMS, seeds: 200 },
);
const EMPTY: Calibration = { schema: "attest-calibration/2", profile: "ci", claims: [] };

Deno.test("calibration: median, ninetieth and false alarms of each claim", () => {
  assertEquals(ENTRIES, [
    { id: "B2", seeds: 200, fingerprint: "b2", unexpected: 1, median: 5, ninetieth: 9 },
    { id: "A11", seeds: 200, fingerprint: "a11", unexpected: 0, median: 5, ninetieth: 5 },
  ]);
});

Deno.test("calibration: newer entries replace older ones, in natural order of ids", () => {
  const [b2] = ENTRIES;
  const once = withEntries(EMPTY, ENTRIES);
  assertEquals(once.claims.map(({ id }) => id), ["A11", "B2"]);
  const twice = withEntries(once, [{ ...b2, median: 7 }]);
  assertEquals(twice.claims.map(({ id, median }) => [id, median]), [["A11", 5], ["B2", 7]]);
});

Deno.test("calibration: what is missing, gone, changed, thin or false is told", () => {
  const [b2, a11] = ENTRIES;
  const calm = withEntries(EMPTY, [{ ...b2, unexpected: 0 }, a11]);
  assertEquals(calibrationBreaches(calm, CLAIMS), []);
  assertEquals(calibrationBreaches(withEntries(EMPTY, [b2]), CLAIMS), [
    "A11 is calibrated, got no entry",
    "B2 has no unexpected verdict, got 1",
  ]);
  assertEquals(calibrationBreaches(calm, [{ id: "B2", fingerprint: "new" }]), [
    "B2 is calibrated as it is, got fingerprint b2 for new",
    "every entry is of a statistical claim, got A11",
  ]);
  assertEquals(calibrationBreaches(withEntries(calm, [{ ...a11, seeds: 9 }]), CLAIMS), [
    "A11 is calibrated from 10 seeds or more, got 9",
  ]);
});
