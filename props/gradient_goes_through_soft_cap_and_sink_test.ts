import { gradientOfCapClips } from "../fixtures/mutants/gradient_of_cap_clips.ts";
import { gradientThroughCapIgnored } from "../fixtures/mutants/gradient_through_cap_ignored.ts";
import { gradientThroughSinkIgnored } from "../fixtures/mutants/gradient_through_sink_ignored.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, ONE_OF_EACH, slopeAlong } from "../src/measurement.ts";
import {
  type AttentionCall,
  counts,
  dot,
  identityMargin,
  logUniform,
  norm,
  oneOf,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** c·tanh(s/c) has the derivative 1 − tanh²(s/c); a sink makes the weights of the points sum to less than 1. */
export const claim = universalClaim({
  id: "D14.capped",
  slug: "gradient_goes_through_soft_cap_and_sink",
  statement:
    "with a soft cap and sinks the gradient is still the derivative of the subject's own answer",
  formula: String.raw`\frac{d}{ds}\,c\tanh\frac sc=1-\tanh^2\frac sc`,
  source: "derivative of the softmax, chain rule",
  regime: "normal queries, keys, values and sinks",
  symbols: { softCap: "c" },
  kind: "ID",
  expected: "verified",
  needs: ["attendCapped", "attendWithSinks", "attendGradient"],
  mutants: [gradientThroughCapIgnored, gradientThroughSinkIgnored, gradientOfCapClips],
  generator: specs({
    n: counts(1, 9),
    heads: counts(1, 2),
    softCap: logUniform(0.5, 5),
    option: oneOf("softCap", "sinkScores"),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, heads, softCap, option, seed }, { attendCapped, attendWithSinks, attendGradient }) {
    const stream = randomStream(seed, "D14.capped");
    const shape = { ...ONE_OF_EACH, heads, keyHeads: heads, points: n, dimension: 2 };
    const drawn = drawCall(shape, stream);
    const normals = (length: number) => Float64Array.from({ length }, () => stream.normal());
    const sinkScores = normals(heads);
    const cotangent = normals(heads);
    const call = option === "softCap" ? { ...drawn, softCap } : { ...drawn, sinkScores };
    // Both are read in every case: what a subject lacks is not a matter of the draw.
    const capped = (one: AttentionCall) => attendCapped({ ...one, softCap });
    const sunk = (one: AttentionCall) => attendWithSinks({ ...one, sinkScores });
    const attend = option === "softCap" ? capped : sunk;
    const gradient = attendGradient(call, cotangent);
    return worstMargin(
      (["queries", "keys", "values"] as const).map((part) => {
        const direction = normals(call[part].length);
        const along = direction.map((u) => u / norm(direction));
        const f = (moved: Float64Array) => dot(attend({ ...call, [part]: moved }), cotangent);
        return identityMargin(
          `slope along ${part}`,
          dot(gradient[part], along),
          slopeAlong(f, { at: call[part], along }),
          { tolerance: TOLERANCE.centralDifference },
        );
      }),
    );
  },
});

testClaim(claim);
