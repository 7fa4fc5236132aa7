import { slopeCountedAsNoise } from "../fixtures/mutants/slope_counted_as_noise.ts";
import { varianceForNoise } from "../fixtures/mutants/variance_for_noise.ts";
import { measuredTable } from "../fixtures/laws/known_tables.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { counts, logUniform, oneOf, specs, statisticalClaim } from "../src/mod.ts";

/**
 * A row's label is off the plane through its k nearest rows by noise of variance σ²(1 + h) and by what the relation bends, which
 * cross-validation of k keeps small against it.
 */
export const claim = statisticalClaim({
  id: "E6",
  slug: "noise_of_labels_is_found",
  statement:
    "local fits give the noise of labels within 10 %, where the relation is affine and where it bends",
  source: "derived; k by cross-validation",
  regime:
    "uniform rows on the sphere, σ in units of the slope; affine, or with a bend to half the slope",
  kind: "EXP",
  expected: "verified",
  needs: ["measureNoise"],
  mutants: [slopeCountedAsNoise, varianceForNoise],
  effectName: "estimated over true σ, less 1",
  bound: 0.4,
  within: 0.1,
  smallestEffect: 0.03,
  budget: { quick: 300, ci: 600, deep: 1500 },
  strata: [
    { name: "affine", setting: { rows: 500, dimension: 3, noise: 0.2, bend: 1 } },
    { name: "ReLU", setting: { rows: 700, dimension: 2, noise: 1, bend: -0.5 } },
    { name: "ReLU on S²", setting: { rows: 500, dimension: 3, noise: 0.3, bend: -0.5 } },
  ],
  generator: specs({
    rows: counts(500, 700),
    dimension: counts(2, 3),
    noise: logUniform(0.2, 1),
    bend: oneOf(1, -0.5),
  }),
  replicate: (table, seed, { measureNoise }) =>
    measureNoise(measuredTable(table, seed))!.noise.value / table.noise - 1,
});

testClaim(claim);
