import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { predictedWindow } from "../measurement/window_law.ts";
import { nadarayaWatson } from "../model/nadaraya_watson.ts";
import { lift, liftRadius } from "./lift.ts";
import { balancedWindow, pullsAndShares, sphereWindow } from "./predicted_window.ts";
import { affineRecords, normalRecords } from "./records_for_tests.ts";

randomTest("a pull is how far kernel regression of the rows' own coordinates is off", () => {
  const records = normalRecords({ n: 17, d: 3 }, testStream("pull"));
  const lifted = lift(records, liftRadius(records));
  const windows = [0.3, 0.6, 1.2];
  const curves = pullsAndShares(lifted, records, { windows, rows: Int32Array.of(4) });
  const rows = Array.from({ length: 17 }, (_, i) => i).filter((i) => i !== 4);
  const covariates = rows.map((i) => lifted.entries.slice(4 * i, 4 * i + 4));
  const query = lifted.entries.slice(16, 20);
  curves.forEach(({ pull }, w) => {
    const squares = [0, 1, 2].map((j) => {
      const labels = rows.map((i) => records.entries[3 * i + j]);
      const answer = nadarayaWatson({ covariates, labels, query }, windows[w]);
      return (answer - records.entries[12 + j]) ** 2;
    });
    assertAlmostEquals(pull, squares.reduce((sum, square) => sum + square, 0), 1e-9);
  });
  const shares = curves.map(({ share }) => share);
  assert(shares[0] >= 1 / 16 && shares[0] <= shares[1] && shares[1] <= shares[2]);
});

randomTest(
  "on a sphere in three dimensions the window is that of claim B7, larger rows or smaller",
  () => {
    const records = affineRecords({ n: 2000, d: 3, noise: 1 }, testStream("sphere"));
    const theory = { noise: 1, slope: 1, rank: 2 };
    // A slope of T along the sphere is L = T√(3·3/2) of B7.
    const law = { contextLength: 2000, lipschitz: Math.sqrt(4.5), noise: 1 };
    const wanted = predictedWindow(law).inverseTemperature;
    assertAlmostEquals(sphereWindow(records, theory)! / wanted, 1, 0.2);
    const scaled = { ...records, entries: records.entries.map((x) => 10 * x) };
    const small = sphereWindow(scaled, { ...theory, slope: 0.1 })!;
    assertAlmostEquals(small * 100 / sphereWindow(records, theory)!, 1, 1e-9);
  },
);

randomTest("off a sphere claim B7 says nothing", () => {
  const records = normalRecords({ n: 50, d: 3 }, testStream("no sphere"));
  assertEquals(sphereWindow(records, { noise: 1, slope: 1, rank: 2 }), undefined);
  const sphere = affineRecords({ n: 50, d: 3, noise: 0 }, testStream("no noise"));
  assertEquals(sphereWindow(sphere, { noise: 0, slope: 1, rank: 2 }), undefined);
  assertEquals(sphereWindow(sphere, { noise: 1, slope: 1, rank: 3 }), undefined);
});

Deno.test("the balance narrows with steepness and widens with noise", () => {
  const curves = [1, 2, 4, 8].map((window) => ({
    window,
    pull: 1 / window ** 2,
    share: window / 64,
  }));
  const at = (slope: number, noise: number) => balancedWindow(curves, { slope, noise, rank: 1 });
  assertEquals([at(0.1, 1), at(1, 1), at(3, 1), at(1, 3), at(1, 0)], [1, 4, 8, 2, 8]);
});
