import { assertAlmostEquals, assertEquals } from "@std/assert";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { wrongSigns } from "./wrong_signs.ts";

randomTest("on average the share of all labels that give the wrong sign", () => {
  const weights = Float64Array.of(0.3, 0.25, 0.2, 0.15, 0.1);
  let wrong = 0;
  for (let code = 0; code < 16; code++) {
    const others = weights.subarray(1).reduce(
      (sum, weight, j) => sum + ((code >> j) & 1 ? weight : -weight),
      0,
    );
    wrong += weights[0] + others < 0 ? 1 / 16 : 0;
  }
  const stream = testStream("labels");
  const draws = Array.from({ length: 4000 }, () => wrongSigns(weights, stream));
  const mean = draws.reduce((sum, share) => sum + share, 0) / draws.length;
  assertAlmostEquals(mean, wrong, hoeffding(draws.length));
});

randomTest("three points leave nothing to chance", () => {
  const share = (...weights: number[]) =>
    wrongSigns(Float64Array.from(weights), testStream("none"));
  assertEquals([share(0.5, 0.3, 0.2), share(0.4, 0.35, 0.25), share(0.3, 0.6, 0.1)], [
    0,
    0.25,
    0.5,
  ]);
});
