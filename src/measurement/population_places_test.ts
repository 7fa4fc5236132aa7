import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { nearestLoss } from "../training/nearest_loss.ts";
import { expectedNearest } from "./expected_nearest.ts";
import { gapLaw } from "./gap_law.ts";
import { lossOverPlaces, populationPlaces, sharedPopulation } from "./population_places.ts";

/** What A10's claims work with. */
const GRID = { places: 12, panels: 10 };

Deno.test("pairs are ordered and as many as asked for, places are the whole population", () => {
  const places = populationPlaces({ dimension: 5, places: 7, panels: 11 });
  assertEquals(places.map(({ pairs }) => pairs.length), Array(7).fill(44));
  for (const { pairs } of places) {
    for (let b = 0; b < 22; b++) assert(pairs[2 * b] > pairs[2 * b + 1] && pairs[2 * b] < 1);
  }
  assertAlmostEquals(places.reduce((sum, { weight }) => sum + weight, 0), 1, 1e-12);
});

randomTest("means over the grid are means over the population", () => {
  const [xi1, xi2, contextLength, prompts] = [9, 11, 2, 40_000];
  for (const dimension of [3, 4, 7]) {
    const places = populationPlaces({ dimension, ...GRID });
    const nearest = places.reduce((sum, { weight, pairs }) => sum + weight * pairs[0], 0);
    assertAlmostEquals(nearest, expectedNearest({ contextLength, dimension }), 1e-3);
    const drawn = drawInnerProducts(
      { contextLength, dimension, prompts },
      testStream("pairs", dimension),
    );
    const at = (t: Float64Array) => nearestLoss(t, { contextLength, xi1, xi2 });
    // A prompt's loss is in [0, 1].
    assertAlmostEquals(lossOverPlaces(places, at).loss, at(drawn).loss, hoeffding(prompts));
  }
});

Deno.test("of two points in three dimensions the farther one has mean −1/3, few gaps or many", () => {
  for (const panels of [1, 3, 7]) {
    const mean = populationPlaces({ dimension: 3, places: 5, panels }).reduce(
      (sum, { weight, pairs }) =>
        sum + weight * pairs.reduce((s, t, i) => s + (i % 2 === 1 ? t : 0), 0) / (2 * panels),
      0,
    );
    // Gaps are uniform here, and places of degree two.
    assertAlmostEquals(mean, -1 / 3, 1e-9, `${panels} panels`);
  }
});

Deno.test("the force on ξ1 has the polynomial tail of claim A11", () => {
  const [contextLength, dimension, xi1] = [2, 4, 20];
  const { dXi1 } = lossOverPlaces(
    populationPlaces({ dimension, places: 40, panels: 200 }),
    (t) => nearestLoss(t, { contextLength, xi1, xi2: Infinity }),
  );
  const { lossConstant } = gapLaw({ contextLength, dimension });
  assertAlmostEquals((-dXi1 * xi1 ** 2) / lossConstant, 1, 0.02);
});

Deno.test("twelve places of twenty gaps know forces to 5 % along the path of training", () => {
  for (const dimension of [3, 4, 5, 6]) {
    const [coarse, fine] = [GRID, { places: 40, panels: 80 }]
      .map((grid) => populationPlaces({ dimension, ...grid }));
    for (const [xi1, xi2] of [[0, 27.1], [5, 27.1], [13, 28], [20, 38]]) {
      const slopes = [coarse, fine].map((places) =>
        lossOverPlaces(places, (t) => nearestLoss(t, { contextLength: 2, xi1, xi2 }))
      );
      const size = Math.abs(slopes[1].dXi1) + Math.abs(slopes[1].dXi2);
      const off = slopes[0].dXi1 - slopes[1].dXi1;
      assertAlmostEquals(off / size, 0, 0.05, `d = ${dimension}, ξ1 = ${xi1}`);
      assertAlmostEquals((slopes[0].dXi2 - slopes[1].dXi2) / size, 0, 0.05);
    }
  }
});

Deno.test("a shared population is made once for each grid, and is the grid's own", () => {
  const grid = { dimension: 4, places: 3, panels: 2 };
  assert(sharedPopulation(grid) === sharedPopulation({ ...grid }));
  // Each differs from the first in one number, or has its numbers in another order.
  const grids = [{ dimension: 5 }, { places: 2 }, { panels: 3 }, { places: 2, panels: 3 }];
  for (const other of [{}, ...grids].map((change) => ({ ...grid, ...change }))) {
    assertEquals(sharedPopulation(other), populationPlaces(other));
  }
});

Deno.test("an empty grid is refused", () => {
  const grid = { dimension: 3, places: 2, panels: 3 };
  assertThrows(() => populationPlaces({ ...grid, places: 0 }), RangeError, "number of places");
  assertThrows(() => sharedPopulation({ ...grid, places: 0 }), RangeError, "number of places");
  assertThrows(() => populationPlaces({ ...grid, panels: 0.5 }), RangeError, "number of panels");
  assertThrows(() => populationPlaces({ ...grid, dimension: 1 }), RangeError, "sphere dimension d");
});
