/** What a page asks of the process that draws its charts, and what it gets. */

import type { Figures } from "../../src/report/figures/schema.ts";
import type { TriedClaim } from "../../src/report/kill_matrix.ts";
import type { Report } from "../../src/report/schema.ts";

/** What is to be drawn. */
export interface Drawing {
  /** The report, as far as it is drawn. */
  readonly report: Pick<Report, "matrix"> & { readonly claims: readonly TriedClaim[] };
  readonly figures: Figures;
  /** Whether charts are interactive. */
  readonly interactive: boolean;
}

/** The drawn parts of a page, as markup. */
export interface Drawn {
  readonly figures: string;
  readonly matrix?: string;
  readonly scripts?: readonly {
    readonly type: "text/javascript" | "application/json";
    readonly id?: string;
    readonly text: string;
  }[];
}
