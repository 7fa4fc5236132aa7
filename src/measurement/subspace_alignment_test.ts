import { assertAlmostEquals } from "@std/assert";
import { addScaled, columnVector, multiply, transpose } from "../linalg.ts";
import { randomStream } from "../prng.ts";
import { randomSubspace, subspaceParameters } from "../tasks/low_rank.ts";
import { TOLERANCE } from "../tolerance.ts";
import { largestLeak, leakRatio } from "./subspace_alignment.ts";

const subspace = randomSubspace(7, 2, randomStream("alignment"));

Deno.test("the leak ratio of c·P + c_⊥·P_⊥ is (c_⊥/c)·√((d−k)/k)", () => {
  const M = subspaceParameters(subspace, { scale: -4, across: 3 });
  assertAlmostEquals(leakRatio(M, subspace), 0.75 * Math.sqrt(5 / 2), TOLERANCE.forward);
  assertAlmostEquals(largestLeak(M, subspace), 0.75 * Math.sqrt(5 / 2), TOLERANCE.forward);
});

Deno.test("the largest leak sees the mixed blocks, either way round", () => {
  const { inside, outside } = subspace;
  const b = columnVector(inside.getColumn(0));
  const p = columnVector(outside.getColumn(3));
  const kept = subspaceParameters(subspace, { scale: 5 });
  for (const mixed of [multiply(b, transpose(p)), multiply(p, transpose(b))]) {
    const M = addScaled(kept, mixed, 2);
    assertAlmostEquals(leakRatio(M, subspace), 0, TOLERANCE.forward);
    assertAlmostEquals(largestLeak(M, subspace), 2 / (5 * Math.SQRT2), TOLERANCE.forward);
  }
});
