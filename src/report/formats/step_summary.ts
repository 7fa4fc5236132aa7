/** A report as the summary of a GitHub Actions step: failures first, and no longer than GitHub takes. */

import { failureSection, runText, verdictTableMarkdown } from "./markdown.ts";
import { escapeMarkdown } from "./markdown_text.ts";
import { isOff } from "../conclusion.ts";
import type { Report, ReportClaim } from "../schema.ts";
import {
  errorBudgetText,
  givenTexts,
  passBoundText,
  shardsText,
  totalsText,
} from "../text/summary.ts";
import { casesOfClaim } from "./reported_cases.ts";

/** What a summary is cut to, and where the rest is. */
export interface SummaryOptions {
  /** Directory of the report with the slash at its end, for the replay commands. */
  readonly folder: string;
  /** Most bytes of UTF-8. */
  readonly bytes: number;
  /** Address of the run's artifacts, where it is known. */
  readonly artifacts?: string | undefined;
}

/** Name under which a workflow is to upload the directory of the report. */
const ARTIFACT = "attest-report";

/**
 * The summary as Markdown: totals, seed, the table of failures with each in full, then the other claims.
 *
 * What is too long is cut after a row or a section, and says so; undefined when not even that has room.
 */
export function stepSummary(report: Report, options: SummaryOptions): string | undefined {
  const replay = { ...report.run, folder: options.folder };
  const failing = report.claims.filter((claim) => isFailing(claim, report, options));
  const rest = report.claims.filter((claim) => !failing.includes(claim));
  const table = (heading: string, claims: readonly ReportClaim[]) =>
    claims.length === 0 ? [] : tablePieces(heading, { report, claims });
  const paragraphs = (...texts: string[]) =>
    texts.filter(Boolean).map((text) => `\n${escapeMarkdown(text)}\n`);
  const pieces = [
    `# Attest\n\n${escapeMarkdown(totalsText(report))}.\n\n${runText(report)}\n`,
    ...paragraphs(...givenTexts(report), shardsText(report)),
    ...table("Not as expected", failing),
    ...failing.map((claim) => `\n${failureSection(claim, replay)}\n`),
    ...table("Not decided by this run", rest.filter((claim) => isOff(claim, report.run))),
    ...table("As expected", rest.filter(({ ok }) => ok)),
    ...paragraphs(errorBudgetText(report), passBoundText(report)),
  ];
  return fit(pieces, options);
}

/** Whether the run has found something against the claim, or on it: not what it did not come to. */
function isFailing(claim: ReportClaim, { run }: Report, { folder }: SummaryOptions): boolean {
  return casesOfClaim(claim, { run, folder, lines: new Map() })
    .some(({ status }) => status === "failed" || status === "undecided");
}

/** A table under its heading, row by row; the first row comes with the header. */
function tablePieces(
  heading: string,
  { report, claims }: { readonly report: Report; readonly claims: readonly ReportClaim[] },
): string[] {
  const [header, align, first, ...rows] = verdictTableMarkdown({ ...report, claims: [...claims] })
    .split("\n");
  return [
    `\n## ${heading}\n\n${header}\n${align}\n${first}\n`,
    ...rows.map((row) => `${row}\n`),
  ];
}

/** As many pieces as there is room for, with a sentence on those left out. */
function fit(
  pieces: readonly string[],
  { bytes, artifacts }: SummaryOptions,
): string | undefined {
  const sizes = pieces.map(byteLength);
  if (sizes.reduce((sum, size) => sum + size, 0) <= bytes) return pieces.join("");
  const where = artifacts === undefined ? ARTIFACT : `[${ARTIFACT}](${artifacts})`;
  const note = `\nThis summary was cut, as GitHub takes less than 1 MiB for a step. ` +
    `The whole report is in the artifact ${where}.\n`;
  let room = bytes - byteLength(note);
  if (room < 0) return undefined;
  const left = sizes.findIndex((size) => (room -= size) < 0);
  return pieces.slice(0, left).join("") + note;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
