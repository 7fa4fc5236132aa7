import { diagonalGradientLost } from "../fixtures/mutants/diagonal_gradient_lost.ts";
import { frozenWindow } from "../fixtures/mutants/frozen_window.ts";
import { lastCoordinateFrozen } from "../fixtures/mutants/last_coordinate_frozen.ts";
import { lastCoordinateSlow } from "../fixtures/mutants/last_coordinate_slow.ts";
import { trainingCutShort } from "../fixtures/mutants/training_cut_short.ts";
import { windowHandedBackShort } from "../fixtures/mutants/window_handed_back_short.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { bestWindow, excessLoss, trainToRest } from "../src/measurement.ts";
import {
  counts,
  logUniform,
  oneOf,
  randomStream,
  type RegressionLaw,
  specs,
  statisticalLaw,
  uniformSteps,
} from "../src/mod.ts";

/** A loss is flat at its least: 1.2 % of it is worth the margin of 6 %. */
const LOSS_SCALE = 5;

/** What is looked at: a corner, or all that M loses. */
const ASPECTS = ["first", "last", "above", "below", "loss"] as const;
type Corner = Exclude<(typeof ASPECTS)[number], "loss">;
/** By row and column: 0 for the first, 1 for the last. */
const CORNERS: Readonly<Record<Corner, readonly [number, number]>> = {
  first: [0, 0],
  last: [1, 1],
  above: [0, 1],
  below: [1, 0],
};

interface Setting {
  readonly aspect: (typeof ASPECTS)[number];
  readonly functionClass: "affine" | "relu";
  readonly dimension: number;
  readonly contextLength: number;
  readonly noise: number;
  /** L/σ. */
  readonly ratio: number;
}

const lawOf = ({ aspect: _, ratio, ...sizes }: Setting): RegressionLaw => (
  { ...sizes, lipschitz: ratio * sizes.noise }
);

/** An entry in a corner of d×d, in parts of the best window. */
type Entry = (row: number, column: number, d: number) => number;

const identity: Entry = (row, column) => row === column ? 1 : 0;

/** What M should lose besides is 0. */
const lawFor = (entry: Entry) => ({ aspect, dimension }: Setting) =>
  aspect === "loss" ? 0 : entry(...CORNERS[aspect], dimension);

const rival = (name: string, description: string, entry: Entry) => (
  { name, description, law: lawFor(entry) }
);

const stratum = (
  aspect: Setting["aspect"],
  functionClass: Setting["functionClass"],
  dimension: number,
) => ({
  name: `${aspect}: ${functionClass}, d = ${dimension}`,
  setting: { aspect, functionClass, dimension },
});

/**
 * The law is invariant to rotation, so the mean of M is wI whatever the noise of the batches, and w is that of
 * B12.best: the first and the last entry of the diagonal are w*, the far corners 0, and what M loses beside w*I,
 * noise and all, is at most 1 % of the loss.
 */
export const claim = statisticalLaw({
  id: "B12.isotropic",
  slug: "pretraining_learns_one_window",
  statement:
    "pretraining all of M on a law without a direction learns M = w*I, entry by entry, w* the window of least loss",
  formula: String.raw`M_{\mathrm{trained}}=w^*I`,
  source: "arXiv 2402.11639, theorem 3.4; by invariance to rotation",
  regime: "runs long enough to converge",
  symbols: {
    first: "first entry",
    last: "last one",
    above: "one above the diagonal",
    below: "one below",
  },
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainAttention"],
  mutants: [
    lastCoordinateFrozen,
    lastCoordinateSlow,
    diagonalGradientLost,
    frozenWindow,
    windowHandedBackShort,
    trainingCutShort,
  ],
  law: lawFor(identity),
  rivals: [
    rival("an eighth wider", "M = w*I/1.12", (i, j) => identity(i, j, 0) / 1.12),
    rival("an eighth narrower", "M = 1.12 w*I", (i, j) => identity(i, j, 0) * 1.12),
    rival("all alike", "every entry of M is w*/d", (_i, _j, d) => 1 / d),
    rival("coupled", "the far corners are w*/10", (i, j) => i === j ? 1 : 0.1),
    rival("turned", "the far corners are ±w*/10", (i, j) => i === j ? 1 : 0.1 * (j - i)),
    rival("last less", "the last corner is .9 w*", (i, j) => i !== j ? 0 : 1 - 0.1 * i),
  ],
  effectName:
    "entry of M over w* less that of I; or five times the log of its loss over that of w*I",
  bound: 0.14,
  within: 0.06,
  smallestEffect: 0.02,
  budget: { quick: 200, ci: 400, deep: 1000 },
  strata: [
    stratum("last", "affine", 4),
    stratum("first", "relu", 2),
    stratum("above", "affine", 2),
    stratum("below", "relu", 3),
    stratum("loss", "relu", 3),
  ],
  generator: specs<Setting>({
    aspect: oneOf(...ASPECTS),
    functionClass: oneOf("affine", "relu"),
    dimension: counts(2, 4),
    contextLength: counts(20, 30),
    noise: logUniform(1 / 3, 3),
    ratio: uniformSteps(2, 2.5),
  }),
  measure(setting, seed, { pretrainAttention }) {
    const law = lawOf(setting);
    const stream = (name: string) => randomStream(seed, "B12.isotropic", name);
    const trained = trainToRest(law, stream, pretrainAttention);
    if (setting.aspect === "loss") return LOSS_SCALE * excessLoss(law, trained, stream("fresh"));
    const [row, column] = CORNERS[setting.aspect].map((corner) => corner * (law.dimension - 1));
    return trained.parameters.get(row, column) /
      bestWindow(trained.curves, law.noise).inverseTemperature;
  },
  effect(measured, law, setting) {
    const effect = measured - law(setting);
    return Number.isFinite(effect) ? effect : 9;
  },
});

testClaim(claim);
