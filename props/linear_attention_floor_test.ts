import fc from "fast-check";
import { linearIgnoresScores } from "../fixtures/mutants/linear_ignores_scores.ts";
import { linearNormalised } from "../fixtures/mutants/linear_normalised.ts";
import { softmaxForLinear } from "../fixtures/mutants/softmax_for_linear.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawFunction, evaluate } from "../src/measurement.ts";
import {
  counts,
  createPrompt,
  fromFlat,
  FUNCTION_CLASSES,
  identityMargin,
  logUniform,
  oneOf,
  randomStream,
  seeds,
  specs,
  spherePoints,
  TOLERANCE,
  universalLaw,
} from "../src/mod.ts";

/** What ±x_q are asked and answered. */
interface Asked {
  /** f_even(x_q) and f_odd(x_q). */
  readonly even: number;
  readonly odd: number;
  /** The prediction at x_q. */
  readonly h: number;
}

type Loss = (asked: Asked) => number;

const rival = (name: string, loss: Loss) => ({
  name,
  description: `${name} in the loss over ±x_q`,
  law: () => loss,
});

/** As h is odd, the cross terms of the even part cancel: nothing that M does reaches it. */
export const claim = universalLaw({
  id: "B10",
  slug: "linear_attention_floor",
  statement:
    "averaged over ±x_q, linear attention's squared error is f_even(x_q)² plus (h − f_odd(x_q))², so at least f_even(x_q)², whatever M, n and σ",
  formula: String.raw`
    \tfrac12\sum_{\pm}\bigl(h(\pm x_q)-f(\pm x_q)\bigr)^2=f_{\mathrm{even}}^2+(h-f_{\mathrm{odd}})^2\ge f_{\mathrm{even}}(x_q)^2`,
  source: "derived; sharpens arXiv 2402.11639, section 3.3",
  regime: "raw labels and scores: no constant feature, no centring, no normalisation",
  symbols: { scale: "size of M" },
  kind: "ID",
  expected: "verified",
  needs: ["predictLinear"],
  mutants: [softmaxForLinear, linearNormalised, linearIgnoresScores],
  law: (): Loss => ({ even, odd, h }) => even ** 2 + (h - odd) ** 2,
  rivals: [
    rival("no floor", ({ odd, h }) => (h - odd) ** 2),
    rival("half the floor", ({ even, odd, h }) => even ** 2 / 2 + (h - odd) ** 2),
    rival("only the floor", ({ even }) => even ** 2),
    rival("a cross term", ({ even, odd, h }) => (even + odd - h) ** 2),
    rival("h² for the odd part", ({ even, h }) => even ** 2 + h ** 2),
    rival("a floor 1 % higher", ({ even, odd, h }) => 1.01 * even ** 2 + (h - odd) ** 2),
  ],
  bounds: {
    noise: { from: 0, to: 10 },
  },
  generator: specs({
    functionClass: oneOf(...FUNCTION_CLASSES),
    n: counts(1, 41),
    d: counts(2, 7),
    lipschitz: logUniform(0.1, 10),
    noise: fc.oneof(fc.constant(0), logUniform(0.01, 10)),
    scale: logUniform(0.01, 100),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 2000, deep: 10_000 },
  measure({ functionClass, n, d, lipschitz, noise, scale, seed }, { predictLinear }) {
    const stream = randomStream(seed, "B10");
    const task = drawFunction(functionClass, { lipschitz, dimension: d }, stream);
    const covariates = spherePoints(n, d, stream);
    const labels = covariates.to2DArray().map((x) => evaluate(task, x) + noise * stream.normal());
    const [query] = spherePoints(1, d, stream).to2DArray();
    const opposite = query.map((x) => -x);
    const M = fromFlat(Array.from({ length: d * d }, () => scale * stream.normal()), d, d);
    const [h, there] = [query, opposite].map((at) =>
      predictLinear(createPrompt({ covariates, labels, query: at }), M)
    );
    const [f, g] = [query, opposite].map((at) => evaluate(task, at));
    const loss = ((h - f) ** 2 + (there - g) ** 2) / 2;
    return { asked: { h, even: (f + g) / 2, odd: (f - g) / 2 }, loss };
  },
  margin({ asked, loss }, law, spec) {
    return identityMargin("mean squared error over ±x_q", loss, law(spec)(asked), {
      tolerance: TOLERANCE.identity,
      scale: loss,
    });
  },
});

testClaim(claim);
