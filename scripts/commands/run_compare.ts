/** `attest compare`: two reports held against each other, on the terminal, as JSON or as a page. */

import { dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { comparisonHtml } from "../../src/report/html/comparison_page.ts";
import { compareReports, type Comparison, hasRegressed } from "../../src/report/compare/compare.ts";
import type { Report } from "../../src/report/schema.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { comparisonLines } from "../terminal/comparison_table.ts";
import { jsonText } from "../base/json_text.ts";
import { project } from "../base/project.ts";
import { requireOfClaims } from "./report_of_claims.ts";
import { requireReplaceable } from "../run_directory/page_target.ts";
import { readReport } from "../run_directory/read_report.ts";
import { stdoutPaint, stdoutWidth, writeOutput } from "../terminal/terminal.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Arguments of `attest compare`. */
export interface CompareArguments {
  /** Reports, or the directories that hold them. */
  readonly base: string;
  readonly head: string;
  readonly json: boolean;
  /** File of the page, or true for compare.html beside the newer report. */
  readonly html?: string | true;
}

/** Prints what differs; 0, or 1 when anything got worse. */
export async function runCompare(asked: CompareArguments): Promise<number> {
  const { json, html } = asked;
  const page = html === undefined ? undefined : await pagePath(html, asked.head);
  const [base, head] = [await readReport(asked.base), await readReport(asked.head)];
  await requireOfClaims([
    { report: base, path: asked.base },
    { report: head, path: asked.head },
  ]);
  const comparison = compare(base, head, asked);
  if (page !== undefined) await writePage(page, comparisonHtml(comparison, { base, head }));
  const print = { width: stdoutWidth(), paint: stdoutPaint() };
  const lines = [
    ...comparisonLines(comparison, print),
    ...(page === undefined ? [] : [`Page: ${page}`]),
  ];
  writeOutput(json ? jsonText(comparison) : `${lines.join("\n")}\n`);
  return hasRegressed(comparison) ? 1 : 0;
}

function compare(base: Report, head: Report, asked: CompareArguments): Comparison {
  try {
    return compareReports(base, head);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`cannot compare ${asked.base} with ${asked.head}: ${complaint(error)}`);
  }
}

/** Where the page goes: never over a report, never among the baselines. */
async function pagePath(html: string | true, head: string): Promise<string> {
  const { isDirectory = false } = await Deno.stat(head).catch(() => ({}) as Deno.FileInfo);
  const path = html === true ? join(isDirectory ? head : ".", "compare.html") : html;
  const rule = "--html must name a .html file outside fixtures/baselines";
  if (!path.endsWith(".html")) throw new UsageError(`${rule}, got ${path}`);
  const folder = await realPath(dirname(resolve(path)));
  const baselines = await realPath(fileURLToPath(project().baselines));
  if (`${folder}${sep}`.startsWith(`${baselines.replace(/[/\\]$/, "")}${sep}`)) {
    throw new UsageError(`${rule}, got ${path}`);
  }
  await requireReplaceable(path, (got) => new UsageError(`${rule}, got ${path}: ${got}`));
  return path;
}

/** The path with its links followed, where it is there. */
function realPath(path: string): Promise<string> {
  return Deno.realPath(path).catch(() => path);
}

async function writePage(path: string, text: string): Promise<void> {
  try {
    await writeAtomically(path, text);
  } catch (error) {
    throw new UsageError(
      `--html must name a file that can be written, got ${path}: ${complaint(error)}`,
    );
  }
}
