import { halfOfContext } from "../fixtures/mutants/half_of_context.ts";
import { noiseIgnored } from "../fixtures/mutants/noise_ignored.ts";
import { steepnessIgnored } from "../fixtures/mutants/steepness_ignored.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import {
  figureNumber,
  figureRivals,
  type FigureSetting,
  QUANTITIES,
} from "../fixtures/laws/figure_numbers.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionProfiles, errorByContext, transferPanels } from "../src/measurement.ts";
import { logCounts, logUniform, oneOf, randomStream, specs, statisticalLaw } from "../src/mod.ts";

/** The margin on the logarithm of each number. */
const WITHIN = 0.1;

/**
 * The orders of B13 as numbers, each from the moments of long contexts (claims B6 to B9). The figures choose windows
 * from a grid in steps of 16 %, so that a slope may be off by half of that; errors at n = 50 are 5 % above the law.
 */
export const claim = statisticalLaw({
  id: "B13.numbers",
  slug: "figures_have_their_numbers",
  statement:
    "paper B's figures have the numbers of long contexts: the slope of log weights is w*(L, n), the error is the least loss at n, and the window of another L costs what its place on that curve says, within 10 %",
  formula: String.raw`
    \frac{\partial\log a_i}{\partial\langle x_i,x_q\rangle}=w^*(L,n),\qquad
    \mathrm{error}(n)=\min_w\,L^2B(w)+\sigma^2V_n(w)`,
  source: "figures of arXiv 2402.11639, described; numbers derived from the moments of B6",
  regime: "affine tasks, d = 3",
  symbols: { lipschitz: "L/σ", factor: "L of the window over L" },
  kind: "LIM",
  expected: "verified",
  needs: ["weigh", "chooseWindow"],
  mutants: [halfOfContext, noiseIgnored, steepnessIgnored, uniformWeights],
  law: figureNumber,
  rivals: figureRivals(WITHIN),
  effectName: "log of measured over predicted number",
  bound: 4 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 300, ci: 400, deep: 1000 },
  strata: ([
    ["slope of log weights", 50, 1.5, 1],
    ["slope of log weights", 250, 5, 1],
    ["error", 50, 5, 1],
    ["error", 250, 1.5, 1],
    ["transfer", 250, 3, 0.2],
    ["transfer", 50, 1.5, 3],
  ] as const).map(([quantity, contextLength, lipschitz, factor]) => ({
    name: `${quantity}, n = ${contextLength}, L = ${lipschitz}σ` +
      (factor === 1 ? "" : `, window of ${factor}L`),
    setting: { quantity, contextLength, lipschitz, factor },
  })),
  generator: specs<FigureSetting>({
    quantity: oneOf(...QUANTITIES),
    contextLength: logCounts(50, 250),
    lipschitz: logUniform(1.5, 5),
    factor: logUniform(0.2, 3),
  }),
  measure({ quantity, contextLength, lipschitz, factor }, seed, parts) {
    const stream = randomStream(seed, "B13.numbers");
    const tasks = { noise: 1, contextLength, dimension: 3 };
    if (quantity === "error") {
      const [{ softmax }] = errorByContext({ ...tasks, lipschitz }, [contextLength], stream, parts);
      return softmax;
    }
    if (quantity === "transfer") {
      const panels = transferPanels({ ...tasks, lipschitz, factor }, stream, parts);
      return panels[2].ratio;
    }
    const [{ innerProducts, softmax }] = attentionProfiles(tasks, [lipschitz], stream, parts);
    const last = contextLength - 1;
    const rise = Math.log(softmax[last]) - Math.log(softmax[0]);
    return rise / (innerProducts[last] - innerProducts[0]);
  },
  effect(measured, law, setting) {
    const off = Math.log(measured / law(setting));
    return Number.isFinite(off) ? off : -1;
  },
});

testClaim(claim);
