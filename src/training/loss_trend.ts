/** What a sequence of losses and parameters says about a run, with the noise of fresh batches allowed for. */

/** Running mean of the parameters over the steps it was given. */
export class TailAverage {
  readonly #sum: Float64Array;
  #count = 0;

  /** An empty mean of `size` parameters. */
  constructor(size: number) {
    this.#sum = new Float64Array(size);
  }

  /** Takes one step's parameters. */
  add(parameters: Float64Array): void {
    for (let i = 0; i < parameters.length; i++) this.#sum[i] += parameters[i];
    this.#count++;
  }

  /** The mean, or `fallback` when no step was given. */
  mean(fallback: Float64Array): Float64Array {
    return this.#count === 0 ? fallback.slice() : this.#sum.map((sum) => sum / this.#count);
  }
}

/** Mean and its standard error. */
function summary(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean, error: 0 };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/**
 * Where and how far the loss rose, if its last `window` values lie clearly above its first ones.
 *
 * Clearly is six standard errors on fresh batches; with a full batch (window 1) both errors are zero.
 */
export function lossRise(
  losses: readonly number[],
  window: number,
): { readonly step: number; readonly from: number; readonly to: number } | undefined {
  const size = Math.min(window, Math.ceil(losses.length / 2));
  const first = summary(losses.slice(0, size));
  const last = summary(losses.slice(-size));
  const slack = 6 * Math.hypot(first.error, last.error) + 1e-9 * (1 + Math.abs(first.mean));
  if (!(last.mean > first.mean + slack)) return undefined;
  const step = losses.findIndex((loss) => loss > first.mean + slack);
  return { step, from: first.mean, to: last.mean };
}

/** When a run on fresh batches counts as converged. */
export interface Plateau {
  /** Steps averaged. */
  readonly window: number;
  /** Converged when the mean loss of a window falls by less than this share of the window before. */
  readonly improvement: number;
}

/** Whether the last window of losses brought less than the plateau asks for. */
export function onPlateau(losses: readonly number[], { window, improvement }: Plateau): boolean {
  if (losses.length < 2 * window || losses.length % window !== 0) return false;
  const before = summary(losses.slice(-2 * window, -window)).mean;
  return summary(losses.slice(-window)).mean >= before * (1 - improvement);
}
