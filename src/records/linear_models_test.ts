import { assertAlmostEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { linearAttention } from "../model/linear_attention.ts";
import { scaledIdentity } from "../linalg.ts";
import { createPrompt } from "../tasks/prompt.ts";
import { leastSquaresModel, linearAttentionModel } from "./linear_models.ts";
import { pickPoints, pickRecords } from "./points.ts";
import { normalRecords } from "./records_for_tests.ts";

randomTest("least squares left out by the hat matrix is least squares without the row", () => {
  const records = normalRecords({ n: 23, d: 3 }, testStream("left out"));
  const rest = Array.from({ length: 22 }, (_, i) => i < 5 ? i : i + 1);
  const without = leastSquaresModel(pickRecords(records, rest));
  const [answer] = leastSquaresModel(records).leaveOut(Int32Array.of(5));
  assertAlmostEquals(answer, without.answer(pickPoints(records, [5]))[0], 1e-6);
});

randomTest("linear attention is that of claim B10 up to its factor, left out and not", () => {
  const records = normalRecords({ n: 13, d: 3 }, testStream("linear"));
  const row = (i: number) => [...records.entries.slice(3 * i, 3 * i + 3)];
  const at = (rows: readonly number[], query: number) =>
    linearAttention(
      createPrompt({
        covariates: rows.map(row),
        labels: rows.map((i) => records.labels[i]),
        query: row(query),
      }),
      scaledIdentity(3),
    );
  const all = Array.from({ length: 13 }, (_, i) => i);
  const model = linearAttentionModel(records, false);
  const answers = model.answer(records);
  const left = model.leaveOut(Int32Array.from(all));
  const eta = answers[0] / at(all, 0);
  for (const i of all) {
    assertAlmostEquals(answers[i], eta * at(all, i), 1e-9);
    assertAlmostEquals(left[i], eta * at(all.filter((other) => other !== i), i), 1e-9);
  }
});

randomTest(
  "centred, linear attention follows what is added to the labels; as in B10 it does not",
  () => {
    const records = normalRecords({ n: 13, d: 3 }, testStream("centred"));
    const moved = { ...records, labels: records.labels.map((label) => label + 100) };
    const [a, b] = [records, moved].map((on) => linearAttentionModel(on, true).answer(records));
    a.forEach((answer, i) => assertAlmostEquals(b[i], answer + 100, 1e-8));
  },
);
