/** A history as a terminal shows it. */

import { secondsText } from "../../src/report/text/measured.ts";
import { eValueText, numberText } from "../../src/report/text/number.ts";
import type { EvidenceProduct, Share } from "../../src/report/evidence_product.ts";
import { plural } from "../../src/report/text/summary.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import { type Cell, type Column, layOut, wrapWords } from "../terminal/text_table.ts";
import type { Paint } from "../terminal/terminal.ts";
import { belongsTo, type KeptResult, type KeptRun } from "./rows.ts";
import type { Trend, TrendPoint } from "./trends.ts";

/** What tables are printed with. */
export interface Print {
  readonly width: number;
  readonly paint: Paint;
}

/** Width from which seeds and code, mutants and rivals, have columns of their own. */
const WIDE = 100;

const SHARES: Readonly<Record<Share, string>> = {
  counted: "",
  extended: "more of the same replicates, counted in place of the shorter run",
  repeated: "the same replicates again, not counted",
  unreached: "not reached",
  broken: "broke off: the product decides nothing",
};

/** Digits of a commit or a fingerprint that tell it from others. */
export function shortName(name: string): string {
  return name.slice(0, 8);
}

/** A claim with the product after runs of it, the last one of each code at least. */
interface Products {
  readonly claim: string;
  readonly points: readonly Pick<TrendPoint, "run" | "product">[];
}

/** Every run, oldest first, and what the e-values of its code amount to. */
export function historyLines(
  runs: readonly KeptRun[],
  trends: readonly Products[],
  { earlier = 0, ...print }: Print & {
    /** Runs before those. */
    readonly earlier?: number;
  },
): string[] {
  return [
    ...runTable(runs, print),
    "",
    ...productTable(trends, runs.at(-1), print),
    `${plural(earlier + runs.length, "run")}; \`attest history show --claim ID\` has a claim's.`,
  ];
}

function runTable(runs: readonly KeptRun[], { width, paint }: Print): string[] {
  const wide = width >= WIDE;
  const columns: Column[] = [
    ...[{ header: "commit" }, { header: "started" }, { header: "profile" }],
    ...(wide
      ? [{ header: "seed", align: "right" } as const, { header: "code" }, { header: "build" }]
      : []),
    ...[
      { header: "as expected", align: "right" } as const,
      { header: "s", align: "right" } as const,
    ],
    { header: "", wrap: 24 },
  ];
  const rows = runs.map((run): Cell[] => [
    { text: shortName(run.commit_sha), paint: (line) => paint("bold", line) },
    { text: run.started.slice(0, 16).replace("T", " ") },
    { text: run.profile },
    ...(wide
      ? [{ text: String(run.seed) }, { text: shortName(run.code) }, {
        text: shortName(run.build ?? "—"),
      }]
      : []),
    {
      text: `${run.claims_ok}/${run.claims}`,
      paint: (line) => paint(run.ok === 1 ? "green" : "red", line),
    },
    { text: secondsText(run.seconds) },
    {
      text: run.interrupted === 1 ? "interrupted" : run.subject === "reference" ? "" : run.subject,
    },
  ]);
  return layOut(columns, rows, width);
}

/** Products of the newest run's code, for the claims that several of its runs count for. */
function productTable(
  trends: readonly Products[],
  newest: KeptRun | undefined,
  { width }: Print,
): string[] {
  const rows = trends.flatMap(({ claim, points }) => {
    const last = points.findLast(({ run }) =>
      newest !== undefined && belongsTo(run) === belongsTo(newest)
    );
    const product = last?.product;
    if (!product || product.runs < 2) return [];
    return [[
      { text: claim },
      { text: String(product.runs) },
      { text: String(product.replicates) },
      { text: eValueText(product.logEvidence.for) },
      { text: eValueText(product.logEvidence.against) },
      { text: product.verdict },
    ]];
  });
  if (rows.length === 0) return [];
  const columns: Column[] = [
    { header: "claim" },
    ...["runs", "replicates", "e-value for", "against"].map((header) => (
      { header, align: "right" } as const
    )),
    { header: "decides" },
  ];
  return [...layOut(columns, rows, width), "", ...wrapWords(ruleText(), width), ""];
}

/** A claim run by run, with the product after each. */
export function trendLines({ claim, points }: Trend, { width, paint }: Print): string[] {
  const statistical = points.some(({ product }) => product !== null);
  const hasCounts = width >= WIDE && points.some(({ result }) => result.mutants !== null);
  const hasRivals = hasCounts && points.some(({ result }) => (result.rivals ?? 0) > 0);
  const columns: Column[] = [
    ...[{ header: "commit" }, { header: "started" }, { header: "verdict" }],
    { header: statistical ? "replicates" : "cases", align: "right" },
    { header: statistical ? "effect" : "smallest margin" },
    ...(hasCounts ? [{ header: "mutants", align: "right" } as const] : []),
    ...(hasRivals ? [{ header: "rivals", align: "right" } as const] : []),
    ...(statistical ? [{ header: "e-value", align: "right" } as const] : []),
    ...(statistical ? [{ header: "product", align: "right" } as const] : []),
  ];
  const rows = points.flatMap((point, i): Cell[][] => {
    const { run, result, product } = point;
    const row = [
      { text: shortName(run.commit_sha), paint: (line: string) => paint("bold", line) },
      { text: run.started.slice(0, 10) },
      { text: result.verdict, paint: (line: string) => paint(colourOf(result), line) },
      { text: String(result.cases) },
      { text: measured(result) },
      ...(hasCounts ? [{ text: countText(result.mutants_killed, result.mutants) }] : []),
      ...(hasRivals ? [{ text: countText(result.rivals_killed, result.rivals) }] : []),
      ...(product ? productCells(result, product) : []),
    ];
    const said = remark(point, points[i - 1]);
    const below = { text: said, paint: (line: string) => paint("dim", line) };
    return said === "" ? [row] : [row, [{ text: "" }, below]];
  });
  const last = points.at(-1)?.product;
  return [
    paint("bold", claim),
    ...layOut(columns, rows, width),
    ...(last ? ["", ...wrapWords(`${lastText(last)} ${ruleText()}`, width)] : []),
  ];
}

function productCells({ log_for, log_against }: KeptResult, product: EvidenceProduct): Cell[] {
  // The larger side is what there is to say; the other is as small as it is large.
  const contra = product.logEvidence.against > product.logEvidence.for;
  const own = contra ? log_against : log_for;
  const { for: pro, against } = product.logEvidence;
  return [
    { text: own === null ? "" : eValueText(own) },
    { text: `${eValueText(contra ? against : pro)}${contra ? " against" : ""}` },
  ];
}

/** "3/4"; empty where nobody counted. */
function countText(killed: number | null, of: number | null): string {
  return killed === null || of === null ? "" : `${killed}/${of}`;
}

/** What a result measured: the effect with its interval, or the margin. */
export function measured({ mean, lower, upper, margin }: KeptResult): string {
  if (mean !== null && lower !== null && upper !== null) {
    return `${numberText(mean)} [${numberText(lower)}, ${numberText(upper)}]`;
  }
  return margin === null ? "" : numberText(margin);
}

function remark({ run, product }: TrendPoint, before: TrendPoint | undefined): string {
  return [before ? otherThan(before.run, run) : "", product ? SHARES[product.share] : ""].filter(
    Boolean,
  ).join("; ");
}

function otherThan(before: KeptRun, run: KeptRun): string {
  if (before.code !== run.code) return "other code";
  return belongsTo(before) === belongsTo(run) ? "" : "other build";
}

function lastText({ runs, replicates, logEvidence, verdict }: EvidenceProduct): string {
  return `Over ${plural(runs, "run")} of this build, ${
    plural(replicates, "replicate")
  }: e-value for ` +
    `${eValueText(logEvidence.for)}, against ${eValueText(logEvidence.against)}: ${verdict}.`;
}

function ruleText(): string {
  return `E-values of runs of the same build from different seeds multiply; the product decides from ` +
    `${numberText(1 / CLAIM_RATES.alpha)} on, wrongly with chance at most ` +
    `${numberText(CLAIM_RATES.alpha)} however many runs there are, and starts again with another.`;
}

function colourOf({ verdict, expected }: KeptResult): "green" | "yellow" | "red" {
  return verdict === expected ? "green" : verdict === "undecided" ? "yellow" : "red";
}
