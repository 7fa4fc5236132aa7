/** All pages of the site, as texts by their paths: a pure function of sources, documents and a report. */

import {
  headlineClaims,
  headlineFigures,
  headlineMarkup,
  tilesMarkup,
} from "../../src/report/html/headline.ts";
import { html, Markup } from "../../src/report/html/markup.ts";
import { leadMarkup } from "../../src/report/html/overview.ts";
import { reportPage } from "../../src/report/html/report_page.ts";
import type { Report } from "../../src/report/schema.ts";
import type { DrawnParts } from "../commands/draw_charts.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { claimList, claimPages, relinked } from "./claim_pages.ts";
import { DOCUMENTS, renderDocument } from "./documents.ts";
import { mutantPage } from "./mutant_page.ts";
import { type SitePage, sitePage, type SitePart } from "./site_page.ts";

/** What the site is made of. */
export interface SiteParts {
  /** With the formulas of its claims. */
  readonly report: Report;
  readonly cards: readonly ClaimCard[];
  readonly drawn: DrawnParts;
  /** Texts of documents by their paths in the repository; those that are missing have no page. */
  readonly documents: ReadonlyMap<string, string>;
  /** The image of the README. */
  readonly image: string;
}

/** Where the image of the README lies in the repository, and in the site. */
export const IMAGE = { source: ".github/headline.svg", path: "headline.svg" } as const;

/** The texts of all files of the site, by their paths. */
export function siteFiles(parts: SiteParts): Map<string, string> {
  const { report, drawn } = parts;
  const pages = [home(parts), ...partPages(parts), ...claimPages(pagesOf(parts))];
  const bar: SitePart[] = [
    { path: "index.html", name: "Attest" },
    ...partPages(parts).map(({ path, title }) => (
      { path, name: DOCUMENTS.find((one) => one.path === path)?.name ?? title }
    )),
    { path: "report.html", name: "Report" },
  ];
  return new Map([
    ...pages.map((page) => [page.path, sitePage(page, bar)] as const),
    ["report.html", reportPage(report, { folder: "attest-report/", ...drawn })],
    [IMAGE.path, parts.image],
  ]);
}

function pagesOf({ report, drawn }: SiteParts) {
  const { formulas = new Map<string, Markup>(), figures = [] } = drawn;
  return { report, formulas, figures };
}

/** The pages that the bar links to. */
function partPages(parts: SiteParts): SitePage[] {
  const { report, cards, drawn } = parts;
  const documents = documentPages(parts);
  const at = (path: string) => documents.filter((page) => page.path === path);
  const early = ["guide.html"].flatMap(at);
  return [
    claimList(pagesOf(parts)),
    ...(drawn.figures?.length ? [figurePage(drawn)] : []),
    mutantPage(report, { cards, map: drawn.matrix as Markup | undefined }),
    ...early,
    ...documents.filter((page) => !early.includes(page)),
  ];
}

function figurePage({ figures = [], figuresNote }: DrawnParts): SitePage {
  return {
    path: "figures.html",
    title: "Figures",
    content: html`
      <h1>Figures</h1>
      <p class="intro">${figuresNote}</p>
      <div class="figures large">${figures.map(({ markup }) => relinked(raised(markup)))}</div>
    `,
  };
}

/** A figure's heading stands one level deeper on the page of a report. */
function raised({ text }: Markup): Markup {
  return new Markup(text.replaceAll(/<(\/?)h3>/g, "<$1h2>"));
}

function documentPages({ documents }: SiteParts): SitePage[] {
  const there = DOCUMENTS.filter(({ source }) => documents.has(source));
  const targets = new Map<string, string>([
    ...there.map(({ source, path }) => [source, path] as const),
    ["fixtures/baselines/VERDICTS.md", "report.html"],
    [IMAGE.source, IMAGE.path],
  ]);
  return there.map(({ source, path }) => {
    const { title, markup } = renderDocument(documents.get(source)!, { from: source, targets });
    return { path, title, content: html`<article class="prose">${markup}</article>` };
  });
}

/** What the README says first, what is claimed, and the figures of it. */
function home(parts: SiteParts): SitePage {
  const { report, documents } = parts;
  const { formulas, figures } = pagesOf(parts);
  const headline = headlineClaims(report.claims);
  const { large } = headlineFigures(headline, figures);
  const [, first] = /^# .*\n\n([\s\S]*?)\n\n/.exec(documents.get("README.md") ?? "") ?? [];
  const text = first === undefined
    ? undefined
    : renderDocument(first, { from: "README.md", targets: new Map() }).markup;
  return {
    path: "index.html",
    title: "What one layer of attention learns in context",
    content: html`
      <h1>Attest</h1>
      <div class="intro">${text}</div>
      ${relinked(leadMarkup(report))}
      ${tilesMarkup(report)}
      <h2>What is claimed</h2>
      ${relinked(headlineMarkup(headline, formulas))}
      <div class="figures large">${large.map(({ markup }) => relinked(markup))}</div>
      <p><a href="claims.html">All ${report.claims
        .length} claims</a>, <a href="report.html">the whole report on one
      page</a></p>
    `,
  };
}
