/** A whole report as one page. */

import { claimRates } from "../evidence_path.ts";
import type { Report } from "../schema.ts";
import type { Change } from "../compare/change.ts";
import { changesMarkup, rulesMarkup } from "./changes.ts";
import { claimGroups } from "./claim_groups.ts";
import { failuresMarkup } from "./failures.ts";
import { FILTER_HASH, FILTER_SCRIPT } from "./filters.ts";
import type { Formulas } from "./formula_markup.ts";
import {
  type DrawnFigure,
  headlineClaims,
  headlineFigures,
  headlineMarkup,
  tilesMarkup,
} from "./headline.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { leadMarkup, runMarkup } from "./overview.ts";
import { htmlPage, type PageScript, type PageSection } from "./page.ts";
import { READING } from "./reading.ts";

/** What a page is made of beside the report. */
export interface ReportPageOptions {
  /** Directory of the report with the slash at its end, for the replay commands. */
  readonly folder: string;
  /** What changed since a baseline; absent without one. */
  readonly changes?: readonly Change[];
  /** The figures, drawn; those of the headlines are shown first. */
  readonly figures?: readonly DrawnFigure[];
  /** How the figures were measured. */
  readonly figuresNote?: string;
  /** Formulas, typeset; one that is missing is shown as it was written. */
  readonly formulas?: Formulas;
  /** The kill matrix, drawn. */
  readonly matrix?: Content;
  /** What makes the figures interactive. */
  readonly scripts?: readonly PageScript[];
}

/**
 * The page of a report: what is claimed, what failed and what the failures share, claim by claim, figures, the kill
 * matrix, and what changed.
 *
 * Charts and formulas that need a library come drawn; everything else follows from the report.
 */
export function reportPage(report: Report, options: ReportPageOptions): string {
  return htmlPage({
    title: `Attest report: ${report.run.subject}`,
    lead: [leadMarkup(report), tilesMarkup(report)],
    sections: sectionsOf(report, options),
    footer: FOOTER,
    glossary: READING,
    helper: { text: FILTER_SCRIPT, hash: FILTER_HASH },
    ...(options.scripts && { scripts: options.scripts }),
  });
}

function sectionsOf(report: Report, options: ReportPageOptions): PageSection[] {
  const { run, claims, matrix } = report;
  const { figures = [], formulas = new Map() } = options;
  const around = { run, rates: claimRates(report), folder: options.folder, formulas };
  const linked = new Set(claims.map(({ id }) => id));
  const headline = headlineClaims(claims);
  const { large, rest } = headlineFigures(headline, figures);
  const failures = failuresMarkup(report, formulas);
  const sections: (PageSection | false)[] = [
    headline.length > 0 && {
      id: "claimed",
      title: "What is claimed",
      short: "Claimed",
      content: [headlineMarkup(headline, formulas), figuresMarkup(large, "figures large")],
    },
    failures !== null && {
      id: "failed",
      title: "What failed, and what the failures share",
      short: "Failed",
      content: failures,
    },
    {
      id: "claims",
      title: "Claim by claim",
      short: "Claims",
      content: claimGroups(claims, around),
    },
    rest.length > 0 && {
      id: "figures",
      title: large.length > 0 ? "More figures" : "Figures",
      short: "Figures",
      content: [
        options.figuresNote !== undefined && html`<p>${options.figuresNote}</p>`,
        figuresMarkup(rest, "figures"),
      ],
    },
    {
      id: "matrix",
      title: "Which claim notices which mistake",
      short: "Mutants",
      content: matrix === null ? NO_MATRIX : options.matrix,
    },
    {
      id: "changes",
      title: "What changed since the baseline",
      short: "Changes",
      content: [
        changesMarkup(options.changes, linked),
        options.changes !== undefined && rulesMarkup(),
      ],
    },
    { id: "run", title: "About this run", short: "Run", content: runMarkup(report) },
  ];
  return sections.filter((section) => section !== false);
}

function figuresMarkup(figures: readonly DrawnFigure[], kind: string): Content {
  return figures.length > 0 &&
    html`<div class="${kind}">${figures.map(({ markup }) => markup)}</div>`;
}

const NO_MATRIX: Markup =
  html`<p class="muted">This run tried each claim on its own mutants only, which its
part lists. <code>deno task attest verify --matrix</code>, or the deep profile, runs every claim on every
mutant.</p>`;

const FOOTER: Markup =
  html`<p>Written by Attest from <code>report.json</code>, which holds the same numbers for
machines.</p>`;
