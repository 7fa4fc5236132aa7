import { firstPointUnseen } from "../fixtures/mutants/first_point_unseen.ts";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { uniformWeights } from "../fixtures/mutants/uniform_weights.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawMany, gaussLegendre, innerProductLaw, UNIFORMS } from "../src/measurement.ts";
import {
  counts,
  drawNearestBatch,
  type Law,
  randomStream,
  type Rival,
  scaled,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** The margin on the logarithm of the error. */
const WITHIN = 0.06;
/** Prompts of a replicate: 2 to 4 % of noise. */
const PROMPTS = 800;
/** ξ1 at which even near-ties are decided. */
const SHARP = 1e5;

type Setting = Record<"contextLength" | "dimension" | "flips", number>;

const ANGLES = gaussLegendre(64, [0, Math.PI]);

/** P(the nearest point is beyond the boundary) = E θ_* over π: a random great circle parts two points at angle θ with chance θ/π. */
function beyond({ contextLength, dimension }: Setting): number {
  const setting = `${contextLength},${dimension}`;
  const chance = known.get(setting) ?? beyondBoundary(contextLength, dimension);
  known.set(setting, chance);
  return chance;
}

/** By N and d: every replicate asks for it, and every rival. */
const known = new Map<string, number>();

function beyondBoundary(contextLength: number, dimension: number): number {
  const { cdf } = innerProductLaw(dimension);
  // E θ_* = ∫P(θ_* > θ)dθ, and that is F(cos θ)^N.
  return ANGLES.nodes.reduce(
    (sum, theta, k) => sum + (ANGLES.weights[k] * cdf(Math.cos(theta)) ** contextLength) / Math.PI,
    0,
  );
}

/** Two labels, each flipped with chance p, disagree with 2p(1−p) if they were equal, and 1 − 2p(1−p) if not. */
const errorOf = (flips: number, parted: number) => {
  const noise = 2 * flips * (1 - flips);
  return noise + (1 - 2 * noise) * parted;
};

const law: Law<Setting> = (setting) => errorOf(setting.flips, beyond(setting));

const wrong = (name: string, own: Law<Setting>): Rival<Setting, number> => ({
  name,
  description: `${name} in place of the law`,
  law: own,
});

/**
 * The nearest point is beyond the boundary with chance E θ_* over π in every dimension, and its label repeats the
 * noise: with p = 0.3 no context is long enough for an error below 0.42, where a wide window comes near to 0.3.
 */
export const claim = statisticalLaw({
  id: "A16",
  slug: "nearest_label_repeats_noise",
  statement:
    "labels of a half-space, each flipped with chance p: sharp attention errs with r + (1−2r)·E θ_*/π, r = 2p(1−p), within 6 %",
  formula: String.raw`
    P(\mathrm{wrong})=r+(1-2r)\,\frac{\mathbb{E}\,\theta_*}{\pi},\qquad
    r=2p(1-p)`,
  source: "derived: Crofton's formula for the boundary, Cover and Hart (1967) for the noise",
  regime: "hard mask, ξ1 = 1e5; errors against the noisy label",
  kind: "EXP",
  expected: "verified",
  needs: ["weighInnerProducts"],
  mutants: [uniformWeights, farthestForNearest, firstPointUnseen],
  law,
  rivals: [
    scaled(law, 1 + 2 * WITHIN),
    scaled(law, 1 / (1 + 2 * WITHIN)),
    wrong("p, as a window's", (own) => errorOf(own.flips / 2, beyond(own))),
    wrong("2p", ({ flips, ...own }) => 2 * flips + (1 - 4 * flips) * beyond({ flips, ...own })),
    wrong("without boundary", ({ flips }) => Math.max(1e-3, 2 * flips * (1 - flips))),
    wrong("boundary without N", (own) => errorOf(own.flips, beyond({ ...own, contextLength: 10 }))),
    wrong("boundary without d", (own) => errorOf(own.flips, beyond({ ...own, dimension: 5 }))),
    wrong("noise + boundary", (own) => 2 * own.flips * (1 - own.flips) + beyond(own)),
  ],
  effectName: "log of measured over predicted error",
  bound: 2.5 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [[3, 3, 0], [32, 3, 0], [32, 8, 0], [3, 8, 0.3], [32, 3, 0.3]].map(
    ([contextLength, dimension, flips]) => ({
      name: `N = ${contextLength}, d = ${dimension}, p = ${flips}`,
      setting: { contextLength, dimension, flips },
    }),
  ),
  generator: specs<Setting>({
    contextLength: counts(3, 32),
    dimension: counts(3, 8),
    flips: uniformSteps(0, 0.3),
  }),
  measure({ contextLength: n, dimension: d, flips }: Setting, seed, { weighInnerProducts }) {
    const stream = randomStream(seed, "A16");
    const batch = drawNearestBatch({ contextLength: n, dimension: d, prompts: PROMPTS }, stream);
    const { covariates, queries } = batch;
    const draws = new Float64Array(n * d);
    const t = new Float64Array(n);
    let errors = 0;
    for (let b = 0; b < PROMPTS; b++) {
      for (let i = 0; i < n; i++) {
        t[i] = 0;
        for (let j = 0; j < d; j++) t[i] += covariates[(b * n + i) * d + j] * queries[b * d + j];
      }
      const { weights } = weighInnerProducts(t, { xi1: SHARP, xi2: Infinity });
      // Every axis is the normal of a half-space; the target's own flip is averaged out.
      drawMany(UNIFORMS, draws, stream);
      for (let j = 0; j < d; j++) {
        let prediction = 0;
        for (let i = 0; i < n; i++) {
          const flip = draws[j * n + i] < flips ? -1 : 1;
          prediction += weights[i] * Math.sign(covariates[(b * n + i) * d + j]) * flip;
        }
        const right = Math.sign(prediction) === Math.sign(queries[b * d + j]);
        errors += right ? flips : 1 - flips;
      }
    }
    return errors / (PROMPTS * d);
  },
  effect: (measured, law, setting) => Math.log(measured / law(setting)),
});

testClaim(claim);
