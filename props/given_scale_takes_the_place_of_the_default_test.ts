import fc from "fast-check";
import { scaleOfZeroIsDefault } from "../fixtures/mutants/scale_of_zero_is_default.ts";
import { scaleOnTopOfDefault } from "../fixtures/mutants/scale_on_top_of_default.ts";
import { scaleOptionIgnored } from "../fixtures/mutants/scale_option_ignored.ts";
import { scaleOptionInverted } from "../fixtures/mutants/scale_option_inverted.ts";
import { scaleSizeAlone } from "../fixtures/mutants/scale_size_alone.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { attentionByFormula, drawCall, listMargins, ONE_OF_EACH } from "../src/measurement.ts";
import {
  counts,
  eitherSign,
  logUniform,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** s_j = scale·⟨q, k_j⟩: a scale that is given stands in the place of 1/√d, also where it is 0 or negative. */
export const claim = universalClaim({
  id: "D11.scaled",
  slug: "given_scale_takes_the_place_of_the_default",
  statement:
    "a scale that is given multiplies inner products in place of 1/√d, and not beside it; 0 and negative ones are scales too",
  formula: String.raw`s_j=\mathrm{scale}\cdot\langle q,k_j\rangle`,
  source: "scaled_dot_product_attention of PyTorch, Attention of ONNX opset 23",
  regime: "0 among the scales",
  kind: "ID",
  expected: "verified",
  needs: ["attendScaled"],
  mutants: [
    scaleOnTopOfDefault,
    scaleOptionIgnored,
    scaleOfZeroIsDefault,
    scaleOptionInverted,
    scaleSizeAlone,
  ],
  generator: specs({
    scale: fc.oneof(
      { weight: 9, arbitrary: eitherSign(logUniform(0.01, 10)) },
      { weight: 1, arbitrary: fc.constant(0) },
    ),
    d: counts(2, 9),
    n: counts(2, 9),
    queries: counts(1, 3),
    seed: seeds(),
  }),
  bounds: { scale: { from: -10, to: 10 } },
  cells: [{ name: "scale = 0", atLeast: 0.015, holds: ({ scale }) => scale === 0 }],
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ scale, d, n, queries, seed }, { attendScaled }) {
    const stream = randomStream(seed, "D11.scaled");
    const call = {
      ...drawCall({ ...ONE_OF_EACH, queries, points: n, dimension: d }, stream),
      scale,
    };
    const wanted = attentionByFormula(call, { score: (product) => scale * product });
    const rule = { tolerance: TOLERANCE.forward, scale: Math.abs(scale) };
    return worstMargin(listMargins("place of the answer", attendScaled(call), wanted, rule));
  },
});

testClaim(claim);
