/** A whole report as one page. */

import { claimRates } from "../evidence_path.ts";
import type { Report } from "../schema.ts";
import type { Change } from "../compare/change.ts";
import { changesMarkup, rulesMarkup } from "./changes.ts";
import { claimSection } from "./claim_section.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { leadMarkup, overviewMarkup } from "./overview.ts";
import { htmlPage, type PageScript, type PageSection } from "./page.ts";
import { READING } from "./reading.ts";

/** What a page is made of beside the report. */
export interface ReportPageOptions {
  /** Directory of the report with the slash at its end, for the replay commands. */
  readonly folder: string;
  /** What changed since a baseline; absent without one. */
  readonly changes?: readonly Change[];
  /** The figures, drawn. */
  readonly figures?: Content;
  /** The kill matrix, drawn. */
  readonly matrix?: Content;
  /** What makes the figures interactive. */
  readonly scripts?: readonly PageScript[];
}

/**
 * The page of a report: verdicts, changes, figures, kill matrix, and a section for each claim.
 *
 * Charts that need a library come drawn; everything else follows from the report.
 */
export function reportPage(report: Report, options: ReportPageOptions): string {
  const { run, claims, matrix } = report;
  const around = { run, rates: claimRates(report), folder: options.folder };
  const linked = new Set(claims.map(({ id }) => id));
  const sections: PageSection[] = [
    {
      id: "changes",
      title: "What changed since the baseline",
      short: "Changes",
      content: [
        changesMarkup(options.changes, linked),
        options.changes !== undefined && rulesMarkup(),
      ],
    },
    { id: "overview", title: "Overview", content: overviewMarkup(report) },
    ...(options.figures === undefined
      ? []
      : [{ id: "figures", title: "Figures", content: options.figures }]),
    {
      id: "matrix",
      title: "Which claim notices which mistake",
      short: "Mutants",
      content: matrix === null ? NO_MATRIX : options.matrix,
    },
    {
      id: "claims",
      title: "Claim by claim",
      short: "Claims",
      content: claims.map((claim) => claimSection(claim, around)),
    },
    { id: "reading", title: "How to read this", short: "How to read", content: READING },
  ];
  return htmlPage({
    title: `Attest report: ${run.subject}`,
    lead: leadMarkup(report),
    sections,
    footer: FOOTER,
    ...(options.scripts && { scripts: options.scripts }),
  });
}

const NO_MATRIX: Markup =
  html`<p class="muted">This run tried each claim on its own mutants only, which its
section lists. <code>deno task attest verify --matrix</code>, or the deep profile, runs every claim on every
mutant.</p>`;

const FOOTER: Markup =
  html`<p>Written by Attest from <code>report.json</code>, which holds the same numbers for
machines.</p>`;
