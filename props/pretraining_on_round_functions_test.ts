import { diagonalGradientLost } from "../fixtures/mutants/diagonal_gradient_lost.ts";
import { iclGradientTransposed } from "../fixtures/mutants/icl_gradient_transposed.ts";
import { weightDecay } from "../fixtures/mutants/weight_decay.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { ellipsoidOptimum, trainOnEllipsoid } from "../src/measurement.ts";
import {
  counts,
  type Law,
  oneOf,
  randomStream,
  type Rival,
  specs,
  statisticalLaw,
} from "../src/mod.ts";

/** The margin on the logarithm of the ratio of M's entries. */
const WITHIN = 0.08;
/** Prompts on which the best entries are computed: their ratio to 4 %. */
const PROMPTS = 100;
/** κ: the ratio of Σ's eigenvalues. */
const CONDITION = 2.5;

interface Setting {
  readonly contextLength: number;
  /** L/σ. */
  readonly ratio: number;
}

/** M's entry along the shorter axis over that along the longer one, from the ratio that is best. */
type Shape = Law<Setting, (best: number) => number>;

const rival = (name: string, description: string, law: Shape): Rival => (
  { name, description, law }
);

/**
 * In u = Σ^{−1/2}x a function l·vᵀx + b has the slope l√λ_k·v_k along axis k, so what is missed along it costs λ_k
 * times as much: the best M is the A of least (L²/3d)Σ_k λ_k B_k(A) + σ²V(A), in x's coordinates. With κ = 2.5 and
 * n = 10 the entries are 1 to 1.31 (L = σ) and 1 to 1.77 (L = 3σ), with κ = 4 and L = 1.5σ or 3σ 1 to 1.71 and 2.29,
 * where Σ^{−1} would have 1 to κ; the attention of a linear head, 1 + ρ over 1/κ + ρ with ρ = 3d²σ²/(nL²), is
 * right for wide windows only. From L = 4σ on runs of this length are too noisy to tell.
 */
export const claim = statisticalLaw({
  id: "B12.round",
  slug: "pretraining_on_round_functions",
  statement:
    "on an ellipse pretraining on affine functions isotropic in x does not find M ∝ Σ^{−1} but the least of (L²/3d)Σ λ_k B_k + σ²V, whose entries are closer together",
  formula: String.raw`
    M^*=\operatorname*{arg\,min}_M\;\frac{L^2}{3d}\sum_k\lambda_kB_k(M)+\sigma^2V(M)\;\not\propto\;\Sigma^{-1}`,
  source:
    "derived: B2 with a bias for each axis; arXiv 2402.11639, theorem 3.4 asks for functions of Σ^{−1/2}x",
  regime: "affine class, d = 2, κ = 2.5; runs that come to rest",
  kind: "EXP",
  expected: "verified",
  needs: ["iclGradient"],
  mutants: [weightDecay, iclGradientTransposed, diagonalGradientLost],
  law: (): (best: number) => number => (best) => best,
  rivals: [
    rival("Σ^−1", "as for functions of u", () => () => CONDITION),
    rival("Σ^−1/2", "M whitens the points whatever L is", () => () => Math.sqrt(CONDITION)),
    rival("isotropic", "M knows nothing of Σ", () => () => 1),
    rival("× 1.16", "the law's constant × 1.16", () => (best) => 1.16 * best),
    rival("÷ 1.16", "the law's constant ÷ 1.16", () => (best) => best / 1.16),
    rival("κ^(e + 0.1)", "the exponent of κ is 0.1 more", () => (best) => best * CONDITION ** 0.15),
    rival("the wide window's", "as a linear head has it", ({ contextLength, ratio }) => () => {
      const noise = 12 / (contextLength * ratio ** 2);
      return (1 + noise) / (1 / CONDITION + noise);
    }),
  ],
  effectName: "log of the ratio of M's entries over the ratio that is best",
  bound: 0.2,
  within: WITHIN,
  smallestEffect: 0.025,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    { name: "L = 1.2σ", setting: { ratio: 1.2 } },
    { name: "L = 3σ", setting: { ratio: 3 } },
  ],
  generator: specs<Setting>({
    contextLength: counts(10, 12),
    ratio: oneOf(1.2, 3),
  }),
  measure({ contextLength, ratio }, seed, { iclGradient }) {
    const sizes = { contextLength, lipschitz: ratio, noise: 1 };
    const law = { ...sizes, functionClass: "affine", dimension: 2 } as const;
    const stream = (name: string) => randomStream(seed, "B12.round", name);
    const training = { law, condition: CONDITION, functionsOf: "ellipsoid" } as const;
    const { parts, eigenvalues } = trainOnEllipsoid(training, stream, iclGradient);
    const [longer, shorter] = ellipsoidOptimum(
      { ...sizes, eigenvalues, prompts: PROMPTS },
      stream("best"),
    );
    return { trained: [parts.get(0, 0), parts.get(1, 1)], best: shorter / longer };
  },
  effect({ trained: [longer, shorter], best }, law, setting) {
    // Without a window along each axis there is no ratio.
    if (!(longer > 0 && shorter > 0)) return -1;
    return Math.log(shorter / longer / law(setting)(best));
  },
});

testClaim(claim);
