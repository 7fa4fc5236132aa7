import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { hardAttention } from "../fixtures/mutants/hard_attention.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  averagedCurves,
  counts,
  logUniform,
  randomStream,
  statisticalClaim,
  windowLimit,
} from "../src/mod.ts";

/** n: long enough for the limits. */
const CONTEXT = 6400;
/** Sets of points a replicate. */
const PROMPTS = 6;

/** The limits are ratios of integrals, by quadrature; at d = 3 they are coth w − 1/w and w·coth w. */
export const claim = statisticalClaim({
  id: "B6",
  slug: "long_context_limit_of_window",
  statement:
    "as n → ∞ linear functions shrink by A_d(w) and n·EΣa_i² → E e^{2ws}/(E e^{ws})²: at n = 6400 bias² within 15 %, nV within 4 %",
  source: "derived; law of large numbers for the tilted law of s on the sphere",
  regime: "n = 6400, w from 1 to 10, d from 2 to 4",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh"],
  mutants: [temperatureSquared, uniformWeights, hardAttention, farthestForNearest],
  effectName: "share of the margin that is left, the smaller of bias² and nV",
  bound: 1,
  smallestEffect: 0.2,
  budget: { quick: 200, ci: 400, deep: 1000 },
  bounds: { dimension: { from: 2, to: 4 }, inverseTemperature: { from: 1, to: 10 } },
  generator: fc.record({ dimension: counts(2, 4), inverseTemperature: logUniform(1, 10) }),
  replicate({ dimension, inverseTemperature }, seed, { weigh }) {
    const stream = randomStream(seed, "B6");
    const sizes = {
      functionClass: "affine",
      contextLength: CONTEXT,
      dimension,
      prompts: PROMPTS,
    } as const;
    const curves = averagedCurves(sizes, [inverseTemperature], stream, weigh);
    const { bias: [bias], variance: [v] } = curves;
    const limit = windowLimit({ dimension, inverseTemperature });
    const wanted = (1 - limit.shrinkage) ** 2 / (3 * dimension);
    return Math.min(
      1 - Math.abs(Math.log(bias / wanted)) / Math.log(1.15),
      1 - Math.abs(Math.log((CONTEXT * v) / limit.variance)) / Math.log(1.04),
    );
  },
});

testClaim(claim);
