/** What a page asks of the process that draws its charts, and what it gets. */

import type { Figures } from "../../src/report/figures/schema.ts";
import type { TriedClaim } from "../../src/report/kill_matrix.ts";
import type { Report } from "../../src/report/schema.ts";

/** What is to be drawn. */
export interface Drawing {
  /** The report, as far as it is drawn. */
  readonly report: Pick<Report, "matrix"> & {
    readonly claims: readonly (TriedClaim & { readonly formula?: string })[];
  };
  readonly figures: Figures;
  /** Whether charts are interactive. */
  readonly interactive: boolean;
}

/** The drawn parts of a page, as markup. */
export interface Drawn {
  /** The figures in order, with the ids of their claims. */
  readonly figures: readonly { readonly claims: readonly string[]; readonly markup: string }[];
  /** How they were measured. */
  readonly figuresNote: string;
  /** MathML by the id of the claim; without those that are no LaTeX. */
  readonly formulas: readonly (readonly [id: string, mathml: string])[];
  readonly matrix?: string;
  readonly scripts?: readonly {
    readonly type: "text/javascript" | "application/json";
    readonly id?: string;
    readonly text: string;
  }[];
}
