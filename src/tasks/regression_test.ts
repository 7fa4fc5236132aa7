import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { chiSquare, normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, leastSquares, norm, toMatrix } from "../linalg.ts";
import { FUNCTION_CLASSES } from "./function_class.ts";
import { promptAt, type PromptBatch } from "./prompt.ts";
import { drawRegressionBatch, type RegressionLaw, requireRegressionLaw } from "./regression.ts";
import { TOLERANCE } from "../tolerance.ts";

const LAW: RegressionLaw = {
  functionClass: "affine",
  lipschitz: 2,
  noise: 0,
  contextLength: 7,
  dimension: 3,
};

function draw(changes: Partial<RegressionLaw>, prompts = 5) {
  return drawRegressionBatch({ ...LAW, ...changes }, prompts, testStream("regression"));
}

randomTest("a batch has the law's sizes, and points and queries on the sphere", () => {
  const batch = draw({});
  assertEquals([batch.prompts, batch.contextLength, batch.dimension], [5, 7, 3]);
  for (let i = 0; i < 35; i++) {
    assertAlmostEquals(norm(batch.covariates.subarray(3 * i, 3 * i + 3)), 1, TOLERANCE.forward);
  }
  for (let b = 0; b < 5; b++) {
    assertAlmostEquals(norm(batch.queries.subarray(3 * b, 3 * b + 3)), 1, TOLERANCE.forward);
  }
  assertEquals(new Set([...batch.covariates, ...batch.queries]).size, 8 * 5 * 3);
});

randomTest("the target is the value at the query of the function behind the labels", () => {
  const batch = draw({});
  const slopes = Array.from({ length: 5 }, (_, b) => {
    const { covariates, labels, query } = promptAt(batch, b);
    // Seven noiseless labels give away the four numbers of an affine function.
    const rows = covariates.to2DArray().map((x) => [...x, 1]);
    const fitted = leastSquares(toMatrix(rows), labels);
    assertAlmostEquals(batch.targets[b], dot([...query, 1], fitted), TOLERANCE.forward);
    assert(norm(fitted.subarray(0, 3)) <= 2 && Math.abs(fitted[3]) <= 2);
    return fitted[0];
  });
  assertEquals(new Set(slopes).size, 5, "each prompt has its own function");
});

randomTest("a cosine at L = 0 is one at every point and query", () => {
  const batch = draw({ functionClass: "cosine", lipschitz: 0 });
  assertEquals(batch.labels, new Float64Array(35).fill(1));
  assertEquals(batch.targets, new Float64Array(5).fill(1));
});

randomTest("laws that differ in L alone share every point, direction and sign", () => {
  for (const functionClass of FUNCTION_CLASSES) {
    const [unit, steep] = [1, 3].map((lipschitz) => draw({ functionClass, lipschitz }));
    assertEquals(steep.covariates, unit.covariates);
    assertEquals(steep.queries, unit.queries);
    if (functionClass === "cosine") continue;
    for (const key of ["labels", "targets"] as const) {
      steep[key].forEach((value, i) =>
        assertAlmostEquals(value, 3 * unit[key][i], TOLERANCE.forward)
      );
    }
  }
});

randomTest("laws that differ in σ alone share every draw of the noise", () => {
  const [none, one, three] = [0, 1, 3].map((noise) => draw({ noise }));
  assertEquals(three.covariates, none.covariates);
  assertEquals(three.queries, none.queries);
  assertEquals(three.targets, none.targets);
  none.labels.forEach((label, i) => {
    assertAlmostEquals(three.labels[i] - label, 3 * (one.labels[i] - label), TOLERANCE.forward);
  });
});

randomTest("noise has standard deviation σ and mean zero", () => {
  const prompts = 1000;
  const [none, noisy] = [0, 0.5].map((noise) => draw({ noise }, prompts));
  const noise = noisy.labels.map((label, i) => label - none.labels[i]);
  const count = noise.length;
  const mean = noise.reduce((sum, e) => sum + e, 0) / count;
  assertAlmostEquals(mean, 0, normalSlack(0.5 / Math.sqrt(count)));
  const squares = noise.reduce((sum, e) => sum + e * e, 0) / 0.25;
  const { least, most } = chiSquare(count);
  assert(least <= squares && squares <= most, `sum of squares ${squares}`);
  assertEquals(new Set(noise).size, count);
});

randomTest("a law outside its range is refused with the rule and the value", () => {
  const refused: [Partial<RegressionLaw>, string][] = [
    [{ lipschitz: -1 }, "Lipschitz constant L must be a finite number of at least 0, got -1"],
    [{ lipschitz: Infinity }, "Lipschitz constant L must be a finite number of at least 0"],
    [{ noise: -0.1 }, "label noise σ must be a finite number of at least 0, got -0.1"],
    [{ noise: NaN }, "label noise σ must be a finite number of at least 0, got NaN"],
    [{ contextLength: 0 }, "context length n must be a whole number of at least 1, got 0"],
    [{ dimension: 1 }, "sphere dimension d must be a whole number of at least 2, got 1"],
  ];
  for (const [change, message] of refused) {
    assertThrows(() => requireRegressionLaw({ ...LAW, ...change }), RangeError, message);
    assertThrows(() => draw(change), RangeError, message);
  }
  assertThrows(
    () => draw({}, 0),
    RangeError,
    "number of prompts must be a whole number of at least 1, got 0",
  );
});

randomTest("batches drawn into the arrays of another are those drawn into new ones", () => {
  for (const functionClass of FUNCTION_CLASSES) {
    const law = { ...LAW, functionClass, noise: 0.3 };
    const [fresh, again] = [testStream("into"), testStream("into")];
    let batch: PromptBatch | undefined;
    for (let step = 0; step < 3; step++) {
      const before = batch;
      batch = drawRegressionBatch(law, 5, again, batch);
      assertEquals(batch, drawRegressionBatch(law, 5, fresh));
      assert(before === undefined || before === batch);
    }
  }
});

randomTest("a batch of another shape is not drawn into", () => {
  const other = drawRegressionBatch(LAW, 4, testStream("other"));
  assertThrows(
    () => drawRegressionBatch(LAW, 5, testStream("refused"), other),
    RangeError,
    "a batch to draw into must have 5×7×3 covariates, got 4×7×3",
  );
});
