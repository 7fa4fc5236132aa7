import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import { predictedWindow } from "../../measurement/window_law.ts";
import { secondLayer } from "./layer_figures.ts";
import {
  attentionByInnerProduct,
  lossByContext,
  subspaceLeak,
  transferRatio,
} from "./loss_figures.ts";
import { measureFigures } from "./measure_figures.ts";
import {
  accuracyByInitialNoise,
  attentionCells,
  cellBorders,
  trainingLoss,
} from "./nearest_figures.ts";
import { type Figure, type FigureSeries, figuresSchema } from "../../report/figures/schema.ts";
import { sampledWindows, windowDuringTraining } from "./window_figures.ts";

const EFFORT = { seed: 20, replicates: 6 };

function seriesOf({ series }: Figure, start: string): FigureSeries {
  const found = series.find(({ name }) => name.startsWith(start));
  assert(found, `${start} is a series`);
  return found;
}

Deno.test("all figures follow the schema, and one seed gives one set of them", () => {
  const effort = { seed: 3, replicates: 1 };
  const once = measureFigures(effort);
  assertEquals(figuresSchema.parse(JSON.parse(JSON.stringify(once))), once);
  assertEquals(once.figures.length, 13);
  assertEquals(transferRatio(effort), once.figures.find(({ id }) => id === "transfer_ratio"));
});

Deno.test("windows of long contexts lie within 8 % of (2nL²/9σ²)^⅓, where the law holds", () => {
  // σ from w*: all of them in 4.5 ≤ w* ≤ √(n/2), as claim B7 has it.
  const contextLength = 800;
  const laws = [5, 8, 12, 18].map((window) => (
    { lipschitz: 1, noise: Math.sqrt((2 * contextLength) / (9 * window ** 3)) }
  ));
  const { points } = sampledWindows(laws, { ...EFFORT, contextLength, at: ({ noise }) => noise });
  points.forEach(({ x, y, low, high }, i) => {
    assertEquals(x, laws[i].noise);
    assert(low! <= y && y <= high!);
    const { inverseTemperature } = predictedWindow({ contextLength, ...laws[i] });
    assertLess(Math.abs(Math.log(y / inverseTemperature)), 0.08);
  });
});

Deno.test("late training losses lie within 10 % of the cube-root law", () => {
  const figure = trainingLoss({ ...EFFORT, replicates: 3 });
  for (const pair of ["N = 4, d = 4", "N = 8, d = 5"]) {
    const [measured, law] = [seriesOf(figure, pair), seriesOf(figure, `law at ${pair}`)];
    const late = measured.points.findIndex(({ x }) => x >= 2e4);
    assert(late > 0);
    for (let i = late; i < measured.points.length; i++) {
      assertLess(Math.abs(Math.log(measured.points[i].y / law.points[i].y)), 0.1);
    }
    // A line of slope −1/3 on log axes.
    const [first, last] = [law.points[0], law.points[law.points.length - 1]];
    assertAlmostEquals(Math.log(last.y / first.y) / Math.log(last.x / first.x), -1 / 3, 1e-9);
  }
});

Deno.test("softmax attention gets below the floor that linear attention stays above", () => {
  const figure = lossByContext(EFFORT);
  const floor = seriesOf(figure, "floor").points;
  // L²/3 at L = 1 (claim B10).
  assert(floor.every(({ y }) => Math.abs(y - 1 / 3) < 1e-12));
  assert(seriesOf(figure, "linear").points.every(({ y }, i) => y > floor[i].y));
  const softmax = seriesOf(figure, "softmax").points;
  assert(
    softmax.every(({ high }, i) => high! < floor[i].y && (i === 0 || high! < softmax[i - 1].low!)),
  );
});

Deno.test("a window costs nothing where it was learned, and at most (L′/L)² above", () => {
  for (const { points } of transferRatio(EFFORT).series) {
    for (const { x, low, high } of points) {
      assert(low! >= 1);
      if (x === 1) assertEquals(high, 1);
      if (x > 1) assert(high! <= x * x);
    }
  }
});

Deno.test("weights on a circle add up to one, are equal at a border, and largest within their cell", () => {
  const { series, rules } = attentionCells(EFFORT);
  const sums = series[0].points.map((_, i) =>
    series.reduce((sum, { points }) => sum + points[i].y, 0)
  );
  for (const sum of sums) assertAlmostEquals(sum, 1, 1e-12);
  assertEquals(rules.length, series.length);
  const places = series.map(({ name }) => Number(/\d+/.exec(name)));
  series[0].points.forEach(({ x }, i) => {
    // Names round to whole degrees: near a border either may be nearest.
    if (rules.some(({ at }) => Math.abs(at - x) < 3)) return;
    const away = places.map((place) => Math.abs(((place - x + 540) % 360) - 180));
    const weights = series.map(({ points }) => points[i].y);
    assertEquals(weights.indexOf(Math.max(...weights)), away.indexOf(Math.min(...away)));
  });
});

randomTest("a border is as far from two points and farther from the rest", () => {
  const places = fc.uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 2, maxLength: 9 })
    .map((angles) => angles.sort((a, b) => a - b));
  assertProperty(fc.property(places, (angles) => {
    for (const border of cellBorders(angles)) {
      const chords = angles.map((angle) => -Math.cos(((angle - border) * Math.PI) / 180)).sort((
        a,
        b,
      ) => a - b);
      assertAlmostEquals(chords[0], chords[1], 1e-9);
    }
  }));
});

Deno.test("accuracies are shares with intervals, high without noise and lower with much", () => {
  const [{ points }] = accuracyByInitialNoise({ ...EFFORT, replicates: 3 }).series;
  for (const { y, low, high } of points) assert(0 <= low! && low! <= y && y <= high! && high! <= 1);
  assertEquals(points[0].x, 0);
  assert(points[0].y > 0.9 && points[points.length - 1].y < points[0].y - 0.05);
});

Deno.test("pretraining settles on wider windows for flatter functions, and leaves the complement", () => {
  const ends = windowDuringTraining(EFFORT).series.map(({ points }) => points[points.length - 1]);
  assert(ends[0].high! < ends[1].low! && ends[1].high! < ends[2].low!);
  for (const { points } of subspaceLeak(EFFORT).series) {
    assertLess(points[points.length - 1].high!, 0.5);
  }
});

Deno.test("softmax weights are above 0 and add up to one; linear ones are neither", () => {
  const figure = attentionByInnerProduct(EFFORT);
  for (const { name, points } of figure.series) {
    const positive = points.every(({ y }) => y > 0);
    assertEquals(positive, name.startsWith("softmax"));
    if (positive) assertAlmostEquals(points.reduce((sum, { y }) => sum + y, 0), 1, 1e-12);
  }
});

Deno.test("a second layer helps, affine functions most and the more the longer the context", () => {
  const figure = secondLayer(EFFORT);
  for (const { points } of figure.series) {
    const last = points[points.length - 1];
    assertLess(last.high!, 1);
    assertLess(last.y, points[0].y);
  }
  const [affine, relu] = ["affine", "ReLU"].map((start) => seriesOf(figure, start).points);
  affine.forEach(({ y }, i) => assertLess(y, relu[i].y));
});
