/** A report as Markdown. */

import { factLines, failureFacts, verifyCommand } from "../text/failure.ts";
import {
  killedText,
  measuredText,
  rivalsText,
  secondsText,
  unitText,
  verdictText,
} from "../text/measured.ts";
import {
  type KillMatrix,
  type MatrixCell,
  matrixHoles,
  ownMutants,
  thinIce,
  thinIceLines,
} from "../kill_matrix.ts";
import { isNotApplicable, isOff } from "../conclusion.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { codeBlock, codeSpan, escapeMarkdown } from "./markdown_text.ts";
import { errorBudgetText, givenTexts, passBoundText, totalsText } from "../text/summary.ts";

const HEADER = [
  "claim",
  "statement",
  "verdict",
  "cases or replicates",
  "effect or smallest margin",
  "mutants killed",
  "seconds",
];
/** Left of the seconds, where any claim has rivals. */
const RIVALS = "rivals refuted";

/**
 * The report as one Markdown document: table, what it means, failures in full.
 *
 * @param folder Directory of the report with the slash at its end, for the replay commands.
 */
export function reportMarkdown(report: Report, { folder }: { readonly folder: string }): string {
  const { run, claims } = report;
  const sections = [
    "# Attest report",
    `${escapeMarkdown(totalsText(report))}.`,
    ...givenTexts(report).map(escapeMarkdown),
    verdictTableMarkdown(report),
    [errorBudgetText(report), passBoundText(report)].filter(Boolean).map(escapeMarkdown).join(
      "\n\n",
    ),
    ...powerSection(report),
    ...(report.matrix === null ? [] : [matrixSection(report.matrix, report.claims)]),
    runText(report),
    ...claims.filter((claim) => isOff(claim, run)).map((claim) =>
      failureSection(claim, { ...run, folder })
    ),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The table of a report: a row for each claim that can be put to its subject. */
export function verdictTableMarkdown({ claims: all, run }: Report): string {
  const claims = all.filter((claim) => !isNotApplicable(claim, run));
  const table = [HEADER, ...claims.map(rowOf)];
  if (!claims.some((claim) => rivalsText(claim) !== "")) return tableOf(table);
  return tableOf(
    table.map((row, i) => row.toSpliced(-1, 0, i === 0 ? RIVALS : rivalsText(claims[i - 1]))),
  );
}

function rowOf(claim: ReportClaim): string[] {
  const { id, statement, cases, unit, ok } = claim;
  const verdict = verdictText(claim);
  return [
    escapeMarkdown(id),
    escapeMarkdown(statement),
    ok ? verdict : `**${verdict}**`,
    unitText(cases, unit),
    escapeMarkdown(measuredText(claim)),
    killedText(claim),
    secondsText(claim.seconds),
  ];
}

function tableOf([header, ...rows]: readonly (readonly string[])[]): string {
  const align = header.map((_, i) => (i === 3 || i > 4 ? "--:" : "---"));
  return [header, align, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** What the statistical claims of the report take, over many seeds. */
function powerSection({ claims }: Report): string[] {
  const rows = claims.flatMap(({ id, cases, power }) =>
    power === null ? [] : [[
      escapeMarkdown(id),
      String(cases),
      String(power.median),
      String(power.ninetieth),
      `${power.unexpected} of ${power.seeds}`,
    ]]
  );
  if (rows.length === 0) return [];
  const header = ["claim", "this run", "median", "nine of ten within", "unexpected verdicts"];
  const lines = [header, ["---", "--:", "--:", "--:", "--:"], ...rows];
  return [
    "## Replicates that the statistical claims take",
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
  ];
}

const MARKS: Readonly<Record<MatrixCell, string>> = {
  killed: "✕",
  survived: "·",
  untouched: " ",
  undecided: "?",
};

/** A column for each claim, as ids are shorter than the names of mutants. */
function matrixSection(matrix: KillMatrix, claims: Report["claims"]): string {
  const thin = thinIceLines(thinIce(matrix, ownMutants(claims)));
  const header = ["mutant", ...matrix.rows.map(({ id }) => escapeMarkdown(id))];
  const rows = matrix.mutants.map((name, i) => [
    escapeMarkdown(name),
    ...matrix.rows.map(({ cells }) => MARKS[cells[i]]),
  ]);
  const rivals = matrix.rows.map(({ rivals }) => rivals ? `${rivals.killed}/${rivals.of}` : "");
  const lines = [
    ...[header, header.map((_, i) => (i === 0 ? "---" : ":-:")), ...rows],
    ...(rivals.some((text) => text !== "") ? [["*rivals refuted*", ...rivals]] : []),
  ];
  return [
    "## Which claim notices which mutant",
    "✕ killed, · survived, ? undecided, blank: the mutant changes nothing that the claim needs.",
    lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    ...matrixHoles(matrix).map((hole) => `- ${escapeMarkdown(hole)}`),
    ...(thin.length > 0 ? ["### How thin is the ice", ...thin.map(escapeMarkdown)] : []),
  ].join("\n\n");
}

/** Seed, times, and the command that runs it again, as a list. */
export function runText({ run }: Report): string {
  const again = verifyCommand(run.selected, run);
  return [
    `- profile ${run.profile}, seed ${run.seed}, subject ${escapeMarkdown(run.subject)}`,
    `- ${secondsText(run.seconds)} seconds, from ${escapeMarkdown(run.started)} to ` +
    `${escapeMarkdown(run.finished)}, Deno ${escapeMarkdown(run.deno)}`,
    `- code ${run.code}, build ${run.build ?? "unknown"}`,
    `- run again: ${codeSpan(again)}`,
  ].join("\n");
}

/** A claim that is not as expected, in full under a heading of its own. */
export function failureSection(
  claim: ReportClaim,
  replay: Report["run"] & { readonly folder: string },
): string {
  const text = factLines(failureFacts(claim, replay)).join("\n");
  return `## ${escapeMarkdown(claim.id)} is not as expected\n\n${codeBlock(text)}`;
}
