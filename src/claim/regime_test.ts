import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import {
  type Bounds,
  type Cell,
  countCell,
  edgeCells,
  innerCells,
  outsideRegime,
} from "./regime.ts";

const BOUNDS: Bounds = {
  n: { from: 2, to: 17 },
  shape: { among: ["affine", "relu", 0, true] },
};
const INSIDE = { n: 5, shape: "relu" };

Deno.test("a spec is inside when every field is, ends and listed values included", () => {
  for (const n of [2, 5, 17]) {
    for (const shape of ["affine", "relu", 0, true]) {
      assertEquals(outsideRegime(BOUNDS, { n, shape, other: NaN }), undefined);
    }
  }
  assertEquals(outsideRegime({}, INSIDE), undefined);
});

Deno.test("the first bound that a spec breaks is told with the rule and the value", () => {
  const broken: [object, string][] = [
    [{ n: 1 }, "n must be in [2, 17], got 1"],
    [{ n: 18 }, "n must be in [2, 17], got 18"],
    [{ n: NaN }, "n must be in [2, 17], got NaN"],
    [{ n: "5" }, "n must be in [2, 17], got 5"],
    [{ n: undefined }, "n must be in [2, 17], got undefined"],
    [{ shape: "cosine" }, "shape must be one of affine, relu, 0, true, got cosine"],
    [{ shape: -0 }, "shape must be one of affine, relu, 0, true, got 0"],
    [{ n: 0, shape: "cosine" }, "n must be in [2, 17], got 0"],
  ];
  for (const [change, sentence] of broken) {
    assertEquals(outsideRegime(BOUNDS, { ...INSIDE, ...change }), sentence);
  }
});

Deno.test("every end and every listed value is a cell of its own", () => {
  const cells = edgeCells(BOUNDS);
  assertEquals(
    cells.map(({ name }) => name),
    ["n = 2", "n = 17", "shape = affine", "shape = relu", "shape = 0", "shape = true"],
  );
  const held = (spec: unknown) => cells.filter(({ holds }) => holds(spec)).map(({ name }) => name);
  assertEquals(held({ n: 2, shape: "relu" }), ["n = 2", "shape = relu"]);
  assertEquals(held({ n: 3, shape: true }), ["shape = true"]);
  assert(cells.every(({ atLeast }) => atLeast > 0 && atLeast < 0.1));
});

Deno.test("a range of one value is one cell", () => {
  assertEquals(edgeCells({ d: { from: 3, to: 3 } }).map(({ name }) => name), ["d = 3"]);
});

Deno.test("critical values are cells, the largest is the bound's own edge", () => {
  const cells = innerCells("n", [63, 64, 65]);
  assertEquals(cells.map(({ name }) => name), ["n = 63", "n = 64"]);
  const held = (n: number) => cells.map(({ holds }) => holds({ n }));
  assertEquals([held(63), held(64), held(65)], [[true, false], [false, true], [false, false]]);
  assertEquals(cells[0].atLeast, edgeCells(BOUNDS)[0].atLeast);
});

const CELL: Cell = { name: "edge", atLeast: 0.02, holds: () => true };

Deno.test("a cell is missed once its share is surely too small, and not before", () => {
  assert(countCell(CELL, 0, 10).reached, "ten cases say nothing");
  assert(!countCell(CELL, 0, 1000).reached);
  assert(countCell(CELL, 20, 1000).reached);
  assert(countCell(CELL, 10, 1000).reached, "half the share may be bad luck");
  const { upper } = countCell(CELL, 10, 1000);
  assert(countCell({ ...CELL, atLeast: upper }, 10, 1000).reached, "the end is in its interval");
});

Deno.test("a cell without a hit has the upper end 1 − (10⁻⁶)^{1/cases}", () => {
  const count = countCell(CELL, 0, 500);
  assertAlmostEquals(count.upper, 1 - 1e-6 ** (1 / 500), 1e-9);
  assertEquals([count.name, count.atLeast, count.cases], ["edge", 0.02, 0]);
  // 0 hits are too few from log(10⁻⁶)/log(1 − 0.02) = 683.9 cases on.
  assertEquals([683, 684].map((cases) => countCell(CELL, 0, cases).reached), [true, false]);
});
