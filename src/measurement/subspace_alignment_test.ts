import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { addScaled, columnVector, multiply, transpose, zeros } from "../linalg.ts";
import { randomSubspace, subspaceParameters } from "../tasks/low_rank.ts";
import { TOLERANCE } from "../tolerance.ts";
import { leakRatio, projectionMiss } from "./subspace_alignment.ts";

const drawSubspace = () => randomSubspace(7, 2, testStream("subspace"));

randomTest("the leak ratio of c·P + c_⊥·P_⊥ is (c_⊥/c)·√((d−k)/k), and so is the miss", () => {
  const subspace = drawSubspace();
  const M = subspaceParameters(subspace, { scale: 4, across: -3 });
  assertAlmostEquals(leakRatio(M, subspace), 0.75 * Math.sqrt(5 / 2), TOLERANCE.forward);
  assertAlmostEquals(projectionMiss(M, subspace), 0.75 * Math.sqrt(5 / 2), TOLERANCE.forward);
});

randomTest("the miss sees mixed blocks either way round, unequal directions, and no sign", () => {
  const subspace = drawSubspace();
  const { inside, outside } = subspace;
  const [b, c] = [columnVector(inside.getColumn(0)), columnVector(inside.getColumn(1))];
  const p = columnVector(outside.getColumn(3));
  const kept = subspaceParameters(subspace, { scale: 5 });
  for (const mixed of [multiply(b, transpose(p)), multiply(p, transpose(b))]) {
    const M = addScaled(kept, mixed, 2);
    assertAlmostEquals(leakRatio(M, subspace), 0, TOLERANCE.forward);
    assertAlmostEquals(projectionMiss(M, subspace), 2 / (5 * Math.SQRT2), TOLERANCE.forward);
  }
  const uneven = addScaled(
    addScaled(kept, multiply(b, transpose(b)), 1),
    multiply(c, transpose(c)),
    -1,
  );
  assertAlmostEquals(projectionMiss(uneven, subspace), 1 / 5, TOLERANCE.forward);
  const away = addScaled(uneven, uneven, -2);
  assertAlmostEquals(projectionMiss(away, subspace), 1 / 5, TOLERANCE.forward);
  assertEquals(projectionMiss(zeros(7), subspace), Infinity);
});
