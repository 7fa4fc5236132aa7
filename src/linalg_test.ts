import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../fixtures/random/random_for_tests.ts";
import {
  addScaled,
  columnVector,
  diagonal,
  dot,
  entriesOf,
  fromFlat,
  inverse,
  leastSquares,
  type Matrix,
  multiply,
  multiplyVector,
  norm,
  randomOrthogonal,
  scaledIdentity,
  toFlat,
  toMatrix,
  trace,
  transpose,
  zeros,
} from "./linalg.ts";
import { TOLERANCE } from "./tolerance.ts";

/** rows×columns of small whole numbers, whose sums and products are exact. */
function wholeRows(rows: number, columns: number, label: string): number[][] {
  const stream = testStream("whole rows", label);
  return Array.from(
    { length: rows },
    () => Array.from({ length: columns }, () => stream.integer(-9, 9)),
  );
}

/** A·B by its definition. */
function product(a: readonly number[][], b: readonly number[][]): number[][] {
  return a.map((row) =>
    b[0].map((_, j) => {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += row[k] * b[k][j];
      return sum;
    })
  );
}

/** The matrix by its interface alone, as another implementation would bring it. */
function foreign(rows: readonly number[][]): Matrix {
  return {
    rows: rows.length,
    columns: rows[0].length,
    get: (i, j) => rows[i][j],
    getRow: (i) => [...rows[i]],
    getColumn: (j) => rows.map((row) => row[j]),
    to1DArray: () => rows.flat(),
    to2DArray: () => rows.map((row) => [...row]),
  };
}

function assertCloseTo(got: ArrayLike<number>, wanted: ArrayLike<number>): void {
  assertEquals(got.length, wanted.length);
  for (let i = 0; i < got.length; i++) {
    assertAlmostEquals(got[i], wanted[i], TOLERANCE.forward, `[${i}]`);
  }
}

randomTest("a matrix is made of its rows", () => {
  const rows = wholeRows(3, 5, "entries");
  const a = toMatrix(rows);
  assertEquals([a.rows, a.columns], [3, 5]);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 5; j++) assertEquals(a.get(i, j), rows[i][j]);
  assertEquals(a.getRow(2), rows[2]);
  assertEquals(a.getColumn(4), rows.map((row) => row[4]));
  assertEquals(a.to2DArray(), rows);
  assertEquals(a.to1DArray(), rows.flat());
});

Deno.test("a matrix keeps its numbers when its rows change", () => {
  const rows = [Float64Array.of(2, 3), Float64Array.of(5, 7)];
  const a = toMatrix(rows);
  rows[0][0] = 11;
  assertEquals(a.get(0, 0), 2);
});

Deno.test("a matrix made from a matrix shares nothing with it", () => {
  const a = toMatrix([[2, 3], [5, 7]]);
  const b = toMatrix(a);
  assert(a !== b);
  assertEquals(b.to2DArray(), a.to2DArray());
  const exposed = a.to2DArray();
  exposed[1][1] = 11;
  a.getRow(1)[1] = 13;
  assertEquals(a.get(1, 1), 7);
});

Deno.test("rows that are no matrix are refused by name", () => {
  const refused: [number[][], string][] = [
    [[], "points must have at least one row and column, got none"],
    [[[]], "points must have at least one row and column, got none"],
    [[[1, 2, 3], [4, 5]], "points must have 3 columns in every row, got 2 in row 1"],
    [[[1, 2], [3, NaN]], "points must be finite, got NaN at row 1, column 1"],
    [[[-Infinity, 1]], "points must be finite, got -Infinity at row 0, column 0"],
  ];
  for (const [rows, message] of refused) {
    assertThrows(() => toMatrix(rows, "points"), RangeError, message);
  }
});

Deno.test("flat entries are read row by row", () => {
  const entries = Float64Array.of(2, 3, 5, 7, 11, 13);
  const a = fromFlat(entries, 2, 3);
  assertEquals(a.to2DArray(), [[2, 3, 5], [7, 11, 13]]);
  assertEquals(toFlat(a), entries);
  entries[0] = 17;
  assertEquals(a.get(0, 0), 2);
  toFlat(a)[1] = 19;
  assertEquals(a.get(0, 1), 3);
  assertEquals(Array.from(entriesOf(a)), [2, 3, 5, 7, 11, 13]);
  assertEquals(Array.from(entriesOf(transpose(a))), [2, 7, 3, 11, 5, 13]);
});

Deno.test("as many flat entries are asked for as the shape has", () => {
  assertThrows(
    () => fromFlat([1, 2, 3, 4, 5], 2, 3),
    RangeError,
    "a 2×3 matrix must have 6 entries, got 5",
  );
});

Deno.test("zeros, c·I and diagonals are what they are called", () => {
  assertEquals(zeros(2, 3).to2DArray(), [[0, 0, 0], [0, 0, 0]]);
  assertEquals(zeros(2).to2DArray(), [[0, 0], [0, 0]]);
  assertEquals(scaledIdentity(3, 7).to2DArray(), [[7, 0, 0], [0, 7, 0], [0, 0, 7]]);
  assertEquals(scaledIdentity(2).to2DArray(), [[1, 0], [0, 1]]);
  assertEquals(diagonal([2, 3]).to2DArray(), [[2, 0], [0, 3]]);
  assertEquals(columnVector([2, 3, 5]).to2DArray(), [[2], [3], [5]]);
});

randomTest("A·B is the sum over the inner index", () => {
  const [a, b] = [wholeRows(3, 5, "left"), wholeRows(5, 7, "right")];
  assertEquals(multiply(toMatrix(a), toMatrix(b)).to2DArray(), product(a, b));
  assertEquals(multiply(foreign(a), foreign(b)).to2DArray(), product(a, b));
});

randomTest("A·x is the product with a column", () => {
  const a = wholeRows(3, 5, "matrix");
  const x = [2, 3, 5, 7, 11];
  assertEquals([...multiplyVector(toMatrix(a), x)], product(a, x.map((value) => [value])).flat());
});

randomTest("A + c·B adds entry by entry", () => {
  const [a, b] = [wholeRows(3, 5, "first"), wholeRows(3, 5, "second")];
  const sum = (c: number) => a.map((row, i) => row.map((value, j) => value + c * b[i][j]));
  assertEquals(addScaled(toMatrix(a), toMatrix(b), -7).to2DArray(), sum(-7));
  assertEquals(addScaled(toMatrix(a), toMatrix(b)).to2DArray(), sum(1));
  assertEquals(addScaled(foreign(a), foreign(b), 3).to2DArray(), sum(3));
});

randomTest("Aᵀ swaps rows and columns", () => {
  const a = wholeRows(3, 5, "matrix");
  const swapped = a[0].map((_, j) => a.map((row) => row[j]));
  assertEquals(transpose(toMatrix(a)).to2DArray(), swapped);
  assertEquals(transpose(foreign(a)).to2DArray(), swapped);
});

randomTest("the trace is the sum of the diagonal", () => {
  const rows = wholeRows(5, 5, "square");
  assertEquals(trace(toMatrix(rows)), rows.reduce((sum, row, i) => sum + row[i], 0));
});

Deno.test("inner products and norms are sums over the entries", () => {
  assertEquals(dot([2, 3, 5], Float64Array.of(7, 11, 13)), 14 + 33 + 65);
  assertEquals(norm([2, 3, 6]), 7);
  assertEquals(dot([], []), 0);
});

randomTest("A⁻¹ undoes A on either side", () => {
  for (const d of [1, 2, 5]) {
    const stream = testStream("invertible", d);
    // Heavy on the diagonal, so that it is far from singular.
    const a = toMatrix(
      Array.from(
        { length: d },
        (_, i) => Array.from({ length: d }, (_, j) => stream.normal() + (i === j ? 9 : 0)),
      ),
    );
    assertCloseTo(toFlat(multiply(inverse(a), a)), toFlat(scaledIdentity(d)));
    assertCloseTo(toFlat(multiply(a, inverse(a))), toFlat(scaledIdentity(d)));
  }
});

randomTest("least squares recovers the coefficients of labels without noise", () => {
  const a = wholeRows(11, 3, "features");
  const x = [2, -3, 5];
  assertCloseTo(
    leastSquares(toMatrix(a), product(a, x.map((value) => [value])).flat()),
    x,
  );
});

randomTest("the residual of least squares is orthogonal to every column", () => {
  const a = wholeRows(11, 3, "features");
  const b = wholeRows(1, 11, "labels")[0];
  const x = leastSquares(toMatrix(a), b);
  const residual = a.map((row, i) => dot(row, x) - b[i]);
  for (let j = 0; j < 3; j++) {
    assertAlmostEquals(dot(a.map((row) => row[j]), residual), 0, TOLERANCE.identity);
  }
});

Deno.test("of equally good coefficients, least squares takes the shortest", () => {
  // Columns (c, 2c): every x with x₀ + 2x₁ = 5 fits, the shortest is (1, 2). Tall, square and wide.
  for (const rows of [[[1, 2], [3, 6], [7, 14]], [[1, 2], [3, 6]], [[3, 6]]]) {
    const fitted = leastSquares(toMatrix(rows), rows.map(([c]) => 5 * c));
    assertCloseTo(fitted, [1, 2]);
  }
  assertCloseTo(leastSquares(zeros(3, 2), [1, 2, 3]), [0, 0]);
});

randomTest("no vector of the null space shortens a solution with more unknowns than rows", () => {
  const a = wholeRows(3, 7, "wide");
  const b = [2, 3, 5];
  const x = leastSquares(toMatrix(a), b);
  assertCloseTo(multiplyVector(toMatrix(a), x), b);
  // The shortest solution is a combination of the rows: x = Aᵀ(AAᵀ)⁻¹b.
  const rows = toMatrix(a);
  const dual = multiplyVector(inverse(multiply(rows, transpose(rows))), b);
  assertCloseTo(x, multiplyVector(transpose(rows), dual));
});

randomTest("random orthogonal matrices are orthogonal, and not all alike", () => {
  for (const d of [1, 2, 3, 7]) {
    const stream = testStream("orthogonal", d);
    const [q, other] = [randomOrthogonal(d, stream), randomOrthogonal(d, stream)];
    assertCloseTo(toFlat(multiply(transpose(q), q)), toFlat(scaledIdentity(d)));
    if (d > 1) assert(Math.abs(q.get(0, 0) - other.get(0, 0)) > spendChance());
  }
});

randomTest("arithmetic leaves its operands as they were", () => {
  const rows = wholeRows(3, 3, "operand");
  rows.forEach((row, i) => row[i] += 29); // invertible
  const a = toMatrix(rows);
  const b = toMatrix(wholeRows(3, 3, "other operand"));
  const before = [a.to2DArray(), b.to2DArray()];
  const results = [
    multiply(a, b),
    addScaled(a, b, 2),
    transpose(a),
    inverse(a),
    addScaled(a, b, 0),
    toMatrix(a),
  ];
  multiplyVector(a, [1, 2, 3]);
  leastSquares(a, [1, 2, 3]);
  trace(a);
  assertEquals([a.to2DArray(), b.to2DArray()], before);
  assert(results.every((result) => result !== a && result !== b));
});

randomTest("shapes that do not fit are named", () => {
  const [wide, tall] = [zeros(2, 3), zeros(5, 2)];
  const refused: [() => unknown, string][] = [
    [
      () => multiply(wide, tall),
      "A·B must have as many columns in A as rows in B, got 2×3 · 5×2",
    ],
    [
      () => multiplyVector(wide, [1, 2]),
      "A·B must have as many columns in A as rows in B, got 2×3 · 2×1",
    ],
    [() => addScaled(wide, tall), "A + c·B must have equal shapes, got 2×3 and 5×2"],
    [() => addScaled(zeros(2, 3), zeros(2, 5)), "must have equal shapes, got 2×3 and 2×5"],
    [() => addScaled(zeros(2, 3), zeros(5, 3)), "must have equal shapes, got 2×3 and 5×3"],
    [() => inverse(wide), "A⁻¹ must have a square A, got 2×3"],
    [() => inverse(toMatrix([[1, 2], [2, 4]])), "must have an invertible A, got a singular 2×2"],
    [() => trace(wide), "tr A must have a square A, got 2×3"],
    [
      () => leastSquares(tall, [1, 2, 3]),
      "least squares must have one value per row, got 5×2 and 3",
    ],
    [() => dot([1, 2], [1]), "⟨a, b⟩ must have equal lengths, got 2 and 1"],
    [
      () => randomOrthogonal(0, testStream("none")),
      "dimension must be a whole number of at least 1, got 0",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
