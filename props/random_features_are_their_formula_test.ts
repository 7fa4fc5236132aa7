import fc from "fast-check";
import { featuresBeyondSixtyFourRepeated } from "../fixtures/mutants/features_beyond_sixty_four_repeated.ts";
import { featuresInSinglePrecision } from "../fixtures/mutants/features_in_single_precision.ts";
import { featuresOfThreeCoordinates } from "../fixtures/mutants/features_of_three_coordinates.ts";
import { testClaim } from "../scripts/test_claim.ts";
import {
  countsAndEnds,
  exactMargin,
  FEATURE_KINDS,
  fromFlat,
  identityMargin,
  innerCells,
  logUniform,
  randomStream,
  seeds,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/** Numbers of frequencies beyond a few: an even and an odd one. */
const MANY = [64, 65, 801];

/** C11 asks for mean and variance in a plane; this for each feature, in any dimension. */
export const claim = universalClaim({
  id: "C11.formula",
  slug: "random_features_are_their_formula",
  statement:
    "feature r of m is e^{ω_rᵀx − ‖x‖²/2}/√m, or e^{‖x‖²/2}cos(ω_rᵀx)/√m with the sine m places on, in any dimension",
  formula: String.raw`
    \phi_r(x)=\frac{e^{\omega_r^\top x-\lVert x\rVert^2/2}}{\sqrt m}\quad\text{or}\quad\frac{e^{\lVert x\rVert^2/2}}{\sqrt m}\bigl(\cos\omega_r^\top x,\;\sin\omega_r^\top x\bigr)`,
  source: "Choromanski et al., arXiv 2009.14794; Rahimi and Recht, 2007",
  regime: "any frequencies",
  symbols: { size: "size of points" },
  kind: "ID",
  expected: "verified",
  needs: ["kernelFeatures"],
  mutants: [
    featuresOfThreeCoordinates,
    featuresBeyondSixtyFourRepeated,
    featuresInSinglePrecision,
  ],
  bounds: {
    kind: { among: FEATURE_KINDS },
    m: { from: 1, to: 801 },
    d: { from: 1, to: 64 },
    size: { from: 0.01, to: 8 },
  },
  cells: innerCells("m", MANY),
  generator: fc.record({
    kind: fc.constantFrom(...FEATURE_KINDS),
    m: countsAndEnds([1, 9], MANY),
    d: countsAndEnds([1, 7], [64]),
    size: logUniform(0.01, 8),
    seed: seeds(),
  }).map(({ m, d, ...rest }) => ({ m: d > 7 ? Math.min(m, 9) : m, d, ...rest })),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ kind, m, d, size, seed }, { kernelFeatures }) {
    const stream = randomStream(seed, "C11.formula");
    const omega = Array.from({ length: m }, () => Array.from({ length: d }, () => stream.normal()));
    const x = Array.from({ length: d }, () => (size * stream.normal()) / Math.sqrt(d));
    const frequencies = fromFlat(omega.flat(), m, d);
    const features = kernelFeatures(Float64Array.from(x), { frequencies, kind });
    const along = omega.map((row) => row.reduce((sum, entry, j) => sum + entry * x[j], 0));
    const half = x.reduce((sum, entry) => sum + entry ** 2, 0) / 2;
    const root = Math.log(m) / 2;
    const rule = { tolerance: TOLERANCE.forward, scale: size ** 2 };
    const margins = kind === "positive"
      // By their logarithms, however small they are.
      ? along.map((value, r) =>
        identityMargin(`log feature ${r}`, Math.log(features[r]), value - half - root, rule)
      )
      : [Math.cos, Math.sin].flatMap((wave, k) =>
        along.map((value, r) => {
          const feature = features[k * m + r] / Math.exp(half - root);
          return identityMargin(`${["cosine", "sine"][k]} ${r}`, feature, wave(value), rule);
        })
      );
    return worstMargin(exactMargin("features", features.length, margins.length), margins);
  },
});

testClaim(claim);
