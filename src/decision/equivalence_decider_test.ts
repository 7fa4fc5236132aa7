import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest } from "../../fixtures/random/random_for_tests.ts";
import { EquivalenceTest } from "./equivalence_decider.ts";
import { SequentialTest } from "./sequential_decider.ts";
import { countWrong, LAWS, median, normal, rateHolds, uniformOf } from "./streams_for_tests.ts";

const RULE = { bound: 1, tolerance: 0.3, smallestEffect: 0.2, alpha: 0.05, beta: 0.05 };
const RUNS = 3000;

randomTest("a mean at either tolerance is verified at most α of the time", () => {
  const decider = () => new EquivalenceTest(RULE);
  for (const mean of [-RULE.tolerance, RULE.tolerance]) {
    for (const law of LAWS.slice(1, 3)) {
      const count = countWrong(decider, { law, mean, wrong: "verified", runs: RUNS });
      assert(rateHolds(count, RUNS, RULE.alpha), `${law.name}, ${mean}: ${count} of ${RUNS}`);
    }
  }
});

randomTest("a mean inside is refuted at most β of the time, both sides at risk", () => {
  const law = LAWS[0];
  for (const [smallestEffect, mean] of [[0.3, 0], [0.2, 0.1], [0.2, -0.1]]) {
    const test = () => new EquivalenceTest({ ...RULE, smallestEffect });
    const count = countWrong(test, { law, mean, wrong: "refuted", runs: RUNS });
    assert(rateHolds(count, RUNS, RULE.beta), `mean ${mean}: ${count} of ${RUNS}`);
  }
});

randomTest("either side alone refutes, both are needed to verify", () => {
  for (const [mean, verdict] of [[0.6, "refuted"], [-0.6, "refuted"], [0, "verified"]] as const) {
    const uniform = uniformOf(`equivalence at ${mean}`);
    // A wrong verdict has at most this chance in each of 100 runs, by Ville's inequality.
    const rate = spendChance() / 100;
    const counts = Array.from({ length: 100 }, () => {
      const test = new EquivalenceTest({ ...RULE, alpha: rate, beta: rate });
      while (test.verdict === "undecided") test.observe(normal(mean, { sd: 0.2, uniform }));
      assertEquals(test.verdict, verdict);
      assertEquals(test.decidedAt, test.count);
      return test.count;
    });
    assert(median(counts) <= 100, `mean ${mean}: median of ${median(counts)} pairs`);
  }
});

randomTest("it is two one-sided tests on τ + D and τ − D, with α each and β/2 each", () => {
  const side = { bound: 1, nullEffect: -0.3, smallestEffect: -0.3 + 0.2, alpha: 0.05, beta: 0.025 };
  const [above, below] = [new SequentialTest(side), new SequentialTest(side)];
  const test = new EquivalenceTest(RULE);
  const uniform = uniformOf("two one-sided tests");
  for (let t = 0; t < 31; t++) {
    const effect = normal(0.1, { sd: 0.5, uniform });
    above.observe(effect);
    below.observe(-effect);
    test.observe(effect);
    assertEquals(test.logEvidence.for, Math.min(above.logEvidence.for, below.logEvidence.for));
    const against = [above, below].map(({ logEvidence }) => Math.exp(logEvidence.against));
    assertAlmostEquals(Math.exp(test.logEvidence.against), (against[0] + against[1]) / 2, 1e-9);
  }
  assertEquals(test.interval(0.9), above.interval(0.9));
  assertEquals([test.count, test.clipped, test.mean], [31, above.clipped, above.mean]);
});

randomTest("a refutation is at least 1/β of evidence, so that shards combine by one rule", () => {
  const uniform = uniformOf("evidence at the refutation");
  for (let run = 0; run < 200; run++) {
    const test = new EquivalenceTest(RULE);
    while (test.verdict === "undecided") test.observe(normal(0.8, { sd: 0.3, uniform }));
    assert(test.logEvidence.against >= Math.log(1 / RULE.beta) - 1e-12);
  }
});

Deno.test("the first side to have evidence of 2/β refutes, and not before", () => {
  const side = { bound: 1, nullEffect: -0.3, smallestEffect: -0.3 + 0.2, alpha: 0.05, beta: 0.025 };
  let close = 0;
  for (let size = 0.4; size < 0.9; size += 0.02) {
    for (const effect of [size, -size]) {
      const [test, one] = [new EquivalenceTest(RULE), new SequentialTest(side)];
      while (test.verdict === "undecided") {
        assert(one.logEvidence.against < Math.log(2 / RULE.beta), `late at ${effect}`);
        test.observe(effect);
        one.observe(-Math.abs(effect));
      }
      assertEquals(test.verdict, "refuted");
      assert(one.logEvidence.against >= Math.log(2 / RULE.beta), `early at ${effect}`);
      if (one.logEvidence.against < Math.log(3 / RULE.beta)) close++;
    }
  }
  assert(close > 10, `${close} streams stopped short of 3/β: the check needs some`);
});

Deno.test("the interval is that of level 0.95 unless told", () => {
  const test = new EquivalenceTest(RULE);
  for (const effect of [0.1, -0.2, 0.3, 0.7, 0.1]) test.observe(effect);
  assertEquals(test.interval(), test.interval(0.95));
  assert(test.interval()[0] > test.interval(0.96)[0]);
});

Deno.test("what is not a number decides nothing, and a rule that cannot be kept is refused", () => {
  const test = new EquivalenceTest(RULE);
  for (const effect of [NaN, Infinity]) assertThrows(() => test.observe(effect), RangeError);
  assertEquals([test.count, test.verdict, test.mean], [0, "undecided", undefined]);
  const refused: [object, string][] = [
    [{ tolerance: 0 }, "Tolerance must be between 0 and the bound 1, got 0"],
    [{ tolerance: 1 }, "Tolerance must be between 0 and the bound 1, got 1"],
    [{ tolerance: NaN }, "Tolerance must be between 0 and the bound 1, got NaN"],
    [{ smallestEffect: 0 }, "Smallest effect must be in (0, 0.3], the tolerance, got 0"],
    [{ smallestEffect: 0.31 }, "Smallest effect must be in (0, 0.3], the tolerance, got 0.31"],
    [{ alpha: 0 }, "alpha must be in (0, 1), got 0"],
    [{ beta: 1 }, "beta must be in (0, 1), got 1"],
  ];
  for (const [wrong, message] of refused) {
    assertThrows(() => new EquivalenceTest({ ...RULE, ...wrong }), RangeError, message);
  }
});
