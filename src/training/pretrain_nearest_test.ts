import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hoeffding, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { assertLaw, COORDINATE_CDF } from "../tasks/assertions_for_tests.ts";
import { nearestLoss } from "./nearest_loss.ts";
import { pretrainNearest, type PretrainNearestOptions } from "./pretrain_nearest.ts";

const OPTIONS: PretrainNearestOptions = {
  contextLength: 5,
  dimension: 3,
  sigma: 2,
  learningRate: 6,
  steps: 50,
  batch: 17,
};

function train(changes: Partial<PretrainNearestOptions> = {}, label = "pretraining") {
  return pretrainNearest({ ...OPTIONS, ...changes }, testStream(label));
}

/** A loss that is the same everywhere, with these slopes. */
function slopes(dXi1: number, dXi2: number) {
  return () => ({ loss: 1, dXi1, dXi2 });
}

randomTest("ξ1 moves by η/d times its slope and ξ2 by η times its own", () => {
  const run = pretrainNearest(
    { ...OPTIONS, steps: 7 },
    testStream("steps"),
    slopes(-0.5, 0.125),
  );
  assertEquals([run.xi1, run.xi2], [7 * (6 / 3) * 0.5, 2 - 7 * 6 * 0.125]);
  assertEquals([run.stopped, "divergence" in run], ["step limit", false]);
});

randomTest("a hard mask stays one, and ξ1 moves as without it", () => {
  const options = { ...OPTIONS, sigma: Infinity, steps: 7, record: [3] };
  const run = pretrainNearest(options, testStream("steps"), slopes(-0.5, 0.125));
  assertEquals([run.xi1, run.xi2], [7, Infinity]);
  assertEquals(run.recorded, [{ step: 3, xi1: 3, xi2: Infinity }]);
  const trained = train({ sigma: Infinity });
  assert(trained.xi1 > 0 && trained.xi2 === Infinity);
});

randomTest("the scalars are recorded after the steps asked for", () => {
  const options = { ...OPTIONS, steps: 7, record: [1, 4, 7, 11] };
  const { recorded } = pretrainNearest(options, testStream("steps"), slopes(-0.5, -1));
  assertEquals(recorded, [
    { step: 1, xi1: 1, xi2: 8 },
    { step: 4, xi1: 4, xi2: 26 },
    { step: 7, xi1: 7, xi2: 44 },
  ]);
  assertEquals(train().recorded, []);
});

randomTest("every step sees the scalars so far and fresh points of the sphere", () => {
  const seen: number[] = [];
  const scalars: number[][] = [];
  pretrainNearest({ ...OPTIONS, steps: 101 }, testStream("fresh"), (t, options) => {
    assertEquals([t.length, options.contextLength], [17 * 5, 5]);
    seen.push(...t);
    scalars.push([options.xi1, options.xi2]);
    return { loss: 1, dXi1: -0.5, dXi2: -1 };
  });
  assertEquals(scalars.slice(0, 3), [[0, 2], [1, 8], [2, 14]]);
  assertEquals(new Set(seen).size, seen.length);
  assertLaw(seen, COORDINATE_CDF[3]);
});

randomTest("the first step is the one that claim A12 predicts", () => {
  // d = 3: E t_* = (N−1)/(N+1); −∂L/∂ξ1(0, σ) = [E t_* − c²/(N+c)²]/(N+c), c = e^−σ.
  const [N, c] = [5, Math.exp(-2)];
  const slope = ((N - 1) / (N + 1) - (c / (N + c)) ** 2) / (N + c);
  const run = train({ steps: 1, batch: 20_000 });
  // t_* is in [−1, 1] and enters with 1/(N + c).
  assertAlmostEquals(run.xi1 / (6 / 3), slope, hoeffding(20_000, 2 / N));
});

randomTest("training raises both scalars from beginning to end", () => {
  const { recorded } = train({ steps: 200, record: [50, 100, 150, 200] });
  assertEquals(recorded.length, 4);
  // The least rise of 120 under 30 seeds is 0.56.
  spendChance(8);
  recorded.forEach(({ xi1, xi2 }, k) => {
    const before = k === 0 ? { xi1: 0, xi2: 2 } : recorded[k - 1];
    assert(xi1 > before.xi1 && xi2 > before.xi2, `at ${k}: ${xi1}, ${xi2}`);
  });
});

randomTest("a run follows from its stream, and descends the loss of claim A3", () => {
  assertEquals(train(), train());
  assert(train().xi1 !== train({}, "another").xi1);
  assertEquals(train(), pretrainNearest(OPTIONS, testStream("pretraining"), nearestLoss));
});

randomTest("a rate far too large is reported with its step, never as NaN", () => {
  for (const learningRate of [1e4, 1e6, 1e300]) {
    for (const sigma of [2, Infinity]) {
      const run = train({ learningRate, sigma });
      assertEquals(run.stopped, "diverged", `η = ${learningRate}`);
      assert(run.divergence !== undefined && run.divergence.step >= 0);
      assert(Number.isFinite(run.xi1) && !Number.isNaN(run.xi2));
    }
  }
});

randomTest("training stops early on a plateau", () => {
  const run = pretrainNearest(
    { ...OPTIONS, plateau: { window: 3, improvement: 0.01 }, record: [6, 7] },
    testStream("plateau"),
    slopes(-0.5, -1),
  );
  assertEquals([run.stopped, run.xi1, run.recorded.length], ["converged", 6, 1]);
});

randomTest("a rise of the loss is one of a tenth of the run, one step at least", () => {
  const between = (count: number) => Array<number>(count).fill(50);
  const runs: [number[], string][] = [
    [[1, 3, ...between(16), 2, 4], "step limit"], // the last lies above the first, two do not
    [[1, 1, 100, ...between(20), 2, 2], "diverged"], // two of 25 do, three do not
    [[1, 100, ...between(4), 2], "diverged"], // one of 7 does, two do not
  ];
  for (const [losses, stopped] of runs) {
    let step = 0;
    const listed = () => ({ loss: losses[step++], dXi1: -0.5, dXi2: -1 });
    const options = { ...OPTIONS, steps: losses.length };
    assertEquals(pretrainNearest(options, testStream("listed"), listed).stopped, stopped);
  }
});

randomTest("what is no run is refused with the rule and the value", () => {
  const refused: [Partial<PretrainNearestOptions>, string][] = [
    [{ batch: 0 }, "batch must be a whole number of at least 1, got 0"],
    [{ steps: 0 }, "step limit must be a whole number of at least 1, got 0"],
    [{ contextLength: 0 }, "context length N must be a whole number of at least 1, got 0"],
    [{ dimension: 1 }, "sphere dimension d must be a whole number of at least 2, got 1"],
    [{ sigma: NaN }, "start must be finite, got NaN at index 1"],
    [{ learningRate: -1 }, "learning rate must be a finite number above 0"],
  ];
  for (const [change, message] of refused) assertThrows(() => train(change), RangeError, message);
});

randomTest("steps to record ascend from 1", () => {
  const options = {
    contextLength: 3,
    dimension: 3,
    sigma: Infinity,
    learningRate: 1,
    steps: 5,
    batch: 2,
  };
  for (const record of [[0], [3, 2], [2, 2], [1.5]]) {
    assertThrows(
      () => pretrainNearest({ ...options, record }, testStream("record")),
      RangeError,
      "recorded step must be a whole number of at least",
    );
  }
});
