/** A report as a terminal shows it: what it says in words, failures in full, what it amounts to, and a table. */

import { verifyCommand } from "../../src/report/text/failure.ts";
import { secondsText } from "../../src/report/text/measured.ts";
import { isNotApplicable, isOff } from "../../src/report/conclusion.ts";
import { causeOf } from "../../src/report/cause_of.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import {
  errorBudgetText,
  givenTexts,
  passBoundText,
  shardsText,
  totalsText,
} from "../../src/report/text/summary.ts";
import { failureLines } from "./failure_lines.ts";
import { headlineLines } from "./headline_lines.ts";
import { wrapWords } from "./text_table.ts";
import { type TablePrint, verdictTable } from "./verdict_table.ts";

/** Most claims whose table is shown without being asked for: with more, it is all that a screen has room for. */
const FEW = 12;

/** What the result is printed with. */
export interface Print extends TablePrint {
  /** Directory of the report with the slash at its end. */
  readonly folder: string;
  /** How attest was started. */
  readonly command?: string;
  /** Show the table, however many claims there are. */
  readonly table?: boolean;
}

/** The result of a run as lines. */
export function resultLines(report: Report, print: Print): string[] {
  const { claims, run } = report;
  const failing = claims.filter((claim) => isFailing(claim, report));
  const applicable = claims.filter((claim) => !isNotApplicable(claim, run));
  const isShown = print.table === true || applicable.length <= FEW;
  return parted([
    headlineLines(claims, { ...print, project: run.project }),
    ...failing.map((claim) => failureLines(claim, { ...run, ...print }, print)),
    summaryLines(report, print),
    isShown ? verdictTable(applicable, print) : [],
    whereLines(report, { ...print, isShown }),
  ]);
}

/** The parts that there are, an empty line between them. */
function parted(parts: readonly (readonly string[])[]): string[] {
  return parts.filter((lines) => lines.length > 0)
    .flatMap((lines, i) => i === 0 ? lines : ["", ...lines]);
}

/** A claim that has something to tell: not one that the run did not come to, or has only a part of. */
function isFailing(claim: ReportClaim, { run }: Report): boolean {
  const { verdict } = claim;
  const partial = run.shards.run.length < run.shards.of;
  return isOff(claim, run) && causeOf(claim) !== "not reached" &&
    !(partial && verdict !== "refuted");
}

function summaryLines(report: Report, { width, paint }: Print): string[] {
  const { run } = report;
  const colour = run.ok ? "green" : run.interrupted ? "yellow" : "red";
  const prose = (text: string) => text === "" ? [] : wrapWords(text, width);
  return [
    ...prose(totalsText(report)).map((line) => paint(colour, line)),
    ...givenTexts(report).flatMap(prose),
    ...prose(shardsText(report)),
    ...prose(errorBudgetText(report)),
    ...prose(passBoundText(report)),
  ];
}

/** Where to read on, and how to come back; commands stay in one piece. */
function whereLines(
  { run }: Report,
  { folder, command, isShown }: Print & { readonly isShown: boolean },
): string[] {
  return [
    `Report: ${folder}report.md and ${folder}report.json, ${secondsText(run.seconds)} s`,
    ...(isShown ? [] : ["Table of all claims: in the report, or here by --table"]),
    `Run again: ${verifyCommand(run.selected, { ...run, command })}`,
  ];
}
