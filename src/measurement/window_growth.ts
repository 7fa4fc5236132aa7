/** How fast the best window narrows as nL²/σ² grows, by whichever of the three grows (claim B8). */

import type { RandomStream } from "../prng.ts";
import { chosenWindow, frozenCurves, REFERENCE_WINDOW, type WindowParts } from "./chosen_window.ts";
import { ditheredGrid } from "./dithered_grid.ts";
import { type LongContextTasks, longContextWindow } from "./long_context_law.ts";

/** What makes nL²/σ² sixteen times as large: sixteen times n, four times L, or a quarter of σ. */
export type Grown = "contextLength" | "lipschitz" | "noise";

/** log 16, over which slopes are taken. */
const LOG_GROWTH = Math.log(16);

/** The frozen samples that windows are chosen on. */
export interface GrowthSample {
  /** The grid that is dithered. */
  readonly grid: { readonly from: number; readonly to: number; readonly count: number };
  /** Points of either sample. */
  readonly points: number;
}

/** Tasks whose nL²/σ² is sixteen times as large. */
export function grownTasks(tasks: LongContextTasks, grown: Grown): LongContextTasks {
  return {
    ...tasks,
    [grown]: { contextLength: 16, lipschitz: 4, noise: 1 / 4 }[grown] * tasks[grown],
  };
}

/** The slope of log w* in log nL²/σ², over sixteen times, by {@link longContextWindow}. */
export function predictedGrowth(tasks: LongContextTasks, grown: Grown): number {
  const [wide, narrow] = [tasks, grownTasks(tasks, grown)].map((law) =>
    longContextWindow(law).inverseTemperature
  );
  return Math.log(narrow / wide) / LOG_GROWTH;
}

/**
 * The same slope between windows that are chosen: on two samples where n grows, on one where L or σ does.
 *
 * @example Sixteen times the points, about 2.5 times the inverse temperature
 * ```ts
 * import { assert } from "@std/assert";
 * import { randomStream } from "@attest/attest";
 * import { windowGrowth } from "@attest/attest/measurement";
 *
 * const tasks = { functionClass: "affine", dimension: 3, contextLength: 100, lipschitz: 1, noise: 1 } as const;
 * const sample = { grid: { from: 1, to: 60, count: 40 }, points: 5000 };
 * const slope = windowGrowth({ tasks, grown: "contextLength", sample }, randomStream(1));
 * assert(Math.abs(slope - 1 / 3) < 0.15);
 * ```
 *
 * @throws {RangeError} On sizes outside their ranges, or a window that is not on the grid.
 */
export function windowGrowth(
  { tasks, grown, sample }: {
    readonly tasks: LongContextTasks;
    readonly grown: Grown;
    readonly sample: GrowthSample;
  },
  stream: RandomStream,
  parts: WindowParts = REFERENCE_WINDOW,
): number {
  const { points } = sample;
  const grid = ditheredGrid(sample.grid, stream);
  const [wide, narrow] = [tasks, grownTasks(tasks, grown)];
  // Few queries are at a kink, the fewer the longer the context: there directions must be dense.
  const frozen = (law: LongContextTasks) => ({
    ...{ ...law, grid, points, directions: Math.max(6, Math.round(law.contextLength / 100)) },
  });
  if (grown === "contextLength") {
    const [w, longer] = [wide, narrow].map((law) =>
      chosenWindow(frozen(law), stream, parts).inverseTemperature
    );
    return Math.log(longer / w) / LOG_GROWTH;
  }
  const curves = frozenCurves(frozen(tasks), stream, parts.weigh);
  return Math.log(parts.chooseWindow(curves, narrow) / parts.chooseWindow(curves, wide)) /
    LOG_GROWTH;
}
