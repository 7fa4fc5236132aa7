/**
 * Gradient descent once more, as plainly as can be: what trainings are held to, step by step.
 *
 * It shares no code with src/training, whose mistakes it would otherwise share.
 */

import { plainLoss, type PlainPrompt } from "./plain_loss.ts";

/** What to descend, and when to stop. */
export interface PlainDescentOptions {
  /** Parameters to begin from. */
  readonly start: readonly number[];
  /** η of each parameter. */
  readonly rates: readonly number[];
  /** At most this many steps. */
  readonly steps: number;
  /** Converged once a window of losses is not this share below the one before. */
  readonly plateau?: { readonly window: number; readonly improvement: number };
  /** The next batch. */
  readonly draw: () => readonly PlainPrompt[];
}

/** Everything that happened. */
export interface PlainRun {
  /** Parameters at the start, and after each step. */
  readonly iterates: readonly (readonly number[])[];
  /** Loss before each step. */
  readonly losses: readonly number[];
  /** How the run ended. */
  readonly stopped: "converged" | "step limit" | "diverged";
  /** The step at which it diverged, if it did. */
  readonly divergedAt?: number;
}

/** No parameter may move further in one step. */
const LARGEST_MOVE = 100;

/** Descent from the start, one fresh batch a step, with the rules by which a run of src/training ends. */
export function plainDescent(options: PlainDescentOptions): PlainRun {
  const { start, rates, steps, plateau, draw } = options;
  const iterates = [start];
  const losses: number[] = [];
  let stopped: PlainRun["stopped"] = "step limit";
  while (losses.length < steps && stopped === "step limit") {
    const parameters = iterates[iterates.length - 1];
    const { loss, gradient } = plainLoss(draw(), parameters);
    const moves = gradient.map((slope, k) => rates[k] * slope);
    if (moves.some((move) => Math.abs(move) > LARGEST_MOVE)) {
      return { iterates, losses, stopped: "diverged", divergedAt: losses.length };
    }
    losses.push(loss);
    const flat = gradient.every((slope) => slope === 0);
    if (!flat) iterates.push(parameters.map((value, k) => value - moves[k]));
    if (flat || (plateau && isFlat(losses, plateau))) stopped = "converged";
  }
  const divergedAt = firstRise(losses, Math.max(1, Math.floor(steps / 10)));
  return divergedAt === undefined
    ? { iterates, losses, stopped }
    : { iterates, losses, stopped: "diverged", divergedAt };
}

/** Mean of the iterates that come after half of the steps allowed, or the last one where there is none. */
export function lateMean({ iterates }: PlainRun, steps: number): readonly number[] {
  // Iterate k comes after step k − 1 when steps count from 0.
  const late = iterates.filter((_, k) => k >= 1 && k - 1 >= steps / 2);
  if (late.length === 0) return iterates[iterates.length - 1];
  return iterates[0].map((_, k) => mean(late.map((parameters) => parameters[k])));
}

/** Whether the losses end on a window that is hardly below the one before. */
function isFlat(
  losses: readonly number[],
  { window, improvement }: NonNullable<PlainDescentOptions["plateau"]>,
): boolean {
  const windows = losses.length / window;
  if (!Number.isInteger(windows) || windows < 2) return false;
  const [before, now] = [windows - 2, windows - 1].map((w) =>
    mean(losses.slice(w * window, (w + 1) * window))
  );
  return now >= (1 - improvement) * before;
}

/** The first loss above the first ones by six standard errors, if the last ones are so on average. */
function firstRise(losses: readonly number[], window: number): number | undefined {
  if (losses.length === 0) return undefined;
  const size = Math.min(window, Math.ceil(losses.length / 2));
  const [first, last] = [losses.slice(0, size), losses.slice(losses.length - size)];
  const start = mean(first);
  const errors = size < 2 ? 0 : (squares(first) + squares(last)) / (size - 1) / size;
  const ceiling = start + 6 * Math.sqrt(errors) + 1e-9 * (1 + Math.abs(start));
  return mean(last) > ceiling ? losses.findIndex((loss) => loss > ceiling) : undefined;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
const squares = (values: readonly number[]): number =>
  sum(values.map((value) => (value - mean(values)) ** 2));
