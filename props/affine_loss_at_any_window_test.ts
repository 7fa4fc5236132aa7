import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { temperatureSquared } from "../fixtures/mutants/temperature_squared.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  affineLoss,
  averagedCurves,
  randomStream,
  statisticalClaim,
  windowLimit,
} from "../src/mod.ts";

/** Points in a frozen sample: the loss has a noise of about 3 %. */
const POINTS = 30_000;
/** Fewest effective neighbours n/V: the bias of a ratio of means is of the order of its inverse. */
const NEIGHBOURS = 25;
/** The margin on the loss. */
const WITHIN = 0.1;

export const claim = statisticalClaim({
  id: "B7.general",
  slug: "affine_loss_at_any_window",
  statement:
    "the loss of affine tasks is (L²/3d)(1−A_d)² + [σ² + L²(d−1)/(6dw)]·V, within 10 %, in any dimension",
  source: "derived from the limits of B6, moments by quadrature",
  regime: "d from 2 to 5, w from 3 to 12, n from 200 to 3000 with at least 25 effective neighbours",
  kind: "LIM",
  expected: "verified",
  needs: ["weigh"],
  mutants: [temperatureSquared, uniformWeights, farthestForNearest],
  effectName: "0.1 − |log of measured over predicted loss|",
  bound: WITHIN,
  smallestEffect: 0.03,
  budget: { quick: 200, ci: 400, deep: 1000 },
  generator: fc.constant({}),
  replicate(_, seed, { weigh }) {
    const stream = randomStream(seed, "B7.general");
    const dimension = stream.integer(2, 5);
    const w = 3 * Math.pow(4, stream.uniform());
    const { variance } = windowLimit({ dimension, inverseTemperature: w });
    const least = Math.max(200, NEIGHBOURS * variance);
    const contextLength = Math.ceil(least * Math.pow(3000 / least, stream.uniform()));
    const lipschitz = Math.pow(3, stream.between(-1, 1));
    const noise = lipschitz * Math.pow(10, stream.between(-1, 0));
    const prompts = Math.ceil(POINTS / contextLength);
    const sizes = { functionClass: "affine", contextLength, dimension, prompts } as const;
    const { bias: [b], variance: [v] } = averagedCurves(sizes, [w], stream, weigh);
    const loss = lipschitz ** 2 * b + noise ** 2 * v;
    const predicted = affineLoss({ contextLength, lipschitz, noise, dimension }, w);
    return WITHIN - Math.abs(Math.log(loss / predicted));
  },
});

testClaim(claim);
