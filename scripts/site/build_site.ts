/**
 * Builds the site: `build_site.ts --out DIR [--report REPORT]`; run by `deno task site`.
 *
 * The report is that of a run's directory, or a file; by default the accepted baseline. Its directory's figures.json is
 * used where there is one, otherwise figures are measured. Nothing is fetched when the site is looked at.
 */

import "../terminal/uncaught.ts";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { measureFigures } from "../../src/attention/figures/measure_figures.ts";
import type { Report } from "../../src/report/schema.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { drawCharts } from "../commands/draw_charts.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { readFigures } from "../run_directory/figures_file.ts";
import { readReport } from "../run_directory/read_report.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";
import { DOCUMENTS } from "./documents.ts";
import { IMAGE, siteFiles } from "./site_pages.ts";
import { requireSiteTarget, writeSite } from "./write_site.ts";

const { out, report: path } = readArguments();
await requireSiteTarget(out);
const cards = await listClaims();
const report = withWords(await readReport(path), cards);
const directory = (await Deno.stat(path)).isDirectory ? path : dirname(path);
const figures = await readFigures(directory) ?? measured(report.run.seed);
const drawn = await drawCharts({ report, figures, interactive: false });
const documents = new Map<string, string>();
for (const { source } of DOCUMENTS) {
  const text = await Deno.readTextFile(source).catch(() => undefined);
  if (text !== undefined) documents.set(source, text);
}
const image = await Deno.readTextFile(IMAGE.source);
const files = siteFiles({ report, cards, drawn, documents, image });
await writeSite(out, files);
writeOutput(`${join(out, "index.html")}: ${files.size} files\n`);

function readArguments(): { readonly out: string; readonly report: string } {
  try {
    const { values } = parseArgs({
      args: Deno.args,
      options: {
        out: { type: "string" },
        report: { type: "string", default: "fixtures/baselines/ci.json" },
      },
    });
    if (values.out === undefined || values.out === "") {
      throw new UsageError("--out must be a directory for the site, got none: give one");
    }
    return { out: values.out, report: values.report };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`site takes --out DIR and --report REPORT: ${complaint(error)}`);
  }
}

/** The report with what its claims say of themselves today, where an older one does without. */
function withWords(report: Report, cards: readonly ClaimCard[]): Report {
  const bySlug = new Map(cards.map((card) => [`${card.id} ${card.slug}`, card]));
  const claims = report.claims.map((claim) => {
    const { formula, plain, needs } = bySlug.get(`${claim.id} ${claim.slug}`) ?? {};
    return {
      ...(formula !== undefined && { formula }),
      ...(plain !== undefined && { plain }),
      ...(needs && { needs: [...needs] }),
      ...claim,
    };
  });
  return { ...report, claims };
}

function measured(seed: number) {
  writeError("attest: measuring the figures, about 15 seconds; verify --profile deep keeps them\n");
  return measureFigures({ seed, replicates: 6 });
}
