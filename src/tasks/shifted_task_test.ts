import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { bernstein, hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { dot, norm } from "../linalg.ts";
import { SHIFTED_LAWS, shiftedPrompt } from "./shifted_task.ts";

randomTest("every law keeps to the sphere and to labels ±1", () => {
  for (const law of SHIFTED_LAWS) {
    for (const [contextLength, dimension] of [[1, 2], [7, 3], [23, 5]]) {
      const setting = { law, contextLength, dimension };
      const { covariates, labels, query } = shiftedPrompt(setting, testStream(law));
      assertEquals([covariates.rows, covariates.columns], [contextLength, dimension]);
      for (const x of [...covariates.to2DArray(), query]) assertAlmostEquals(norm(x), 1, 1e-14);
      assert(labels.every((label) => Math.abs(label) === 1));
    }
  }
});

randomTest(
  "neighbours of a walk are close and often agree, those of uniform points are not",
  () => {
    const agreement = (law: "random walk" | "far") => {
      const setting = { law, contextLength: 997, dimension: 7 };
      const { covariates, labels } = shiftedPrompt(setting, testStream("steps", law));
      const rows = covariates.to2DArray();
      let [same, close] = [0, 0];
      for (let i = 1; i < rows.length; i++) {
        same += labels[i] === labels[i - 1] ? 1 : 0;
        close += dot(rows[i], rows[i - 1]) > 0.8 ? 1 : 0;
      }
      return [same / 996, close / 996];
    };
    const [walkSame, walkClose] = agreement("random walk");
    assertAlmostEquals(walkSame, 0.85, hoeffding(996));
    assertEquals(walkClose, 1);
    const [farSame, farClose] = agreement("far");
    assertAlmostEquals(farSame, 0.5, hoeffding(996));
    // Uniform points are as close with a chance of .0086, those of one half of the sphere twice as often at
    // most; every other pair is independent of the rest.
    const variance = 2 * 0.0086;
    assert(farClose < variance + bernstein(498, { variance, range: 1 }), `share ${farClose}`);
  },
);

randomTest("clusters are three and carry one label each", () => {
  const setting = { law: "clusters", contextLength: 30, dimension: 5 } as const;
  const { covariates, labels } = shiftedPrompt(setting, testStream("clusters"));
  const rows = covariates.to2DArray();
  for (let i = 3; i < 30; i++) {
    assert(dot(rows[i], rows[i % 3]) > 0.85);
    assertEquals(labels[i], labels[i % 3]);
  }
});

randomTest("a half-space labels its points, and far points lie behind the query", () => {
  const setting = { contextLength: 50, dimension: 3 };
  const ruled = shiftedPrompt({ ...setting, law: "half-space" }, testStream("half-space"));
  ruled.covariates.to2DArray().forEach((x, i) => {
    assertEquals(ruled.labels[i], x[0] < 0 ? -1 : 1);
  });
  const far = shiftedPrompt({ ...setting, law: "far" }, testStream("far"));
  assert(far.covariates.to2DArray().every((x) => dot(x, far.query) <= 0));
});

randomTest("no points and no sphere are refused", () => {
  const setting = { law: "far", contextLength: 3, dimension: 3 } as const;
  const draw = (changes: object) => () =>
    shiftedPrompt({ ...setting, ...changes }, testStream("refused"));
  assertThrows(draw({ contextLength: 0 }), RangeError, "context length N");
  assertThrows(draw({ dimension: 1 }), RangeError, "sphere dimension d");
});
