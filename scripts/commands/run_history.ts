/** `attest history`: runs are added to a file, and shown by commit and by claim. */

import { fileURLToPath } from "node:url";
import { ROOT } from "../base/paths.ts";
import { jsonText } from "../base/json_text.ts";
import { readReport } from "../run_directory/read_report.ts";
import { stdoutPaint, stdoutWidth, writeOutput } from "../terminal/terminal.ts";
import { commitOfEnvironment, findCommit } from "../history/commit.ts";
import { intervalLines, overviewLines } from "../history/history_plot.ts";
import { historyLines, shortName, trendLines } from "../history/history_tables.ts";
import { History } from "../history/store.ts";
import { type Trend, trendsOf } from "../history/trends.ts";

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
  const found = await findCommit({
    asked: commit,
    environment: commitOfEnvironment(),
    root: fileURLToPath(ROOT),
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
  const runs = history.runs();
  const trends = trendsOf(runs, history.results(), claim);
  if (json) {
    writeOutput(jsonText({ schema: "attest-history/1", runs, trends: trends.map(trendJson) }));
    return 0;
  }
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = claim.length === 0
    ? historyLines(runs, trends, print)
    : trends.flatMap((trend) => [...trendLines(trend, print), ""]).slice(0, -1);
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

/** Draws every claim's trend on a line, or those asked for run by run. */
export async function plotHistory({ db, claim }: ShowArguments): Promise<number> {
  using history = await History.read(db);
  const trends = trendsOf(history.runs(), history.results(), claim);
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = claim.length === 0
    ? overviewLines(trends, print)
    : trends.flatMap((trend) => [...intervalLines(trend, print), ""]).slice(0, -1);
  writeOutput(`${lines.join("\n")}\n`);
  return 0;
}

/** A trend without what the list of runs says already. */
function trendJson({ claim, points }: Trend): unknown {
  return {
    claim,
    points: points.map(({ result: { claim: _, ...result }, product }) => ({ ...result, product })),
  };
}
