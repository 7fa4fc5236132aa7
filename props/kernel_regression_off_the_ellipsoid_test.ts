import { distanceForInnerProduct } from "../fixtures/mutants/distance_for_inner_product.ts";
import { keyNormSubtracted } from "../fixtures/mutants/key_norm_subtracted.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  nadarayaWatson,
  onEllipsoid,
  pointOnEllipsoid,
  randomEllipsoid,
} from "../src/measurement.ts";
import {
  counts,
  createPrompt,
  identityMargin,
  logUniform,
  multiply,
  randomStream,
  scaledIdentity,
  seeds,
  specs,
  spherePoints,
  TOLERANCE,
  universalClaim,
} from "../src/mod.ts";

/** The kernel has −w‖x_i − x_q‖²/2 = w⟨x_i, x_q⟩ − w‖x_i‖²/2 + …: unequal norms leave their term behind. */
export const claim = universalClaim({
  id: "B1.unequal",
  slug: "kernel_regression_off_the_ellipsoid",
  statement:
    "M = wΣ^{−1} is Nadaraya–Watson with a Gaussian kernel for points of unequal norms too",
  formula: String.raw`
    h=\frac{\sum_i K_iy_i}{\sum_i K_i},\quad K_i=e^{-\frac w2\lVert x_i-x_q\rVert_{\Sigma^{-1}}^2},\qquad
    \lVert x_i\rVert\ne\lVert x_j\rVert`,
  source: "false: the identity needs every x on one ellipsoid (B1)",
  regime: "points r·Σ^{1/2}u with log r uniform in ±log(spread), as B1 otherwise",
  symbols: { condition: "condition number of Σ" },
  kind: "ID",
  expected: "refuted",
  failsIn: 0.8,
  needs: ["predict"],
  mutants: [distanceForInnerProduct, keyNormSubtracted],
  generator: specs({
    n: counts(2, 17),
    d: counts(2, 7),
    w: logUniform(0.01, 30),
    condition: logUniform(1, 100),
    spread: logUniform(1.1, 3),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 4000 },
  check({ n, d, w, condition, spread, seed }, { predict }) {
    const stream = randomStream(seed, "B1.unequal");
    const ellipsoid = randomEllipsoid(d, condition, stream);
    const radius = () => Math.pow(spread, stream.between(-1, 1));
    const stretch = (x: ArrayLike<number>) => {
      const r = radius();
      return Array.from(x, (value) => r * value);
    };
    const covariates = onEllipsoid(spherePoints(n, d, stream), ellipsoid).to2DArray().map(stretch);
    const query = stretch(pointOnEllipsoid(spherePoints(1, d, stream).getRow(0), ellipsoid));
    const labels = Array.from({ length: n }, () => stream.normal());
    const precision = ellipsoid.precision.to2DArray();
    const wanted = nadarayaWatson({ covariates, labels, query, precision }, w);
    const M = multiply(ellipsoid.precision, scaledIdentity(d, w));
    return identityMargin(
      "prediction",
      predict(createPrompt({ covariates, labels, query }), M),
      wanted,
      {
        tolerance: TOLERANCE.identity,
        // Rounding of a squared distance, times the slope of the weights.
        scale: condition * w * spread ** 2 * Math.max(...labels.map(Math.abs)),
      },
    );
  },
});

testClaim(claim);
