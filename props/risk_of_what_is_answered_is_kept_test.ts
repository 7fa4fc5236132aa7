import { everythingAnswered } from "../fixtures/mutants/everything_answered.ts";
import { riskNotTested } from "../fixtures/mutants/risk_not_tested.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { counts, oneOf, randomStream, specs, statisticalClaim } from "../src/mod.ts";

/** How often an answer at a local scale in [0, 1] is wrong, and how often one up to a limit. */
const LAWS = {
  "the same everywhere": { at: () => 0.13, upTo: () => 0.13 },
  "rising": { at: (scale: number) => 0.3 * scale, upTo: (limit: number) => 0.15 * limit },
  "steep at the end": {
    at: (scale: number) => scale > 0.8 ? 0.7 : 0.02,
    upTo: (limit: number) => limit <= 0.8 ? 0.02 : (0.8 * 0.02 + (limit - 0.8) * 0.7) / limit,
  },
};
type Law = keyof typeof LAWS;

/**
 * A limit is used only where the binomial tail P(Bin(n, .1) ≤ wrong) is at most its part of δ = .1, and tests end with
 * the first that fails: with chance 1 − δ none is used below which more than 10 % are wrong.
 */
export const claim = statisticalClaim({
  id: "E4",
  slug: "risk_of_what_is_answered_is_kept",
  statement: "of what is answered more than 10 % is wrong with chance below .1",
  source: "Angelopoulos, Bates, Candès, Jordan and Lei, Learn then Test, arXiv 2110.01052",
  regime: "60 to 600 held-out queries; wrong answers as likely everywhere, rising, or at the end",
  kind: "EXP",
  expected: "verified",
  needs: ["chooseLimit"],
  mutants: [riskNotTested, everythingAnswered],
  effectName: ".1 less 1 where the risk is exceeded",
  bound: 1,
  smallestEffect: 0.03,
  budget: { quick: 3000, ci: 5000, deep: 20000 },
  strata: (Object.keys(LAWS) as Law[]).map((law, k) => ({
    name: law,
    setting: { law, heldOut: [60, 200, 600][k] },
  })),
  generator: specs({
    law: oneOf("the same everywhere", "rising", "steep at the end"),
    heldOut: counts(60, 600),
  }),
  replicate({ law, heldOut }, seed, { chooseLimit }) {
    const stream = randomStream(seed, "E4");
    const { at, upTo } = LAWS[law];
    const scales = Float64Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
    const held = Array.from({ length: heldOut }, () => {
      const scale = stream.uniform();
      return { scale, refused: false, wrong: stream.uniform() < at(scale) };
    });
    const { limit } = chooseLimit(scales, held);
    return 0.1 - (limit > 0 && upTo(Math.min(1, limit)) > 0.1 ? 1 : 0);
  },
});

testClaim(claim);
