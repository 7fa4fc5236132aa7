/** `attest history`: runs are added to a file, and shown by commit and by claim. */

import { evidenceLedger, type EvidenceProduct } from "../../src/report/evidence_product.ts";
import { plural } from "../../src/report/text/summary.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { projectPath } from "../base/project.ts";
import { jsonText } from "../base/json_text.ts";
import { requireOfClaims } from "./report_of_claims.ts";
import { readReport } from "../run_directory/read_report.ts";
import { stdoutPaint, stdoutWidth, writeOutput } from "../terminal/terminal.ts";
import { commitOfEnvironment, findCommit } from "../history/commit.ts";
import { intervalLines, MOST, overviewLines } from "../history/history_plot.ts";
import { historyLines, shortName, trendLines } from "../history/history_tables.ts";
import { History } from "../history/store.ts";
import { belongsTo, type KeptRun } from "../history/rows.ts";
import { isNamed } from "../project/select_claims.ts";
import { type Trend, trendsOf } from "../history/trends.ts";

/** Most runs that are listed; `--json` has all. */
const MOST_SHOWN = 200;

/** Arguments of `attest history add`. */
export interface AddArguments {
  readonly path: string;
  readonly db: string;
  readonly commit?: string;
}

/** Arguments of `attest history show` and `plot`. */
export interface ShowArguments {
  readonly db: string;
  /** Ids; none stand for all. */
  readonly claim: readonly string[];
  readonly json: boolean;
}

/** Adds a run; adding it again is no error and changes nothing. */
export async function addToHistory({ path, db, commit }: AddArguments): Promise<number> {
  const report = await readReport(path);
  await requireOfClaims([{ report, path }]);
  const found = await findCommit({
    asked: commit,
    environment: commitOfEnvironment(),
    root: projectPath(),
  });
  using history = await History.create(db);
  const kept = await history.add(report, found);
  const text = kept.added ? "Added to" : "Already in";
  writeOutput(`${text} ${db}: ${path}, commit ${shortName(kept.commit)}\n`);
  return 0;
}

/** Prints runs and products, or the trends of the claims asked for. */
export async function showHistory({ db, claim, json }: ShowArguments): Promise<number> {
  using history = await History.read(db);
  if (claim.length === 0 && !json) return showOverview(history);
  const runs = history.runs();
  const trends = trendsIn(history, { runs, claim });
  if (json) {
    writeOutput(jsonText({ schema: "attest-history/1", runs, trends: trends.map(trendJson) }));
    return 0;
  }
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = trends.flatMap((trend) => [
    ...earlierLines(trend.points.length - MOST_SHOWN),
    ...trendLines({ ...trend, points: trend.points.slice(-MOST_SHOWN) }, print),
    "",
  ]).slice(0, -1);
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

/** The trends of the claims asked for, all when none are, over all runs or the last of each claim. */
function trendsIn(
  history: History,
  { runs, claim, last }: {
    readonly runs: readonly KeptRun[];
    readonly claim: readonly string[];
    readonly last?: number;
  },
): Trend[] {
  const asked = history.claims().filter((id) =>
    claim.length === 0 || claim.some((name) => isNamed({ id }, name))
  );
  return trendsOf(runs, asked.flatMap((id) => history.results(id, last)), claim);
}

/** The newest runs, and the products of the newest code: what of a long history a reader can take in. */
function showOverview(history: History): number {
  const runs = history.runs(MOST_SHOWN);
  const newest = runs.at(-1);
  const claims = newest === undefined ? [] : history.claims().toSorted(naturalOrder);
  const trends = claims.map((claim) => {
    const productAfter = evidenceLedger({ reference: referenceSubject.name });
    let product: EvidenceProduct | undefined;
    for (const run of history.evidence(claim, belongsTo(newest!))) product = productAfter(run);
    return { claim, points: product ? [{ run: newest!, product }] : [] };
  });
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const earlier = history.count() - runs.length;
  const lines = [...earlierLines(earlier), ...historyLines(runs, trends, { ...print, earlier })];
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

/** Draws every claim's trend on a line, or those asked for run by run. */
export async function plotHistory({ db, claim }: ShowArguments): Promise<number> {
  using history = await History.read(db);
  const runs = history.runs();
  const trends = trendsIn(history, { runs, claim, ...(claim.length === 0 && { last: MOST }) });
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = claim.length === 0
    ? overviewLines(trends, print)
    : trends.flatMap((trend) => [...intervalLines(trend, print), ""]).slice(0, -1);
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

function earlierLines(count: number): string[] {
  return count > 0 ? [`${plural(count, "earlier run")}; \`--json\` has all.`, ""] : [];
}

/** A trend without what the list of runs says already. */
function trendJson({ claim, points }: Trend): unknown {
  return {
    claim,
    points: points.map(({ result: { claim: _, ...result }, product }) => ({ ...result, product })),
  };
}
