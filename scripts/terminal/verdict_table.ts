/** A report as a terminal shows it: table, failures in full, what it amounts to. */

import { type Fact, failureFacts, verifyCommand } from "../../src/report/text/failure.ts";
import {
  isSurvivor,
  killedText,
  measuredText,
  rivalsText,
  secondsText,
  verdictText,
} from "../../src/report/text/measured.ts";
import { causeOf } from "../../src/report/cause_of.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import {
  errorBudgetText,
  passBoundText,
  shardsText,
  totalsText,
} from "../../src/report/text/summary.ts";
import { type Cell, type Column, layOut, wrapWords } from "./text_table.ts";
import type { Paint } from "./terminal.ts";

/** Width from which the measurement has a column of its own … */
const WIDE = 150;
/** … from which the verdict stays on one line … */
const ROOMY = 100;
/** … and from which the statement has a column of its own. */
const NARROW = 72;

/** What the result is printed with. */
export interface Print {
  readonly width: number;
  readonly paint: Paint;
  /** Directory of the report with the slash at its end. */
  readonly folder: string;
}

/** The result of a run as lines. */
export function resultLines(report: Report, print: Print): string[] {
  const failing = report.claims.filter((claim) => isFailing(claim, report));
  return [
    ...verdictTable(report.claims, print),
    ...failing.flatMap((claim) => ["", ...failureLines(claim, report, print)]),
    "",
    ...summaryLines(report, print),
  ];
}

/** A claim that has something to tell: not one that the run did not come to, or has only a part of. */
function isFailing(claim: ReportClaim, { run: { shards } }: Report): boolean {
  const { ok, verdict } = claim;
  const partial = shards.run.length < shards.of;
  return !ok && causeOf(claim) !== "not reached" && !(partial && verdict !== "refuted");
}

/** The table of claims alone. */
export function verdictTable(
  claims: readonly ReportClaim[],
  { width, paint }: Pick<Print, "width" | "paint">,
): string[] {
  const wide = width >= WIDE;
  const hasRivals = claims.some((claim) => rivalsText(claim) !== "");
  const columns: Column[] = [
    { header: "claim" },
    ...(width >= NARROW ? [{ header: "statement", wrap: width }] : []),
    { header: "verdict" },
    { header: wide ? "cases or\nreplicates" : "cases", align: "right" },
    ...(wide ? [{ header: "effect or smallest margin", wrap: Math.floor(width / 4) }] : []),
    { header: "mutants", align: "right" },
    ...(hasRivals ? [{ header: "rivals", align: "right" } as const] : []),
    { header: "s", align: "right" },
  ];
  const rows = claims.flatMap((claim) => claimRows(claim, { width, paint, hasRivals }));
  return layOut(columns, rows, width);
}

/** The claim's row, and below it what has no column of its own at this width. */
function claimRows(
  claim: ReportClaim,
  { width, paint, hasRivals }: Pick<Print, "width" | "paint"> & { readonly hasRivals: boolean },
): Cell[][] {
  const statement = { text: claim.statement };
  const measured = { text: measuredText(claim), paint: (line: string) => paint("dim", line) };
  const survivors = claim.mutants.filter(isSurvivor);
  const counted = (text: string, hasSurvivor: boolean) => (
    { text, ...(hasSurvivor && { paint: (line: string) => paint("red", line) }) }
  );
  const row: Cell[] = [
    { text: claim.id, paint: (line) => paint("bold", line) },
    ...(width >= NARROW ? [statement] : []),
    verdictCell(claim, { width, paint }),
    { text: String(claim.cases) },
    ...(width >= WIDE ? [measured] : []),
    counted(killedText(claim), survivors.some(({ rival }) => !rival)),
    ...(hasRivals ? [counted(rivalsText(claim), survivors.some(({ rival }) => rival))] : []),
    { text: secondsText(claim.seconds) },
  ];
  if (width >= WIDE || measured.text === "") return [row];
  const below = width >= NARROW ? [measured] : [statement, measured];
  return [row, ...below.map((cell) => [{ text: "" }, cell])];
}

function verdictCell(claim: ReportClaim, { width, paint }: Pick<Print, "width" | "paint">): Cell {
  const { verdict, expected } = claim;
  const colour = verdict === expected ? "green" : verdict === "undecided" ? "yellow" : "red";
  const text = verdictText(claim);
  const narrow = width >= NARROW && width < ROOMY;
  return {
    text: narrow ? text.replace(" (", "\n(") : text,
    paint: (line) => paint(colour, line),
  };
}

/** What there is to know of a claim that is not as expected. */
export function failureLines(
  claim: ReportClaim,
  { run }: Report,
  { width, paint, folder }: Print,
): string[] {
  const facts = failureFacts(claim, { ...run, folder });
  const column = Math.max(...facts.map(([label]) => label.length)) + 2;
  return facts.flatMap(([label, text]) =>
    factText([label, text], width - column).map((line, i) =>
      (i === 0 ? paint("bold", label) + " ".repeat(column - label.length) : " ".repeat(column)) +
      (label === "verdict" ? paint("red", line) : line)
    )
  );
}

/** Prose is wrapped; what is copied into a command line stays in one piece. */
function factText([label, text]: Fact, width: number): string[] {
  return ["case", "replay", "run again"].includes(label) ? [text] : wrapWords(text, width);
}

function summaryLines(report: Report, { width, paint, folder }: Print): string[] {
  const { run } = report;
  const colour = run.ok ? "green" : run.interrupted ? "yellow" : "red";
  const prose = (text: string) => text === "" ? [] : wrapWords(text, width);
  return [
    ...prose(totalsText(report)).map((line) => paint(colour, line)),
    ...prose(shardsText(report)),
    ...prose(errorBudgetText(report)),
    ...prose(passBoundText(report)),
    `Report: ${folder}report.md and ${folder}report.json, ${secondsText(run.seconds)} s`,
    `Run again: ${verifyCommand(run.selected, run)}`,
  ];
}
