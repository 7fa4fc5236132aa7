import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import {
  addScaled,
  dot,
  leastSquares,
  multiply,
  multiplyVector,
  norm,
  toFlat,
  toMatrix,
  transpose,
} from "../linalg.ts";
import { TOLERANCE } from "../tolerance.ts";
import {
  drawLowRankBatch,
  LOW_RANK_CLASSES,
  randomSubspace,
  subspaceParameters,
} from "./low_rank.ts";
import { promptAt } from "./prompt.ts";

const drawSubspace = () => randomSubspace(7, 3, testStream("subspace"));
const LAW = { lipschitz: 2, noise: 0, contextLength: 11, inside: 1.5, outside: 0.5 };

randomTest("a subspace and its complement are orthonormal and together everything", () => {
  const { inside, outside } = drawSubspace();
  assertEquals([inside.rows, inside.columns, outside.rows, outside.columns], [7, 3, 7, 4]);
  assertAlmostEquals(
    norm(toFlat(multiply(transpose(inside), outside))),
    0,
    TOLERANCE.forward,
  );
  const all = addScaled(
    multiply(inside, transpose(inside)),
    multiply(outside, transpose(outside)),
  ).to2DArray();
  all.forEach((row, i) =>
    row.forEach((entry, j) => assertAlmostEquals(entry, i === j ? 1 : 0, TOLERANCE.forward))
  );
});

randomTest("c·BBᵀ + c_⊥·B_⊥B_⊥ᵀ stretches each part by its own factor", () => {
  const subspace = drawSubspace();
  const { inside, outside } = subspace;
  const M = subspaceParameters(subspace, { scale: 3, across: -2 });
  const b = inside.getColumn(1);
  const p = outside.getColumn(2);
  multiplyVector(M, b).forEach((entry, j) =>
    assertAlmostEquals(entry, 3 * b[j], TOLERANCE.forward)
  );
  multiplyVector(M, p).forEach((entry, j) =>
    assertAlmostEquals(entry, -2 * p[j], TOLERANCE.forward)
  );
});

randomTest("points have norm c_u inside and c_v outside the subspace", () => {
  const subspace = drawSubspace();
  const { inside, outside } = subspace;
  for (const functionClass of LOW_RANK_CLASSES) {
    const batch = drawLowRankBatch({ ...LAW, functionClass, subspace }, 5, testStream("norms"));
    const { covariates, query } = promptAt(batch, 3);
    for (const x of [...covariates.to2DArray(), query]) {
      assertAlmostEquals(norm(multiplyVector(transpose(inside), x)), 1.5, TOLERANCE.forward);
      assertAlmostEquals(norm(multiplyVector(transpose(outside), x)), 0.5, TOLERANCE.forward);
    }
  }
});

randomTest("labels depend on the part inside only: affine ones are reproduced by it", () => {
  const subspace = drawSubspace();
  const { inside } = subspace;
  const law = { ...LAW, functionClass: "affine", subspace } as const;
  const { covariates, labels, query } = promptAt(
    drawLowRankBatch(law, 1, testStream("labels")),
    0,
  );
  const target = drawLowRankBatch(law, 1, testStream("labels")).targets[0];
  // Eleven points, and four unknowns: slope in three directions and offset.
  const rows = covariates.to2DArray().map((x) => [...multiplyVector(transpose(inside), x), 1]);
  const solution = leastSquares(toMatrix(rows), labels);
  const at = [...multiplyVector(transpose(inside), query), 1];
  assertAlmostEquals(dot(solution, at), target, 1e-9);
});

randomTest("noise comes on top, and sizes outside their ranges are named", () => {
  const subspace = drawSubspace();
  const law = { ...LAW, functionClass: "cosine", subspace } as const;
  const clean = drawLowRankBatch(law, 2, testStream("noise"));
  assert(clean.labels.every((y) => Math.abs(y) <= 1));
  assertThrows(
    () => drawLowRankBatch({ ...law, noise: -1 }, 2, testStream(1)),
    RangeError,
    "label noise σ",
  );
  assertThrows(() => randomSubspace(3, 3, testStream(1)), RangeError, "dimension d");
});

randomTest("a label is φ of the part inside: v and the coefficients of its own prompt", () => {
  const subspace = drawSubspace();
  const { inside } = subspace;
  const stream = testStream("profiles");
  for (const functionClass of LOW_RANK_CLASSES) {
    const law = { ...LAW, functionClass, inside: 1, noise: 0, contextLength: 40, subspace };
    const { covariates, labels } = promptAt(drawLowRankBatch(law, 3, stream), 2);
    const u = covariates.to2DArray().map((x) => multiplyVector(transpose(inside), x));
    // What is linear in the unknowns: all products of two entries, the entries, and one.
    const terms = u.map(([a, b, c]) => [a * a, b * b, a * b, a * c, b * c, a, b, c, 1]);
    const fitted = leastSquares(toMatrix(terms), labels);
    const off = labels.map((label, i) => label - dot(terms[i], fitted));
    assertEquals(norm(off) < 1e-9, functionClass !== "cosine", functionClass);
    // A slope uniform on [−2, 2] is as small as rounding with this chance.
    spendChance(1, 1e-8);
    const [squares, slopes] = [fitted.subarray(0, 5), fitted.subarray(5, 8)].map(norm);
    if (functionClass === "affine") assert(squares < 1e-9 && slopes > 1e-8 && slopes <= 2);
    if (functionClass === "quadratic") assert(slopes < 1e-9 && squares > 1e-8);
  }
});

randomTest("batches drawn into the arrays of another are those drawn into new ones", () => {
  const subspace = drawSubspace();
  const law = { ...LAW, functionClass: "quadratic", noise: 0.3, subspace } as const;
  const [fresh, again] = [testStream("into"), testStream("into")];
  const batch = drawLowRankBatch(law, 5, again);
  assertEquals(batch, drawLowRankBatch(law, 5, fresh));
  assert(drawLowRankBatch(law, 5, again, batch) === batch);
  assertEquals(batch, drawLowRankBatch(law, 5, fresh));
  assertThrows(
    () => drawLowRankBatch(law, 4, again, batch),
    RangeError,
    "a batch to draw into must have 4×11×7 covariates, got 5×11×7",
  );
});

randomTest("a batch that is drawn into again takes nothing over from the law before", () => {
  const law = { ...LAW, functionClass: "quadratic", noise: 0.3, subspace: drawSubspace() } as const;
  const batch = drawLowRankBatch(law, 5, testStream("first"));
  const others = [
    law,
    { ...law, inside: 0.5 },
    { ...law, outside: 2 },
    { ...law, functionClass: "cosine" },
    { ...law, functionClass: "affine" },
    { ...law, subspace: randomSubspace(7, 4, testStream("wider")) },
    law,
  ] as const;
  for (const other of others) {
    drawLowRankBatch(other, 5, testStream("again"), batch);
    assertEquals(batch, drawLowRankBatch(other, 5, testStream("again")));
  }
});
