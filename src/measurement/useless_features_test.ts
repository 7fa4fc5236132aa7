import { assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { uselessFeatureCurves } from "./useless_features.ts";

randomTest("without useless coordinates the curves are those of affine tasks", () => {
  const sizes = { contextLength: 300, prompts: 60 };
  const grid = [2, 8];
  const own = uselessFeatureCurves({ ...sizes, useful: 3, useless: 0 }, grid, testStream("own"));
  const affine = averagedCurves(
    { ...sizes, functionClass: "affine", dimension: 3 },
    grid,
    testStream("affine"),
  );
  for (const g of [0, 1]) {
    assertAlmostEquals(own.bias[g] / affine.bias[g], 1, 0.2);
    assertAlmostEquals(own.variance[g] / affine.variance[g], 1, 0.1);
  }
});

randomTest("one point is all there is to weigh, and sizes outside their ranges are refused", () => {
  const sizes = { useful: 2, useless: 1, contextLength: 1, prompts: 3 };
  const curves = (change: object) =>
    uselessFeatureCurves({ ...sizes, ...change }, [1], testStream("one"));
  assertAlmostEquals(curves({}).variance[0], 1, 1e-12);
  assertThrows(() => curves({ useful: 0 }), RangeError, "useful coordinates");
  assertThrows(() => curves({ useless: -1 }), RangeError, "useless coordinates");
});
