/** `attest history`: runs are added to a file, and shown by commit and by claim. */

import { type EvidenceProduct, runningProduct } from "../../src/report/evidence_product.ts";
import { plural } from "../../src/report/text/summary.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { projectPath } from "../base/project.ts";
import { requireOfClaims } from "./report_of_claims.ts";
import { readReport } from "../run_directory/read_report.ts";
import { stdoutPaint, stdoutWidth, writeOutput } from "../terminal/terminal.ts";
import { commitOfEnvironment, findCommit } from "../history/commit.ts";
import { intervalLines, MOST, overviewLines } from "../history/history_plot.ts";
import { historyLines, shortName, trendLines } from "../history/history_tables.ts";
import { historyJson } from "../history/history_json.ts";
import { History } from "../history/store.ts";
import { belongsTo } from "../history/rows.ts";
import { askedClaims, type Trend, type TrendPoint, trendsOf } from "../history/trends.ts";

/** Most runs that are listed; `--json` has all. */
const MOST_SHOWN = 200;

/** Characters of JSON that are held before the first is printed. */
const MOST_HELD = 1 << 22;

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
  const asked = askedClaims(history.claims(), claim);
  if (json) {
    history.atOnce(() => writeJson(history, asked));
    return 0;
  }
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = asked.flatMap((id) => {
    const { earlier, trend } = lastPoints(history, id);
    return [...earlierLines(earlier), ...trendLines(trend, print), ""];
  }).slice(0, -1);
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

/** All at once as long as it is not much: then a row that cannot be used is found before anything is printed. */
function writeJson(history: History, asked: readonly string[]): void {
  const found = asked.values().map((id) => [id, history.found(id)] as const);
  const held: string[] = [];
  let length = 0;
  for (const piece of historyJson(history.runs(), found)) {
    length += piece.length;
    held.push(piece);
    if (length > MOST_HELD) held.splice(0).forEach(writeOutput);
  }
  held.forEach(writeOutput);
}

/** The last points of a claim that are listed, each with the product of all before it. */
function lastPoints(
  history: History,
  claim: string,
): { readonly earlier: number; readonly trend: Trend } {
  const productAfter = runningProduct({ reference: referenceSubject.name });
  const last: Omit<TrendPoint, "run">[] = [];
  let earlier = -MOST_SHOWN;
  for (const { result, evidence } of history.found(claim)) {
    const product = productAfter(evidence);
    last.push({ result, product: result.unit === "cases" ? null : product });
    if (last.length > 2 * MOST_SHOWN) last.splice(0, MOST_SHOWN);
    earlier++;
  }
  const results = new Map(last.slice(-MOST_SHOWN).map((point) => [point.result.run, point]));
  const points: TrendPoint[] = [];
  for (const run of history.runsFrom(results.keys().next().value ?? 0)) {
    const point = results.get(run.id);
    if (point) points.push({ run, ...point });
  }
  return { earlier, trend: { claim, points } };
}

/** The trends to draw: all results of the claims asked for, or of all claims the last. */
function trendsToPlot(history: History, claim: readonly string[]): Trend[] {
  const asked = askedClaims(history.claims(), claim);
  const last = claim.length === 0 ? MOST : undefined;
  return trendsOf([...history.runs()], asked.flatMap((id) => [...history.results(id, last)]));
}

/** The newest runs, and the products of the newest code: what of a long history a reader can take in. */
function showOverview(history: History): number {
  const runs = [...history.runs(MOST_SHOWN)];
  const newest = runs.at(-1);
  const claims = newest === undefined ? [] : history.claims().toSorted(naturalOrder);
  const trends = claims.map((claim) => {
    const productAfter = runningProduct({ reference: referenceSubject.name });
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
  const trends = trendsToPlot(history, claim);
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
