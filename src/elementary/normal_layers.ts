/** The normal density in layers of equal area, for Marsaglia and Tsang's ziggurat. */

import { kernelExp } from "./exp.ts";
import { kernelLog } from "./log.ts";

/** Layers, a power of two: eight bits choose one. */
export const LAYERS = 256;
/** Numbers of one layer in {@link NORMAL_LAYERS}. */
export const LAYER_SIZE = 4;
/** Where the tail begins, so that {@link LAYERS} layers of one area close at the density's top. */
export const TAIL = 3.654152885361009;
/** The area of a layer, r·f(r) plus the tail's, for f(x) = e^{−x²/2}. */
export const LAYER_AREA = 0.004928673233974655;
/** Draws from −2^51 to 2^51 are scaled to a layer. */
const DRAW = 2 ** 51;

/**
 * Four numbers a layer: what turns a draw into x, the size of draws below which x is under the density
 * whatever its height, and the density at the layer's two ends.
 *
 * Layer 0 is the strip under the tail: its density is not asked for.
 */
export const NORMAL_LAYERS: Float64Array = normalLayers();

/** f(x) = e^{−x²/2}. */
export function normalHeight(x: number): number {
  return kernelExp(-0.5 * x * x);
}

function normalLayers(): Float64Array {
  const layers = new Float64Array(LAYERS * LAYER_SIZE);
  layers.set([LAYER_AREA / normalHeight(TAIL) / DRAW, 0, 0, 0]);
  layers[1] = TAIL / layers[0];
  let [x, height] = [TAIL, normalHeight(TAIL)];
  for (let i = 1; i < LAYERS; i++) {
    const last = i === LAYERS - 1;
    const above = last ? 1 : height + LAYER_AREA / x;
    const next = last ? 0 : Math.sqrt(-2 * kernelLog(above));
    layers.set([x / DRAW, next / (x / DRAW), height, above], i * LAYER_SIZE);
    [x, height] = [next, above];
  }
  return layers;
}
