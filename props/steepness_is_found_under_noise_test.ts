import { noiseLeftInSlope } from "../fixtures/mutants/noise_left_in_slope.ts";
import { slopeOfOneDirection } from "../fixtures/mutants/slope_of_one_direction.ts";
import { knownSlope, measuredTable } from "../fixtures/laws/known_tables.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { counts, specs, statisticalClaim, uniformSteps } from "../src/mod.ts";

/** ‖slope‖² of a plane through k labels is that of the relation and σ² tr (ZᵀZ)⁻¹ of noise, which is subtracted. */
export const claim = statisticalClaim({
  id: "E7",
  slug: "steepness_is_found_under_noise",
  statement: "local fits give the root mean square slope of affine relations within 15 %",
  source: "derived; of relations that bend it is too small, which its interval has to say",
  regime: "uniform rows on the sphere, affine; σ in units of the slope",
  kind: "EXP",
  expected: "verified",
  needs: ["measureNoise"],
  mutants: [noiseLeftInSlope, slopeOfOneDirection],
  effectName: "estimated over true L, less 1",
  bound: 0.6,
  within: 0.15,
  smallestEffect: 0.05,
  budget: { quick: 300, ci: 600, deep: 1500 },
  strata: [
    { name: "S¹", setting: { rows: 700, dimension: 2, noise: 0.2 } },
    { name: "S²", setting: { rows: 500, dimension: 3, noise: 0.3 } },
  ],
  generator: specs({
    rows: counts(500, 700),
    dimension: counts(2, 3),
    noise: uniformSteps(0.2, 0.3),
  }),
  replicate(setting, seed, { measureNoise }) {
    const table = { ...setting, bend: 1 };
    return measureNoise(measuredTable(table, seed))!.slope.value / knownSlope(table) - 1;
  },
});

testClaim(claim);
