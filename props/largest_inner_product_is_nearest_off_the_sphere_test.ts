import { distanceForInnerProduct } from "../fixtures/mutants/distance_for_inner_product.ts";
import { nearestPointLookup } from "../fixtures/mutants/nearest_point_lookup.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  counts,
  createPrompt,
  exactMargin,
  logUniform,
  nearestNeighbour,
  randomStream,
  scaledIdentity,
  seeds,
  specs,
  universalClaim,
} from "../src/mod.ts";

/** At N = 8, d = 3 the two points differ in 56 % of Gaussian prompts: long vectors win inner products. */
export const claim = universalClaim({
  id: "A7.gaussian",
  slug: "largest_inner_product_is_nearest_off_the_sphere",
  statement: "on Gaussian covariates too, M = wI gives the nearest point the largest weight",
  formula: String.raw`
    \operatorname*{arg\,max}_i\,\langle x_i,x_q\rangle=\operatorname*{arg\,min}_i\,\lVert x_i-x_q\rVert`,
  source: "false: paper A needs the sphere, where ‖x − x_q‖² = 2 − 2⟨x, x_q⟩",
  regime: "independent standard normal coordinates, points and query alike",
  kind: "ID",
  expected: "refuted",
  failsIn: 0.4,
  needs: ["attend"],
  mutants: [distanceForInnerProduct, nearestPointLookup],
  generator: specs({
    n: counts(4, 17),
    d: counts(2, 7),
    w: logUniform(0.1, 10),
    seed: seeds(),
  }),
  budget: { quick: 1500, ci: 3000, deep: 6000 },
  check({ n, d, w, seed }, { attend }) {
    const stream = randomStream(seed, "A7.gaussian");
    const point = () => Array.from({ length: d }, () => stream.normal());
    const covariates = Array.from({ length: n }, point);
    const [query, labels] = [point(), new Float64Array(n)];
    const weights = attend(createPrompt({ covariates, labels, query }), scaledIdentity(d, w));
    const { indices } = nearestNeighbour({ covariates, labels, query });
    return exactMargin(
      "the point of largest weight",
      weights.indexOf(Math.max(...weights)),
      indices[0],
    );
  },
});

testClaim(claim);
