import { lossNotHalved } from "../fixtures/mutants/loss_not_halved.ts";
import { stepOffByDimension } from "../fixtures/mutants/step_off_by_dimension.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { predictedLoss, trainedStates } from "../src/measurement.ts";
import { crossed, oneOf, type Rival, rivalsOf, specs, statisticalLaw } from "../src/mod.ts";

/**
 * The theory's three pairs with their masks. The rates are what each stands at t = 2e4: two points in three
 * dimensions overshoot in their first steps from η = 200 on.
 */
const PAIRS: Readonly<Record<string, Pair>> = {
  "(4,4)": { contextLength: 4, dimension: 4, sigma: Infinity, learningRate: 200 },
  "(16,8)": { contextLength: 16, dimension: 8, sigma: Infinity, learningRate: 400 },
  "(2,3)": { contextLength: 2, dimension: 3, sigma: 10, learningRate: 100 },
};
interface Pair {
  readonly contextLength: number;
  readonly dimension: number;
  readonly sigma: number;
  readonly learningRate: number;
}
/** Either end of the time: a factor of 16. */
const [EARLY, LATE] = [2e4, 3.2e5];
/** The margin on log L, and on the logarithm of the fall. */
const WITHIN = 0.08;

type Setting = { readonly pair: string; readonly quantity: string };
/** A loss by time and ρ = ξ2/ξ1. */
type LossLaw = (own: { readonly time: number; readonly ratio: number } & Pair) => number;

const cubeRoot: LossLaw = (own) => predictedLoss(own, own.time);

/** What is asked of a law: the late loss, or what remains of the early one. */
const asked = (loss: LossLaw) => ({ pair, quantity }: Setting) => (ratios: readonly number[]) => {
  const [early, late] = [EARLY, LATE].map((time, k) =>
    loss({ ...PAIRS[pair], time, ratio: ratios[k] })
  );
  return quantity === "loss" ? late : late / early;
};

/** Powers and logarithms that are right at the end, where the loss is held to its value. */
const byTime = (name: string, of: (time: number) => number): [string, LossLaw] => [
  name,
  (own) => cubeRoot({ ...own, time: LATE }) * (of(own.time) / of(LATE)),
];

/**
 * Near-ties leave L = C/ξ1. With ξ2 = ρξ1 descent is (d + ρ²)·dξ1/dt = C/ξ1², so ξ1³ = 3Ct/(d + ρ²) and L(t) =
 * C^{2/3}((d + ρ²)/(3t))^{1/3}.
 */
export const claim = statisticalLaw({
  id: "A11.time.pairs",
  slug: "training_loss_of_three_pairs_follows_cube_root",
  statement:
    "(4,4) and (16,8) hard, (2,3) soft: from t = 2e4 to 3.2e5 a training's loss falls by t^{−1/3} to C^{2/3}((d+ρ²)/3t)^{1/3}",
  formula: String.raw`
    L(t)=C^{2/3}\Bigl(\frac{d+\rho^2}{3t}\Bigr)^{1/3},\qquad
    (N,d)\in\{(4,4),\,(16,8),\,(2,3)\}`,
  source: "derived: L·t^{1/3} = 0.597, 1.496 and 0.443",
  regime: "the loss at t = 3.2e5, and over that at t = 2e4 of the same training, each within 8 %",
  symbols: { pair: "(N, d)" },
  kind: "LIM",
  expected: "verified",
  needs: ["pretrainNearest"],
  mutants: [lossNotHalved, stepOffByDimension, trainingNeverMoves],
  law: asked(cubeRoot),
  rivals: [
    ...rivalsOf(cubeRoot, {
      over: { time: { from: EARLY, to: LATE } },
      within: WITHIN,
      exponents: ["time"],
    }).map(({ name, law }): [string, LossLaw] => [name, law]),
    byTime("1/log t", (time) => 1 / Math.log(time)),
    byTime("1/√t", (time) => time ** -0.5),
    byTime("1/t", (time) => 1 / time),
    byTime("t^(−0.3)", (time) => time ** -0.3),
    ["without ρ²", (own) => cubeRoot({ ...own, ratio: 0 })] as [string, LossLaw],
  ].map(([name, law]): Rival<Setting, (ratios: readonly number[]) => number> => ({
    name,
    description: `${name} in place of the law`,
    law: asked(law),
  })),
  effectName: "log of measured over predicted",
  bound: 2 * WITHIN,
  within: WITHIN,
  smallestEffect: 0.025,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: crossed<Setting>({ pair: Object.keys(PAIRS), quantity: ["loss", "fall"] }),
  generator: specs<Setting>({
    pair: oneOf(...Object.keys(PAIRS)),
    quantity: oneOf("loss", "fall"),
  }),
  measure({ pair, quantity }: Setting, seed, { pretrainNearest }) {
    // Only the fall asks for what is early, and for a rate that it stands.
    const learningRate = PAIRS[pair].learningRate * (quantity === "fall" ? 1 : 2);
    const record = quantity === "fall" ? [EARLY / learningRate] : [];
    const length = { learningRate, steps: LATE / learningRate, batch: 8, record };
    const training = { ...PAIRS[pair], ...length };
    return trainedStates(training, [seed, "A11.time.pairs"], pretrainNearest);
  },
  // A model that never left the start misses the prediction by more than any bound.
  effect(states, law, setting) {
    if (states === undefined) return 1;
    const [early, late] = [states[0], states[states.length - 1]];
    const measured = setting.quantity === "loss" ? late.loss : late.loss / early.loss;
    return Math.log(measured / law(setting)([early.ratio, late.ratio]));
  },
});

testClaim(claim);
