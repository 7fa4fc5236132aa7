import { gradientOnDiagonalOnly } from "../fixtures/mutants/gradient_on_diagonal_only.ts";
import { iclGradientSignFlipped } from "../fixtures/mutants/icl_gradient_sign_flipped.ts";
import { iclGradientWithoutPrediction } from "../fixtures/mutants/icl_gradient_without_prediction.ts";
import { lastCoordinateSlow } from "../fixtures/mutants/last_coordinate_slow.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { trainOnEllipsoid } from "../src/measurement.ts";
import { counts, oneOf, randomStream, specs, statisticalLaw, uniformSteps } from "../src/mod.ts";

const CONDITIONS = [4, 10];
/** Where M is looked at: along an axis of Σ, or between the two. */
const ASPECTS = ["longest", "shortest", "between"] as const;

interface Setting {
  readonly aspect: (typeof ASPECTS)[number];
  readonly functionClass: "affine" | "relu";
  /** The ratio of Σ's largest eigenvalue to its smallest. */
  readonly condition: number;
  readonly contextLength: number;
  /** L/σ. */
  readonly ratio: number;
}

/** M over the best window on the sphere, by the eigenvalues at its row and column. */
type Entry = (row: number, column: number) => number;

const power = (exponent: number, factor = 1): Entry => (row, column) =>
  row === column ? factor * row ** exponent : 0;

/** The largest eigenvalue is 1. */
const lawFor = (entry: Entry) => ({ aspect, condition }: Setting) =>
  entry(aspect === "shortest" ? 1 / condition : 1, aspect === "longest" ? 1 : 1 / condition);

const rival = (name: string, description: string, entry: Entry) => (
  { name, description, law: lawFor(entry) }
);

/**
 * On the ellipsoid attention with M = wΣ^{−1} is attention with wI on the sphere (B1), and functions of u = Σ^{−1/2}x
 * have no direction there: so M = w*Σ^{−1}, the w* of the sphere, although nobody says what Σ is. Not so for functions
 * that are isotropic in x itself, to which the longer axis matters more: B12.round.
 */
export const claim = statisticalLaw({
  id: "B12.ellipsoid",
  slug: "pretraining_finds_ellipsoid",
  statement:
    "pretraining on points of an ellipsoid, on functions of the sphere behind it, finds M = w*Σ^{−1}",
  formula: String.raw`M_{\mathrm{trained}}=w^*\,\Sigma^{-1}`,
  source: "arXiv 2402.11639, theorem 3.4 with its covariates; from B1 and the window by B2",
  regime: "d = 2; runs long enough to converge",
  symbols: { aspect: "axis", condition: "condition number of Σ" },
  kind: "EXP",
  expected: "verified",
  needs: ["iclGradient"],
  mutants: [
    gradientOnDiagonalOnly,
    lastCoordinateSlow,
    iclGradientSignFlipped,
    iclGradientWithoutPrediction,
  ],
  law: lawFor(power(-1)),
  rivals: [
    rival("Σ^−0.9", "the exponent of Σ is .1 more", power(-0.9)),
    rival("Σ^−1.1", "the exponent of Σ is .1 less", power(-1.1)),
    rival("Σ^−1/2", "M whitens the points, and no more", power(-0.5)),
    rival("Σ^−2", "M undoes Σ twice", power(-2)),
    rival("isotropic", "M knows nothing of Σ", power(0)),
    rival("× 1.2", "the window is narrower than on the sphere", power(-1, 1.2)),
    rival("÷ 1.2", "the window is wider than on the sphere", power(-1, 1 / 1.2)),
    rival("coupled", "the axes mix by a tenth", (a, b) => a === b ? 1 / a : 0.2 / Math.sqrt(a * b)),
  ],
  effectName: "√(λλ') times the entry of M between two axes, over w*, less what is predicted",
  bound: 0.16,
  within: 0.08,
  smallestEffect: 0.025,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    { name: "shortest axis, condition 4", setting: { aspect: "shortest", condition: 4 } },
    { name: "longest axis, condition 4", setting: { aspect: "longest", condition: 4 } },
    { name: "between, condition 4", setting: { aspect: "between", condition: 4 } },
    { name: "shortest axis, condition 10", setting: { aspect: "shortest", condition: 10 } },
  ],
  generator: specs<Setting>({
    aspect: oneOf(...ASPECTS),
    functionClass: oneOf("affine", "relu"),
    condition: oneOf(...CONDITIONS),
    contextLength: counts(8, 12),
    ratio: uniformSteps(1, 1.5),
  }),
  measure({ aspect, condition, functionClass, contextLength, ratio }, seed, { iclGradient }) {
    const law = { functionClass, contextLength, dimension: 2, lipschitz: ratio, noise: 1 };
    const stream = (name: string) => randomStream(seed, "B12.ellipsoid", name);
    const { parts } = trainOnEllipsoid({ law, condition }, stream, iclGradient);
    return parts.get(aspect === "shortest" ? 1 : 0, aspect === "longest" ? 0 : 1);
  },
  effect(measured, law, setting) {
    // Entries are of very different size: each in parts of the geometric mean of the two on its axes.
    const { aspect, condition } = setting;
    const unit = { longest: 1, shortest: condition, between: Math.sqrt(condition) }[aspect];
    return (measured - law(setting)) / unit;
  },
});

testClaim(claim);
