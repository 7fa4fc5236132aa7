/** The claims of a report as a table that fits the terminal. */

import {
  isSurvivor,
  killedText,
  measuredText,
  rivalsText,
  secondsText,
  verdictText,
} from "../../src/report/text/measured.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import { type Cell, type Column, layOut } from "./text_table.ts";
import type { Paint } from "./terminal.ts";

/** Width from which the measurement has a column of its own … */
const WIDE = 150;
/** … and from which the statement has one: in a narrower one it would be a tower of words. */
const NARROW = 100;

/** What a table is printed with. */
export interface TablePrint {
  readonly width: number;
  readonly paint: Paint;
}

/** The table of claims alone. */
export function verdictTable(
  claims: readonly ReportClaim[],
  { width, paint }: TablePrint,
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
  { width, paint, hasRivals }: TablePrint & { readonly hasRivals: boolean },
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
    verdictCell(claim, paint),
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

function verdictCell(claim: ReportClaim, paint: Paint): Cell {
  const { verdict, expected } = claim;
  const colour = verdict === expected ? "green" : verdict === "undecided" ? "yellow" : "red";
  return { text: verdictText(claim), paint: (line) => paint(colour, line) };
}
