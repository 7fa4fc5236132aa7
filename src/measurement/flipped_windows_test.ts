import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { flatSpherePoints } from "../tasks/covariates.ts";
import { flippedErrors, overtakingAt, WINDOWS } from "./flipped_windows.ts";

const weigh = twoScalarWeights;

randomTest("errors are those of half-spaces and queries drawn as they come", () => {
  const [n, d, flips, queries] = [12, 4, 0.2, 20_000];
  const stream = testStream("drawn");
  const wrong = WINDOWS.map(() => 0);
  let wrongNearest = 0;
  for (let b = 0; b < queries; b++) {
    const [x, q] = [flatSpherePoints(n, d, stream), flatSpherePoints(1, d, stream)];
    const points = Array.from({ length: n }, (_, i) => ({
      t: q.reduce((sum, entry, j) => sum + entry * x[i * d + j], 0),
      label: Math.sign(x[i * d]) * (stream.uniform() < flips ? -1 : 1),
    }));
    WINDOWS.forEach((xi1, w) => {
      const votes = points.reduce((sum, { t, label }) => sum + label * Math.E ** (xi1 * t), 0);
      if (Math.sign(votes) !== Math.sign(q[0])) wrong[w]++;
    });
    const best = points.reduce((a, b) => a.t > b.t ? a : b);
    if (best.label !== Math.sign(q[0])) wrongNearest++;
  }
  const sample = { prompts: 2000, halfSpaces: 10, weigh, stream: testStream("sample") };
  const errors = flippedErrors({ contextLength: n, dimension: d, flips }, sample);
  // A deviation of 0.0035 in the drawn shares, and as much in those of 2000 prompts.
  const slack = normalSlack(0.005);
  assertAlmostEquals(errors.nearest, wrongNearest / queries, slack);
  wrong.forEach((count, w) => assertAlmostEquals(errors.windows[w], count / queries, slack));
});

Deno.test("beyond the windows asked the crossing is the widest or the narrowest", () => {
  const all = (error: number) => ({ nearest: 0.2, windows: new Float64Array(5).fill(error) });
  assertEquals(overtakingAt(all(0.1)), WINDOWS[0]);
  assertEquals(overtakingAt(all(0.3)), WINDOWS[WINDOWS.length - 1]);
  const step = Float64Array.from(WINDOWS, (_, w) => w < 2 ? 0.4 : 0.1);
  const crossing = overtakingAt({ nearest: 0.2, windows: step });
  assertAlmostEquals(crossing, Math.sqrt(WINDOWS[1] * WINDOWS[2]), 1e-9);
  assert(WINDOWS.every((xi1, w) => w === 0 || xi1 > WINDOWS[w - 1]));
});

randomTest("an empty sample is refused", () => {
  const setting = { contextLength: 3, dimension: 3, flips: 0.1 };
  const sample = { prompts: 1, halfSpaces: 1, weigh, stream: testStream("none") };
  const call = (change: object) => () => flippedErrors(setting, { ...sample, ...change });
  assertThrows(call({ prompts: 0 }), RangeError, "number of prompts");
  assertThrows(call({ halfSpaces: 0 }), RangeError, "number of half-spaces");
});
