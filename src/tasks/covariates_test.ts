import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { bernstein, chiSquare, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import {
  dot,
  type Matrix,
  multiply,
  norm,
  randomOrthogonal,
  scaledIdentity,
  toFlat,
  trace,
} from "../linalg.ts";
import { assertClose, assertLaw, COORDINATE_CDF } from "./assertions_for_tests.ts";
import {
  fillSpherePoint,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
  requireSphereDimension,
  sphereInnerProduct,
  spherePoints,
} from "./covariates.ts";
import { TOLERANCE } from "../tolerance.ts";

const DIMENSIONS = [2, 3, 4, 5, 7] as const;

randomTest("points of the sphere have norm one", () => {
  for (const d of DIMENSIONS) {
    const points = spherePoints(11, d, testStream("norms", d));
    assertEquals([points.rows, points.columns], [11, d]);
    for (const point of points.to2DArray()) assertAlmostEquals(norm(point), 1, TOLERANCE.forward);
  }
});

randomTest("points of the sphere lie as much in one direction as in any other", () => {
  for (const d of DIMENSIONS) {
    const points = spherePoints(5000, d, testStream("directions", d)).to2DArray();
    const slanted = Array.from({ length: d }, (_, j) => (j + 1) * (-1) ** j);
    const length = norm(slanted);
    for (let j = 0; j < d; j++) {
      assertLaw(points.map((point) => point[j]), COORDINATE_CDF[d], `coordinate ${j} of ${d}`);
    }
    assertLaw(points.map((point) => dot(point, slanted) / length), COORDINATE_CDF[d]);
  }
});

randomTest(
  "points of the sphere have their law along any direction, however they were turned",
  () => {
    for (const d of DIMENSIONS) {
      const points = spherePoints(20_000, d, testStream("turned", d)).to2DArray();
      for (let turn = 0; turn < 5; turn++) {
        const [axis] = randomOrthogonal(d, testStream("axis", d, turn)).to2DArray();
        const along = points.map((point) => Math.max(-1, Math.min(1, dot(point, axis))));
        assertLaw(along, COORDINATE_CDF[d], `direction ${turn} in ${d} dimensions`);
      }
    }
  },
);

randomTest(
  "coordinates of a point are uncorrelated, and their squares as much as norm one asks",
  () => {
    const count = 20_000;
    for (const d of DIMENSIONS) {
      const points = spherePoints(count, d, testStream("coordinates", d)).to2DArray();
      // E x² y² = 1/(d(d + 2)), and E x⁴ y⁴ = 9/(d(d + 2)(d + 4)(d + 6)).
      const square = 1 / (d * (d + 2));
      const variance = 9 * square / ((d + 4) * (d + 6)) - square ** 2;
      for (let i = 0; i < d; i++) {
        for (let j = 0; j < i; j++) {
          const products = points.map((point) => point[i] * point[j]);
          const mean = products.reduce((sum, xy) => sum + xy, 0) / count;
          const squares = products.reduce((sum, xy) => sum + xy * xy, 0) / count;
          assertAlmostEquals(mean, 0, bernstein(count, { variance: square, range: 1 }));
          assertAlmostEquals(squares, square, bernstein(count, { variance, range: 1 }));
        }
      }
    }
  },
);

randomTest(
  "on the sphere a point's height says nothing about its direction around the axis",
  () => {
    const count = 40_000;
    const cells = new Float64Array(64);
    for (const [x, y, z] of spherePoints(count, 3, testStream("around")).to2DArray()) {
      const turn = Math.min(7, Math.floor(8 * (Math.atan2(y, x) / (2 * Math.PI) + 0.5)));
      cells[8 * Math.min(7, Math.floor(4 * (z + 1))) + turn]++;
    }
    const expected = count / 64;
    const statistic = cells.reduce((sum, cell) => sum + (cell - expected) ** 2 / expected, 0);
    assert(statistic <= chiSquare(63).most, `χ² of 64 cells is ${statistic}`);
  },
);

randomTest("points of the sphere are independent of those before them", () => {
  for (const d of DIMENSIONS) {
    const points = spherePoints(10_000, d, testStream("pairs", d)).to2DArray();
    const products = points.flatMap((point, i) => i % 2 === 0 ? [dot(point, points[i + 1])] : []);
    assertLaw(products, COORDINATE_CDF[d], `inner products in ${d} dimensions`);
  }
});

randomTest("inner products have the law of a coordinate, without any point", () => {
  for (const d of DIMENSIONS) {
    const stream = testStream("inner products", d);
    const drawn = Array.from({ length: 40_000 }, () => sphereInnerProduct(d, stream));
    assertLaw(drawn, COORDINATE_CDF[d], `inner products in ${d} dimensions`);
  }
});

randomTest("inner products have mean 0 and mean square 1/d", () => {
  for (const d of [2, 3, 4, 7, 29]) {
    const stream = testStream("moments of inner products", d);
    const count = 40_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < count; i++) {
      const t = sphereInnerProduct(d, stream);
      sum += t;
      squares += t * t;
    }
    assertAlmostEquals(sum / count, 0, bernstein(count, { variance: 1 / d, range: 1 }));
    const variance = 3 / (d * (d + 2)) - 1 / (d * d);
    assertAlmostEquals(squares / count, 1 / d, bernstein(count, { variance, range: 1 }));
  }
});

randomTest("a sphere has two dimensions at least", () => {
  const stream = testStream("refused");
  const message = "sphere dimension d must be a whole number of at least 2, got";
  const refused: [() => unknown, string][] = [
    [() => requireSphereDimension(1), `${message} 1`],
    [() => requireSphereDimension(2.5), `${message} 2.5`],
    [() => spherePoints(3, 1, stream), `${message} 1`],
    [() => spherePoints(3, 2.5, stream), `${message} 2.5`],
    [() => fillSpherePoint(new Float64Array(0), stream), `${message} 0`],
    [() => sphereInnerProduct(1, stream), `${message} 1`],
    [() => randomEllipsoid(1, 2, stream), `${message} 1`],
  ];
  for (const [call, text] of refused) assertThrows(call, RangeError, text);
  requireSphereDimension(2);
});

randomTest("a number of points or a condition number below one is refused", () => {
  const stream = testStream("refused");
  assertThrows(
    () => spherePoints(0, 3, stream),
    RangeError,
    "number of points must be a whole number of at least 1, got 0",
  );
  assertThrows(
    () => randomEllipsoid(3, 0.5, stream),
    RangeError,
    "condition number must be a finite number of at least 1, got 0.5",
  );
});

function trueOf(a: Matrix, b: Matrix, what: string): void {
  assertClose(toFlat(a), toFlat(b), { tolerance: TOLERANCE.forward, what });
}

randomTest("an ellipsoid's root and precision are symmetric and belong together", () => {
  for (const d of DIMENSIONS) {
    const { root, precision } = randomEllipsoid(d, 37, testStream("ellipsoid", d));
    const covariance = multiply(root, root);
    trueOf(multiply(covariance, precision), scaledIdentity(d), "Σ·Σ⁻¹");
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < i; j++) {
        assertAlmostEquals(root.get(i, j), root.get(j, i), TOLERANCE.forward);
        assertAlmostEquals(precision.get(i, j), precision.get(j, i), TOLERANCE.forward);
      }
    }
  }
});

randomTest("an ellipsoid's Σ has the eigenvalues 1, …, 1/condition in geometric steps", () => {
  const { root } = randomEllipsoid(3, 49, testStream("condition"));
  const covariance = multiply(root, root);
  const wanted = [1, 1 / 7, 1 / 49];
  let power = covariance;
  // Three power sums fix three eigenvalues.
  for (let p = 1; p <= 3; p++) {
    assertAlmostEquals(
      trace(power),
      wanted.reduce((sum, value) => sum + value ** p, 0),
      TOLERANCE.forward,
    );
    power = multiply(power, covariance);
  }
});

randomTest("an ellipsoid's axes are turned, and turned anew by every draw", () => {
  const stream = testStream("axes");
  const [one, other] = [randomEllipsoid(3, 49, stream), randomEllipsoid(3, 49, stream)];
  assert(Math.abs(one.root.get(0, 1)) > spendChance());
  assert(Math.abs(one.root.get(0, 1) - other.root.get(0, 1)) > spendChance());
});

randomTest("with condition number one the ellipsoid is the sphere", () => {
  const { root, precision } = randomEllipsoid(5, 1, testStream("round"));
  trueOf(root, scaledIdentity(5), "Σ^{1/2}");
  trueOf(precision, scaledIdentity(5), "Σ⁻¹");
});

randomTest("points go to the ellipsoid row by row, by Σ^{1/2}", () => {
  const stream = testStream("on the ellipsoid");
  const ellipsoid = randomEllipsoid(3, 37, stream);
  const points = spherePoints(5, 3, stream);
  const images = onEllipsoid(points, ellipsoid);
  assertEquals([images.rows, images.columns], [5, 3]);
  for (let i = 0; i < 5; i++) {
    const u = points.getRow(i);
    const wanted = [0, 1, 2].map((j) => dot(ellipsoid.root.getRow(j), u));
    assertClose(images.getRow(i), wanted, { tolerance: TOLERANCE.forward });
    assertClose(pointOnEllipsoid(u, ellipsoid), wanted, { tolerance: TOLERANCE.forward });
    const x = images.getRow(i);
    let squared = 0;
    for (let j = 0; j < 3; j++) squared += x[j] * dot(ellipsoid.precision.getRow(j), x);
    assertAlmostEquals(squared, 1, TOLERANCE.forward);
  }
});
