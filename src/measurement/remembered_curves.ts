/** Curves that were computed once: laws and subjects of one replicate share their points. */

import type { RandomStream } from "../prng.ts";
import type { BiasVariance } from "./bias_variance.ts";

/** Arrays of the engine's own: thousands of small typed ones would burden its collector. */
type Numbers = readonly number[];

/** Curves, and where the stream stood when they were made. */
interface Known {
  readonly grid: Numbers;
  readonly bias: Numbers;
  readonly variance: Numbers;
  readonly state: Numbers;
}

const known = new Map<string, Known>();
/** Enough for the replicates of a claim; beyond, the oldest are forgotten. */
const MOST_KNOWN = 1000;

/**
 * The curves that `compute` makes of the stream: what is known of them, where they were asked for before under this
 * name and from the same state of a stream. The stream moves on alike, and nobody has arrays that another was given.
 *
 * @param name All that the curves depend on besides the stream.
 */
export function rememberedCurves(
  name: string,
  stream: RandomStream,
  compute: () => BiasVariance,
): BiasVariance {
  const key = `${name} ${stream.state.join(" ")}`;
  const found = known.get(key);
  if (found !== undefined) {
    stream.state.set(found.state);
    return {
      grid: Float64Array.from(found.grid),
      bias: Float64Array.from(found.bias),
      variance: Float64Array.from(found.variance),
    };
  }
  const curves = compute();
  const [oldest] = known.keys();
  if (known.size >= MOST_KNOWN) known.delete(oldest);
  known.set(key, {
    grid: [...curves.grid],
    bias: [...curves.bias],
    variance: [...curves.variance],
    state: [...stream.state],
  });
  return curves;
}
