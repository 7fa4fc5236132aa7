import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { expectedNearest } from "./expected_nearest.ts";
import { gapLaw } from "./gap_law.ts";
import { populationPairs, sharedPopulationPairs } from "./population_pairs.ts";

Deno.test("pairs are ordered and as many as asked for", () => {
  const t = populationPairs({ dimension: 5, places: 7, gaps: 11 });
  assertEquals(t.length, 2 * 7 * 11);
  for (let b = 0; b < 77; b++) assert(t[2 * b] > t[2 * b + 1] && t[2 * b] < 1);
});

randomTest("means over the grid are means over the population", () => {
  const [xi1, xi2, contextLength, prompts] = [9, 11, 2, 40_000];
  for (const dimension of [3, 4, 7]) {
    const grid = populationPairs({ dimension, places: 24, gaps: 60 });
    let nearest = 0;
    for (let b = 0; b < grid.length; b += 2) nearest += grid[b] / (grid.length / 2);
    assertAlmostEquals(nearest, expectedNearest({ contextLength, dimension }), 0.01);
    const drawn = drawInnerProducts(
      { contextLength, dimension, prompts },
      testStream("pairs", dimension),
    );
    const at = (t: Float64Array) => nearestLoss(t, { contextLength, xi1, xi2 });
    // A prompt's loss is in [0, 1].
    assertAlmostEquals(at(grid).loss, at(drawn).loss, hoeffding(prompts));
  }
});

Deno.test("of two points in three dimensions the farther one has mean −1/3, few gaps or many", () => {
  for (const gaps of [1, 3, 7]) {
    const t = populationPairs({ dimension: 3, places: 400, gaps });
    const mean = t.reduce((sum, value, i) => (i % 2 === 1 ? sum + value : sum), 0) / (t.length / 2);
    // The midpoint rule is exact over the gaps, which are uniform here.
    assertAlmostEquals(mean, -1 / 3, 1e-4, `${gaps} gaps`);
  }
});

Deno.test("the force on ξ1 has the polynomial tail of claim A11", () => {
  const [contextLength, dimension, xi1] = [2, 4, 20];
  const t = populationPairs({ dimension, places: 40, gaps: 400 });
  const { dXi1 } = nearestLoss(t, { contextLength, xi1, xi2: Infinity });
  const { lossConstant } = gapLaw({ contextLength, dimension });
  assertAlmostEquals((-dXi1 * xi1 ** 2) / lossConstant, 1, 0.02);
});

Deno.test("a shared population is made once for each grid, and is the grid's own", () => {
  const grid = { dimension: 4, places: 3, gaps: 2 };
  assert(sharedPopulationPairs(grid) === sharedPopulationPairs({ ...grid }));
  // Each differs from the first in one number, or has its numbers in another order.
  const grids = [{ dimension: 5 }, { places: 2 }, { gaps: 3 }, { places: 2, gaps: 3 }];
  for (const other of [{}, ...grids].map((change) => ({ ...grid, ...change }))) {
    assertEquals(sharedPopulationPairs(other), populationPairs(other));
  }
});

Deno.test("an empty grid is refused", () => {
  const grid = { dimension: 3, places: 2, gaps: 3 };
  assertThrows(() => populationPairs({ ...grid, places: 0 }), RangeError, "number of places");
  assertThrows(() => sharedPopulationPairs({ ...grid, places: 0 }), RangeError, "number of places");
  assertThrows(() => populationPairs({ ...grid, gaps: 0.5 }), RangeError, "number of gaps");
  assertThrows(() => populationPairs({ ...grid, dimension: 1 }), RangeError, "sphere dimension d");
});
