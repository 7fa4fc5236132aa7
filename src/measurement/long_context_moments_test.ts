import { assert, assertAlmostEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { longContextMoments } from "./long_context_moments.ts";
import { windowLimit } from "./window_law.ts";

const CLASSES = ["affine", "relu"] as const;

Deno.test("affine moments are those of the window's limit, the scatter near (d−1)V/(6dw)", () => {
  for (const dimension of [2, 3, 4, 5, 6]) {
    for (const w of [0.5, 3, 20, 200]) {
      const { bias, scatter, variance } = longContextMoments(
        { functionClass: "affine", dimension },
        w,
      );
      const limit = windowLimit({ dimension, inverseTemperature: w });
      assertAlmostEquals(bias / ((1 - limit.shrinkage) ** 2 / (3 * dimension)), 1, 1e-4);
      assertAlmostEquals(variance / limit.variance, 1, 1e-4);
      const leading = ((dimension - 1) / (6 * dimension * w)) * limit.variance;
      if (w >= 20) assertAlmostEquals(scatter / leading, 1, 0.1);
    }
  }
});

Deno.test("as the window closes the kink's bias falls like w^−3/2, a line's like w^−2", () => {
  for (const dimension of [2, 3]) {
    const [affine, relu] = CLASSES.map((functionClass) => {
      const [wide, narrow] = [100, 400].map((w) =>
        longContextMoments({ functionClass, dimension }, w).bias
      );
      return Math.log(wide / narrow) / Math.log(4);
    });
    assertAlmostEquals(affine, 2, 0.01);
    assert(relu > 1.5 && relu < 1.6, `${relu}`);
  }
});

randomTest("losses of frozen samples are beside them", () => {
  for (const functionClass of CLASSES) {
    for (const dimension of [2, 3]) {
      const stream = testStream("moments", functionClass, dimension);
      const sizes = { functionClass, contextLength: 400, dimension, prompts: 200, directions: 12 };
      const { bias, variance } = averagedCurves(sizes, [6], stream);
      const wanted = longContextMoments({ functionClass, dimension }, 6);
      assertAlmostEquals(bias[0] / (wanted.bias + wanted.scatter / 400), 1, 0.1);
      assertAlmostEquals((400 * variance[0]) / wanted.variance, 1, 0.05);
    }
  }
});

Deno.test("in a small cap at d = 3, 1 − s is uniform: means of it and of its exponentials", () => {
  const [within, w] = [0.2, 60];
  const c = w * (1 - Math.cos(within));
  const { bias, variance } = longContextMoments(
    { functionClass: "affine", dimension: 3, within },
    w,
  );
  assertAlmostEquals(bias / (((1 - c / Math.expm1(c)) / w) ** 2 / 9), 1, 1e-6);
  assertAlmostEquals(variance / ((c / 2) / Math.tanh(c / 2)), 1, 1e-6);
});

Deno.test("what has no moments is refused", () => {
  const moments = (change: object, w = 1) => () =>
    longContextMoments({ functionClass: "relu", dimension: 2, ...change }, w);
  assertThrows(moments({ dimension: 4 }), RangeError, "dimension d of ReLU pairs");
  assertThrows(moments({ dimension: 1 }), RangeError, "dimension d");
  assertThrows(moments({}, 0), RangeError, "inverse temperature w");
});
