import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { lawCurves } from "./law_curves.ts";
import { leastLossWindow, windowError, WRONG_WINDOW_RULES } from "./window_rules.ts";

const LAW = {
  functionClass: "affine",
  lipschitz: 6,
  noise: 1,
  contextLength: 20,
  dimension: 5,
} as const;

randomTest(
  "each wrong rule has its own name, and is off by 6 % or more at L = 6σ, n = 20, d = 5",
  () => {
    const curves = lawCurves(LAW, testStream("rules"));
    const right = leastLossWindow(LAW, curves);
    for (const { name, rule } of WRONG_WINDOW_RULES) {
      const off = Math.log(rule(LAW, curves) / right);
      assert(Math.abs(off) > 0.06, `${name} is off by ${off}`);
    }
    assertEquals(
      new Set(WRONG_WINDOW_RULES.map(({ name }) => name)).size,
      WRONG_WINDOW_RULES.length,
    );
  },
);

randomTest(
  "an exponent of L/σ that is .1 more makes three times as steep 3^.1 times as narrow",
  () => {
    const { rule } = WRONG_WINDOW_RULES.find(({ name }) => name === "(L/σ)^(e + 0.1)")!;
    const curves = lawCurves(LAW, testStream("exponent"));
    const factor = (lipschitz: number) => {
      const law = { ...LAW, lipschitz };
      return rule(law, curves) / leastLossWindow(law, curves);
    };
    assertAlmostEquals(factor(6) / factor(2), 3 ** 0.1, 1e-12);
  },
);

randomTest("the error of a w is its logarithm less that of the rule's", () => {
  const curves = lawCurves(LAW, testStream("error"));
  const trained = { inverseTemperature: Math.E * leastLossWindow(LAW, curves), curves };
  assertAlmostEquals(windowError(LAW, trained, leastLossWindow), 1, 1e-12);
});
