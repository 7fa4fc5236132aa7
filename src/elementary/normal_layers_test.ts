import { assertAlmostEquals, assertEquals } from "@std/assert";
import { LAYER_AREA, LAYER_SIZE, LAYERS, NORMAL_LAYERS, TAIL } from "./normal_layers.ts";

const density = (x: number) => Math.exp((-x * x) / 2);

/** A layer's right end, the share of it that is surely under the density, and its heights. */
function layer(i: number) {
  const [scale, sure, height, above] = NORMAL_LAYERS.subarray(i * LAYER_SIZE, (i + 1) * LAYER_SIZE);
  return { right: scale * 2 ** 51, sure: sure / 2 ** 51, height, above };
}

/** Simpson's rule on ∫_r^{r+12} e^{−x²/2}: what lies beyond is below 1e-50. */
function tailArea(): number {
  const steps = 20_000;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    const factor = k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2;
    sum += factor * density(TAIL + (12 * k) / steps);
  }
  return (sum * 12) / (3 * steps);
}

Deno.test("the lowest layer is the strip under the tail, and the tail", () => {
  const { right, sure } = layer(0);
  assertAlmostEquals(TAIL * density(TAIL) + tailArea(), LAYER_AREA, 1e-16);
  assertAlmostEquals(right * density(TAIL), LAYER_AREA, 1e-16);
  assertAlmostEquals(sure * right, TAIL, 1e-14);
});

Deno.test("every other layer has the same area between the density's heights at its ends", () => {
  for (let i = 1; i < LAYERS; i++) {
    const { right, sure, height, above } = layer(i);
    assertAlmostEquals(right * (above - height), LAYER_AREA, 1e-13, `area of layer ${i}`);
    assertAlmostEquals(height, density(right), 1e-13, `height of layer ${i}`);
    assertAlmostEquals(density(sure * right), above, 1e-13, `upper end of layer ${i}`);
    if (i + 1 < LAYERS) assertAlmostEquals(sure * right, layer(i + 1).right, 1e-14);
  }
});

Deno.test("the layers begin at the tail and close at the top of the density", () => {
  assertAlmostEquals(layer(1).right, TAIL, 1e-15);
  assertEquals([layer(LAYERS - 1).sure, layer(LAYERS - 1).above], [0, 1]);
  assertEquals(NORMAL_LAYERS.length, LAYERS * LAYER_SIZE);
});
