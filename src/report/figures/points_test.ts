import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { exactPoint, meanPoint, measured, medianPoint, replicate, theory } from "./points.ts";

Deno.test("points have the median or the mean of their replicates, inside the interval", () => {
  assertEquals(medianPoint(2, [3, 1, 2, 5, 4, 9]), { x: 2, y: 3.5, low: 1, high: 9 });
  const { x, y, low, high } = meanPoint(1, [0.5, 1, 0, 0.5]);
  assertEquals([x, y], [1, 0.5]);
  assert(low! < 0.5 && high! > 0.5);
});

Deno.test("what is not random has no interval", () => {
  assertEquals(exactPoint(2, 5), { x: 2, y: 5, low: null, high: null });
  const { kind, points } = theory("squares", [2, 3], (x) => x * x);
  assertEquals([kind, points.map(({ y }) => y)], ["theory", [4, 9]]);
});

Deno.test("replicates have streams of their own, by the seed, the name and their number", () => {
  const draw = (seed: number, name: string) =>
    replicate({ seed, replicates: 3 }, name, (stream) => stream.uniform());
  const drawn = draw(3, "loss");
  assertEquals(new Set(drawn).size, 3);
  assertEquals(draw(3, "loss"), drawn);
  assertNotEquals(draw(5, "loss"), drawn);
  assertNotEquals(draw(3, "error"), drawn);
});

Deno.test("what was measured has at each x the median of the replicates' values there", () => {
  const rows = [[1, 20], [3, 30], [2, 70]];
  const { name, kind, points } = measured("squares", { at: [5, 7], rows });
  assertEquals([name, kind], ["squares", "measured"]);
  assertEquals(points, [medianPoint(5, [1, 3, 2]), medianPoint(7, [20, 30, 70])]);
  assertEquals(points.map(({ x, y }) => [x, y]), [[5, 2], [7, 30]]);
});
