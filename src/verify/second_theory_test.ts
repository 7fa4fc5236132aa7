/** Another theory than attention's, of estimators of a mean: what it takes to put its claims to the engine. */

import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Claim, statisticalClaim, universalClaim } from "../claim/claim.ts";
import { statisticalLaw } from "../claim/lawful_claim.ts";
import type { Subject } from "../claim/subject.ts";
import { variantsOf } from "../claim/variant.ts";
import { identityMargin } from "../decision/margin.ts";
import { hashSeed, randomStream } from "../prng.ts";
import { TOLERANCE } from "../tolerance.ts";
import { verifyClaim } from "./verify.ts";

/** What its subjects can do. */
interface Estimators {
  /** The mean of a sample. */
  mean(sample: readonly number[]): number;
  /** Its variance. */
  variance(sample: readonly number[]): number;
}

const mean: Estimators["mean"] = (sample) => sample.reduce((a, b) => a + b) / sample.length;
const varianceAbout = (centre: Estimators["mean"]): Estimators["variance"] => (sample) =>
  sample.reduce((sum, x) => sum + (x - centre(sample)) ** 2, 0) / (sample.length - 1);

const ESTIMATORS: Estimators = { mean, variance: varianceAbout(mean) };
const REFERENCE: Subject<Estimators> = {
  name: "textbook",
  description: "the usual estimators",
  ...ESTIMATORS,
};
/** The variance is about the mean, whichever that is. */
const variant = variantsOf<Estimators>(
  ESTIMATORS,
  ({ mean }) => ({ ...(mean && { variance: varianceAbout(mean) }) }),
);

const FIRST = variant({ name: "first", description: "the first value", mean: ([x]) => x });
const BIASED = variant({
  name: "biased",
  description: "divided by n",
  variance: (sample) => ESTIMATORS.variance(sample) * (1 - 1 / sample.length),
});

const HEADER = {
  source: "any textbook",
  regime: "samples of 2 to 9 values",
  expected: "verified",
  budget: { quick: 400, ci: 400, deep: 400 },
} as const;

const SHIFTS: Claim = universalClaim({
  ...HEADER,
  id: "E1",
  slug: "mean_shifts_with_its_sample",
  statement: "the mean of a reversed sample plus c is the mean plus c",
  kind: "ID",
  needs: ["mean"],
  mutants: [FIRST],
  generator: fc.record({
    sample: fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 2, maxLength: 9 }),
    by: fc.integer({ min: -99, max: 99 }),
  }),
  check({ sample, by }, { mean }: Pick<Estimators, "mean">) {
    const shifted = mean(sample.toReversed().map((x) => x + by));
    return identityMargin("mean", shifted, mean(sample) + by, { tolerance: TOLERANCE.identity });
  },
});

/** n values, uniform on [−√3, √3]: of variance 1. */
function drawSample(n: number, seed: number): number[] {
  const stream = randomStream(seed, "sample");
  return Array.from({ length: n }, () => stream.between(-Math.sqrt(3), Math.sqrt(3)));
}
const SIZES = fc.record({ n: fc.integer({ min: 2, max: 9 }) });
const MEANS = {
  kind: "EXP",
  bound: 3,
  smallestEffect: 0.2,
  within: 0.3,
  generator: SIZES,
} as const;

const UNBIASED: Claim = statisticalClaim({
  ...{ ...HEADER, ...MEANS, budget: { quick: 3000, ci: 3000, deep: 3000 } },
  id: "E2",
  slug: "variance_is_unbiased",
  statement: "the mean of variances is the variance",
  effectName: "estimated variance less 1",
  needs: ["variance"],
  mutants: [FIRST],
  replicate: ({ n }, seed, { variance }: Pick<Estimators, "variance">) =>
    variance(drawSample(n, seed)) - 1,
});

const SHRINKS: Claim = statisticalLaw({
  ...{ ...HEADER, ...MEANS, budget: { quick: 3000, ci: 3000, deep: 3000 } },
  id: "E3",
  slug: "error_falls_with_the_sample",
  statement: "the mean square error of the mean of n values is 1/n",
  effectName: "squared error over the law, less 1",
  needs: ["mean"],
  mutants: [FIRST],
  law: ({ n }) => 1 / n,
  rivals: [{ name: "root", description: "1/√n", law: ({ n }: { n: number }) => n ** -0.5 }],
  measure: ({ n }, seed, { mean }: Pick<Estimators, "mean">) => mean(drawSample(n, seed)) ** 2,
  effect: (measured, law, spec) => measured / law(spec) - 1,
});

const run = (claim: Claim, subject: Subject = REFERENCE) =>
  verifyClaim(claim, { subject, seed: hashSeed("second theory"), profile: "quick" });

for (const claim of [SHIFTS, UNBIASED, SHRINKS]) {
  Deno.test(`a second theory: ${claim.slug} is verified, and refutes its mutants and rivals`, async () => {
    const { ok, outcome, mutants } = await run(claim);
    assertEquals(outcome.verdict, "verified", outcome.reason);
    for (const { killed, name } of mutants) assert(killed, name);
    assert(ok);
  });
}

Deno.test("a second theory: a claim is put to whatever subject is asked for", async () => {
  assertEquals((await run(UNBIASED, BIASED)).outcome.verdict, "refuted");
  const lacking: Subject<Estimators> = { name: "half", description: "no variance", mean };
  assertEquals(
    (await run(UNBIASED, lacking)).outcome.reason,
    "not applicable: half lacks variance",
  );
});
