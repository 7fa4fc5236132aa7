/** Rules that say which window pretraining should end at: the one that holds, and tempting ones beside it. */

import type { RegressionLaw } from "../tasks/regression.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { bestWindow } from "./law_curves.ts";
import type { TrainedWindow } from "./trained_window.ts";

/** The w that pretraining on a law should end at, given the law's curves. */
export type WindowRule = (law: RegressionLaw, curves: BiasVariance) => number;

/** A rule with a name. */
export interface NamedWindowRule {
  /** What a report calls it. */
  readonly name: string;
  /** What it says. */
  readonly description: string;
  /** The rule. */
  readonly rule: WindowRule;
}

/** The window of least loss: bias and variance in balance. */
export function leastLossWindow({ noise }: RegressionLaw, curves: BiasVariance): number {
  return bestWindow(curves, noise).inverseTemperature;
}

/** log of the w of a trained model over what a rule says of its law. */
export function windowError(
  law: RegressionLaw,
  { inverseTemperature, curves }: Pick<TrainedWindow, "inverseTemperature" | "curves">,
  rule: WindowRule,
): number {
  return Math.log(inverseTemperature / rule(law, curves));
}

/** The middle of the ranges, 20 to 100 and .7 to 6, where a rule with another exponent is right. */
const MIDDLE = { contextLength: Math.sqrt(20 * 100), ratio: Math.sqrt(0.7 * 6) };

const ratioOf = ({ lipschitz, noise }: RegressionLaw) => lipschitz / noise;

/** Rules next to {@link leastLossWindow}, none of which holds both at 20 and at 100 points, at L = 2σ and at 6σ. */
export const WRONG_WINDOW_RULES: readonly NamedWindowRule[] = [
  {
    name: "a tenth wider",
    description: "the window is a tenth wider than that of least loss",
    rule: (law, curves) => leastLossWindow(law, curves) / 1.1,
  },
  {
    name: "a tenth narrower",
    description: "the window is a tenth narrower than that of least loss",
    rule: (law, curves) => leastLossWindow(law, curves) * 1.1,
  },
  {
    name: "noise × 0.8",
    description: "a fifth of the noise does not count",
    rule: (law, curves) => leastLossWindow({ ...law, noise: 0.8 * law.noise }, curves),
  },
  {
    name: "noise × 1.25",
    description: "noise counts for a quarter more",
    rule: (law, curves) => leastLossWindow({ ...law, noise: 1.25 * law.noise }, curves),
  },
  {
    name: "(L/σ)^(e + 0.1)",
    description: "the exponent of L/σ is 0.1 more",
    rule: (law, curves) => leastLossWindow(law, curves) * (ratioOf(law) / MIDDLE.ratio) ** 0.1,
  },
  {
    name: "(L/σ)^(e − 0.1)",
    description: "the exponent of L/σ is 0.1 less",
    rule: (law, curves) => leastLossWindow(law, curves) / (ratioOf(law) / MIDDLE.ratio) ** 0.1,
  },
  {
    name: "n^(e + 0.1)",
    description: "the exponent of n is 0.1 more",
    rule: (law, curves) =>
      leastLossWindow(law, curves) * (law.contextLength / MIDDLE.contextLength) ** 0.1,
  },
  {
    name: "n^(e − 0.1)",
    description: "the exponent of n is 0.1 less",
    rule: (law, curves) =>
      leastLossWindow(law, curves) / (law.contextLength / MIDDLE.contextLength) ** 0.1,
  },
  {
    name: "cube root",
    description: "w = (2nL²/(9σ²))^{1/3}, the law of long contexts at d = 3",
    rule: (law) => Math.cbrt((2 * law.contextLength * ratioOf(law) ** 2) / 9),
  },
  {
    name: "long contexts",
    description: "w grows as (L/σ)^{4/(d+3)}, as it does for affine functions and long contexts",
    rule(law, curves) {
      const times = ratioOf(law) / MIDDLE.ratio;
      // Only L/σ counts: noise times as much is the window of the middle ratio on these curves.
      const middle = leastLossWindow({ ...law, noise: times * law.noise }, curves);
      return middle * times ** (4 / (law.dimension + 3));
    },
  },
  {
    name: "rule of thumb",
    description: "w = √(nL/σ)",
    rule: (law) => Math.sqrt(law.contextLength * ratioOf(law)),
  },
  { name: "one window", description: "w = 4 for every law", rule: () => 4 },
];
