import fc from "fast-check";
import { farthestForNearest } from "../fixtures/mutants/farthest_for_nearest.ts";
import { trainingNeverMoves } from "../fixtures/mutants/training_never_moves.ts";
import { transformerTrainedHalfway } from "../fixtures/mutants/transformer_trained_halfway.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { uniformErrors } from "../src/measurement.ts";
import { randomStream, type Rival, statisticalLaw } from "../src/mod.ts";

/** The margin on the share. */
const WITHIN = 0.02;

type Setting = Record<"contextLength" | "dimension" | "time", number>;

/** Shares of wrong answers, from 300 trainings of 1000 prompts each: of all of W, and of tr W11/d and W33 alone. */
interface Shares {
  readonly full: number;
  readonly scalars: number;
}
const MEASURED: Readonly<Record<string, Shares>> = {
  "(4,3), t = 1000": { full: 0.041, scalars: 0.012 },
  "(8,5), t = 1000": { full: 0.086, scalars: 0.037 },
  "(8,5), t = 2000": { full: 0.06, scalars: 0.023 },
};

const nameOf = ({ contextLength, dimension, time }: Setting) =>
  `(${contextLength},${dimension}), t = ${time}`;
const law = (setting: Setting) => MEASURED[nameOf(setting)].full;

const rival = (name: string, own: (setting: Setting) => number): Rival<Setting, number> => ({
  name,
  description: `${name}, in place of the shares that were measured`,
  law: own,
});

const stratum = (contextLength: number, dimension: number, time: number) => {
  const setting = { contextLength, dimension, time };
  return { name: nameOf(setting), setting };
};

/**
 * Separated prompts are all right by then (A15); of uniform ones two to three times as many are wrong as W's scalars
 * would get wrong, since the rest of W (A15.rest) turns near-ties over. Fewer with time, as ξ1 outgrows the rest:
 * at (8,5) 14 % at t = 500, 8.6 % at 1000, 6 % at 2000, 4.3 % at 4000, 3.4 % at 8000; at (4,3) 2.6 % at 4000; at (16,8)
 * 16 % at 4000 and 11 % at 8000. And fewer with larger batches: at (8,5), t = 2000, η/batch = 0.02, 3.2 %.
 * Noise at the start makes no difference: 4.1 % at (4,3), t = 1000 for ε = 0 and for ε = 1.
 */
export const claim = statisticalLaw({
  id: "A15.answers",
  slug: "uniform_answers_of_full_matrix",
  statement:
    "trained in full, attention gets 96 % of uniform prompts right at (4,3), t = 1000, and 91 and 94 % at (8,5), t = 1000 and 2000, within 2 %: fewer than its two scalars would",
  formula: String.raw`
    \mathrm{acc}(4,3)=0.96\;\;(t=1000),\qquad
    \mathrm{acc}(8,5)=0.91\;\;(t=1000),\;\;0.94\;\;(t=2000)`,
  source:
    "arXiv 2609.01311, experiments on initialisation: accuracy of all of W; shares measured here",
  regime:
    "(N, d) = (4, 3) or (8, 5), t = 2000 at the latter only; σ = 3, ε = 1, η = 2.5, 16 prompts a step",
  kind: "EXP",
  expected: "verified",
  needs: ["pretrainTransformer", "transform"],
  mutants: [trainingNeverMoves, farthestForNearest, transformerTrainedHalfway],
  law,
  rivals: [
    rival("as its scalars", (setting) => MEASURED[nameOf(setting)].scalars),
    rival("exactly 1-NN", () => 0),
    rival("the majority's label", () => 0.36),
    rival("twice as often", (setting) => 2 * law(setting)),
    rival("as early, for ever", () => MEASURED["(8,5), t = 1000"].full),
  ],
  effectName: "share of wrong answers less the share measured before",
  bound: 0.11,
  within: WITHIN,
  smallestEffect: 0.006,
  budget: { quick: 300, ci: 600, deep: 1500 },
  bounds: {
    contextLength: { among: [4, 8] },
    dimension: { among: [3, 5] },
    time: { among: [1000, 2000] },
  },
  strata: [stratum(4, 3, 1000), stratum(8, 5, 1000), stratum(8, 5, 2000)],
  generator: fc.constant<Setting>({ contextLength: 8, dimension: 5, time: 1000 }),
  measure({ time, ...shape }: Setting, seed, { pretrainTransformer, transform }) {
    const learningRate = 2.5;
    const training = { ...shape, sigma: 3, spread: 1, learningRate, batch: 16 };
    const { parameters, stopped } = pretrainTransformer(
      { ...training, steps: time / learningRate },
      randomStream(seed, "A15.answers", "training"),
    );
    // A run that diverged has found no rule.
    if (stopped === "diverged") return 1;
    const asked = { contextLength: shape.contextLength, prompts: 300, parameters };
    return uniformErrors(asked, randomStream(seed, "A15.answers", "prompts"), transform);
  },
  effect: (wrong, law, setting) => wrong - law(setting),
});

testClaim(claim);
