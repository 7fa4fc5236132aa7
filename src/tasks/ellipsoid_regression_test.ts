import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawEllipsoidBatch } from "./ellipsoid_regression.ts";
import { drawRegressionBatch } from "./regression.ts";

const LAW = {
  functionClass: "affine",
  lipschitz: 2,
  noise: 0.5,
  contextLength: 4,
  dimension: 2,
} as const;
/** Turned by 30 degrees: half-axes 1 and 1/2. */
const ROOT = Float64Array.of(0.875, Math.sqrt(3) / 8, Math.sqrt(3) / 8, 0.625);
const stream = () => testStream("ellipse");

randomTest("on the sphere itself the prompts are those of the sphere", () => {
  const root = Float64Array.of(1, 0, 0, 1);
  for (const functionsOf of ["sphere", "ellipsoid"] as const) {
    const batch = drawEllipsoidBatch({ law: LAW, root, functionsOf }, 5, stream());
    assertEquals(batch, drawRegressionBatch(LAW, 5, stream()));
  }
});

randomTest("functions of u keep the labels of the sphere, and the points are its image", () => {
  const round = drawRegressionBatch(LAW, 5, stream());
  const { labels, targets, covariates } = drawEllipsoidBatch(
    { law: LAW, root: ROOT, functionsOf: "sphere" },
    5,
    stream(),
  );
  assertEquals([labels, targets], [round.labels, round.targets]);
  for (let i = 0; i < covariates.length; i += 2) {
    const [a, b] = round.covariates.subarray(i, i + 2);
    assertAlmostEquals(covariates[i], ROOT[0] * a + ROOT[1] * b, 1e-14);
    assertAlmostEquals(covariates[i + 1], ROOT[2] * a + ROOT[3] * b, 1e-14);
  }
});

randomTest("affine functions of x change by the slope times the change of x", () => {
  const law = { ...LAW, noise: 0 };
  const batch = drawEllipsoidBatch({ law, root: ROOT, functionsOf: "ellipsoid" }, 1, stream());
  const { covariates: x, labels: y } = batch;
  // Through three points there is one affine function; the fourth and the query lie on it too.
  const determinant = (at: Float64Array, value: number) => {
    const [p, q, r] = [[0, 1], [2, 3], [4, 5]].map(([i, j], k) => [
      x[i] - at[0],
      x[j] - at[1],
      y[k] - value,
    ]);
    return p[0] * (q[1] * r[2] - q[2] * r[1]) - p[1] * (q[0] * r[2] - q[2] * r[0]) +
      p[2] * (q[0] * r[1] - q[1] * r[0]);
  };
  assertAlmostEquals(determinant(x.subarray(6), y[3]), 0, 1e-13);
  assertAlmostEquals(determinant(batch.queries, batch.targets[0]), 0, 1e-13);
});

randomTest("a root has d×d entries", () => {
  const root = Float64Array.of(1, 0, 0);
  const draw = () => drawEllipsoidBatch({ law: LAW, root, functionsOf: "sphere" }, 1, stream());
  assertThrows(draw, RangeError, "root of Σ");
});
