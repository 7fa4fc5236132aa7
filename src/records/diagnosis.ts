/** What a diagnosis says, as plain values: what `diagnose` makes, and pages and files are written from. */

import type { CheaperAttention } from "./attention_budget.ts";
import type { FailSafe } from "./abstention.ts";
import type { Refusal } from "./answers.ts";
import type { WindowChoice } from "./choices.ts";
import type { IntrinsicDimension } from "./intrinsic_dimension.ts";
import type { ScaledIntervals } from "./intervals.ts";
import type { MethodError } from "./method_errors.ts";
import type { PayVerdict } from "./pays.ts";
import type { Shift } from "./shift.ts";
import type { Estimate } from "./summary.ts";

/** A window that theory predicts. */
export interface PredictedWindow {
  readonly name: "B7, affine on a sphere" | "B2, affine on these rows";
  readonly window: number;
  /** Its leave-one-out squared error over the least on the grid, less 1. */
  readonly regret: number;
}

/** A promise, and how it was kept on records that were not used to make it. */
export interface Confirmed {
  readonly promised: number;
  readonly measured: number;
  readonly of: number;
  /** 90 % interval of what was measured (Clopper and Pearson). */
  readonly lower: number;
  readonly upper: number;
}

/** The answer to one query. */
export interface Answer {
  /** Which row of the queries, from 1. */
  readonly query: number;
  readonly answer: number;
  /** Whether it is given, and if not, why. */
  readonly refused: Refusal | "noise" | null;
  /** 90 % interval; null where too few queries were held out. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** 1/Σa². */
  readonly effective: number;
  /** Local scale. */
  readonly scale: number;
  /** The rows it rests on, numbered from 1 as in the file. */
  readonly references: readonly {
    readonly row: number;
    readonly weight: number;
    readonly label: number;
    readonly distance: number;
  }[];
  /** The label, where it is known. */
  readonly label: number | null;
}

/** The whole of it. Errors are in units of the label's standard deviation, σ and L in the label's own. */
export interface Diagnosis {
  readonly rows: number;
  readonly parts: {
    readonly fitted: number;
    readonly calibrating: number;
    readonly confirming: number;
  };
  readonly label: {
    readonly name: string;
    readonly mean: number;
    readonly deviation: number;
    readonly classes: readonly [string, string] | null;
  };
  readonly features: readonly { readonly name: string; readonly kind: string }[];
  readonly dropped: readonly string[];
  /** Probes that estimates were made on. */
  readonly probes: number;
  readonly dimension: IntrinsicDimension;
  readonly noise: { readonly local: Estimate | null; readonly nearest: Estimate | null };
  readonly slope: Estimate | null;
  /** Rows of each local fit. */
  readonly fitRows: number | null;
  /** Median distance to the nearest other row, in standard deviations of features. */
  readonly nearestDistance: number;
  /** Share of rows with another row at a thousandth of that distance or nearer. */
  readonly duplicates: {
    readonly share: number;
    readonly error: number;
    readonly withoutThem: number | null;
  };
  readonly window: WindowChoice;
  readonly theory: readonly PredictedWindow[];
  readonly methods: readonly MethodError[];
  readonly neighbours: number;
  readonly heldOut: readonly MethodError[];
  readonly pays: (PayVerdict & { readonly against: string }) | null;
  readonly cheaper: readonly CheaperAttention[];
  readonly intervals: ScaledIntervals;
  readonly coverage: Confirmed;
  readonly coverageWhereHard: Confirmed | null;
  readonly tolerance: number;
  readonly failSafe: FailSafe;
  readonly risk: Confirmed | null;
  /** Held-out records that confirm: the label, the answer, and whether it was given. */
  readonly confirming: readonly {
    readonly row: number;
    readonly label: number;
    readonly answer: number;
    readonly lower: number | null;
    readonly upper: number | null;
    readonly refused: Answer["refused"];
  }[];
  readonly shift: readonly Shift[];
  readonly cannotTell: readonly string[];
  readonly answers: readonly Answer[];
}
