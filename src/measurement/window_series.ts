/** The series behind paper B's figures on windows that are chosen: weights, error by n, transfer (claim B13). */

import type { Weigh } from "../model/softmax.ts";
import type { RandomStream } from "../prng.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { geometricGrid } from "./best_inverse_temperature.ts";
import type { BiasVariance } from "./bias_variance.ts";
import { frozenCurves, lossAtWindow, REFERENCE_WINDOW, type WindowParts } from "./chosen_window.ts";
import { bestLinearLoss } from "./linear_floor.ts";

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

function figureCurves(
  functionClass: "affine" | "relu",
  { contextLength, dimension }: FigureLaw,
  { stream, weigh }: { readonly stream: RandomStream; readonly weigh: Weigh },
): BiasVariance {
  const sizes = { functionClass, contextLength, dimension, directions: 8 };
  return frozenCurves({ ...sizes, grid: GRID, points: POINTS }, stream, weigh);
}

/**
 * Softmax and linear attention weights on one context, for affine tasks of each steepness.
 *
 * @example Steeper tasks, narrower window
 * ```ts
 * import { assertGreater } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { attentionProfiles } from "@attest/attest/measurement";
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
  { weigh, chooseWindow }: WindowParts = REFERENCE_WINDOW,
): AttentionProfile[] {
  const { contextLength, dimension } = law;
  const curves = figureCurves("affine", law, { stream, weigh });
  const innerProducts = drawInnerProducts({ contextLength, dimension, prompts: 1 }, stream).sort();
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
  { weigh, chooseWindow }: WindowParts = REFERENCE_WINDOW,
): ContextError[] {
  return lengths.map((contextLength) => {
    const law = { lipschitz, noise, contextLength, dimension };
    const curves = figureCurves("affine", law, { stream, weigh });
    return {
      contextLength,
      softmax: lossAtWindow(curves, law, chooseWindow(curves, law)),
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
  { weigh, chooseWindow }: WindowParts = REFERENCE_WINDOW,
): TransferPanel[] {
  const curves = {
    affine: figureCurves("affine", law, { stream, weigh }),
    relu: figureCurves("relu", law, { stream, weigh }),
  };
  const tested = { ...law, lipschitz };
  const least = Math.min(...GRID.map((w) => lossAtWindow(curves.affine, tested, w)));
  return [lipschitz, factor * lipschitz].flatMap((steepness) =>
    (["affine", "relu"] as const).map((functionClass) => {
      const trained = { functionClass, lipschitz: steepness };
      const window = chooseWindow(curves[functionClass], { ...law, lipschitz: steepness });
      return { trained, ratio: lossAtWindow(curves.affine, tested, window) / least };
    })
  );
}
