/** The series behind paper B's figures on windows that are chosen: weights, error by n, transfer (claim B13). */

import { softmax, type Weigh } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { sphereInnerProduct } from "../tasks/covariates.ts";
import { averagedCurves } from "./averaged_curves.ts";
import { geometricGrid, windowOnGrid } from "./best_inverse_temperature.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { bestLinearLoss } from "./linear_floor.ts";

/** How windows are made and chosen; subjects may bring their own. */
export interface WindowParts {
  /** From scores to weights. */
  readonly weigh: Weigh;
  /** The window of a frozen sample. */
  readonly chooseWindow: (
    curves: BiasVariance,
    law: { readonly lipschitz: number; readonly noise: number },
  ) => number;
}

const REFERENCE: WindowParts = { weigh: softmax, chooseWindow: windowOnGrid };
/** Inverse temperatures that windows of the figures are chosen from. */
const GRID = geometricGrid(0.1, 120, 50);
/** Points in a frozen sample of the figures. */
const POINTS = 2500;

/** One curve of the first figure: attention weights against the inner product with the query. */
export interface AttentionProfile {
  /** L. */
  readonly lipschitz: number;
  /** The window chosen at L. */
  readonly inverseTemperature: number;
  /** ⟨x_i, x_q⟩, ascending. */
  readonly innerProducts: Float64Array;
  /** Softmax weights a_i at that window. */
  readonly softmax: Float64Array;
  /** What linear attention weighs labels by: c·⟨x_i, x_q⟩/n at its best c. */
  readonly linear: Float64Array;
}

/** The sizes of a figure's law. */
export interface FigureLaw {
  /** σ. */
  readonly noise: number;
  /** n. */
  readonly contextLength: number;
  /** d. */
  readonly dimension: number;
}

function frozenCurves(
  functionClass: "affine" | "relu",
  { contextLength, dimension }: FigureLaw,
  { stream, weigh }: { readonly stream: RandomStream; readonly weigh: Weigh },
): BiasVariance {
  const prompts = Math.ceil(POINTS / contextLength);
  const options = { functionClass, contextLength, dimension, prompts, directions: 8 };
  return averagedCurves(options, GRID, stream, weigh);
}

function lossAt(
  { grid, bias, variance }: BiasVariance,
  { lipschitz, noise }: { readonly lipschitz: number; readonly noise: number },
  window: number,
): number {
  const g = grid.indexOf(window);
  return lipschitz ** 2 * bias[g] + noise ** 2 * variance[g];
}

/**
 * Softmax and linear attention weights on one context, for affine tasks of each steepness.
 *
 * @example Steeper tasks, narrower window
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { randomStream } from "../prng.ts";
 * import { attentionProfiles } from "./figures_windows.ts";
 *
 * const law = { noise: 1, contextLength: 30, dimension: 3 };
 * const [flat, steep] = attentionProfiles(law, [1, 10], randomStream(1));
 * assertGreater(steep.inverseTemperature, flat.inverseTemperature);
 * ```
 */
export function attentionProfiles(
  law: FigureLaw,
  steepnesses: readonly number[],
  stream: RandomStream,
  { weigh, chooseWindow }: WindowParts = REFERENCE,
): AttentionProfile[] {
  const { contextLength, dimension } = law;
  const curves = frozenCurves("affine", law, { stream, weigh });
  const innerProducts = Float64Array.from(
    { length: contextLength },
    () => sphereInnerProduct(dimension, stream),
  ).sort();
  return steepnesses.map((lipschitz) => {
    const inverseTemperature = chooseWindow(curves, { ...law, lipschitz });
    const { coefficient } = bestLinearLoss({ ...law, functionClass: "affine", lipschitz });
    return {
      lipschitz,
      inverseTemperature,
      innerProducts,
      softmax: weigh(innerProducts.map((s) => inverseTemperature * s)),
      linear: innerProducts.map((s) => (coefficient * s) / contextLength),
    };
  });
}

/** One point of the second figure. */
export interface ContextError {
  /** n. */
  readonly contextLength: number;
  /** Loss of softmax attention at its best window. */
  readonly softmax: number;
  /** Loss of linear attention at its best M. */
  readonly linear: number;
}

/** ICL error against n for softmax and linear attention, affine tasks. */
export function errorByContext(
  { lipschitz, noise, dimension }: Omit<FigureLaw, "contextLength"> & {
    readonly lipschitz: number;
  },
  lengths: readonly number[],
  stream: RandomStream,
  { weigh, chooseWindow }: WindowParts = REFERENCE,
): ContextError[] {
  return lengths.map((contextLength) => {
    const law = { lipschitz, noise, contextLength, dimension };
    const curves = frozenCurves("affine", law, { stream, weigh });
    return {
      contextLength,
      softmax: lossAt(curves, law, chooseWindow(curves, law)),
      linear: bestLinearLoss({ ...law, functionClass: "affine" }).loss,
    };
  });
}

/** One panel of the transfer figure. */
export interface TransferPanel {
  /** Class and L that the window was chosen for. */
  readonly trained: { readonly functionClass: "affine" | "relu"; readonly lipschitz: number };
  /** Loss on affine tasks at L over the least there. */
  readonly ratio: number;
}

/** Loss on affine tasks at L with windows chosen on affine and ReLU tasks at L, and on both at `factor`·L. */
export function transferPanels(
  { lipschitz, factor, ...law }: FigureLaw & {
    readonly lipschitz: number;
    readonly factor: number;
  },
  stream: RandomStream,
  { weigh, chooseWindow }: WindowParts = REFERENCE,
): TransferPanel[] {
  const curves = {
    affine: frozenCurves("affine", law, { stream, weigh }),
    relu: frozenCurves("relu", law, { stream, weigh }),
  };
  const tested = { ...law, lipschitz };
  const least = Math.min(...GRID.map((w) => lossAt(curves.affine, tested, w)));
  return [lipschitz, factor * lipschitz].flatMap((steepness) =>
    (["affine", "relu"] as const).map((functionClass) => {
      const trained = { functionClass, lipschitz: steepness };
      const window = chooseWindow(curves[functionClass], { ...law, lipschitz: steepness });
      return { trained, ratio: lossAt(curves.affine, tested, window) / least };
    })
  );
}
