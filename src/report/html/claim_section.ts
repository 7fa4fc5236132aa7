/** One claim in full: what was claimed, how it was tested, how sure the verdict is, how to see a case. */

import type { ErrorRates } from "../../decision/verdict.ts";
import { evidencePath } from "../evidence_path.ts";
import { attestCommand } from "../text/attest_command.ts";
import { verifyCommand } from "../text/failure.ts";
import { marginText } from "../text/margin_text.ts";
import {
  clippedText,
  failingText,
  killedText,
  measuredText,
  rivalsText,
  secondsText,
  unitText,
  weakestText,
} from "../text/measured.ts";
import { numberText } from "../text/number.ts";
import { shellWord } from "../text/shell_word.ts";
import { isOff } from "../conclusion.ts";
import type { ReportClaim, ReportRun } from "../schema.ts";
import { type Json, specText } from "../spec_json.ts";
import { cellsMarkup, mutantsMarkup, strataMarkup } from "./claim_lists.ts";
import { formulaMarkup, type Formulas } from "./formula_markup.ts";
import { evidenceFigure } from "./evidence_chart.ts";
import { intervalFigure } from "./interval_chart.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { strataRates } from "../../verify/strata_outcome.ts";
import { verdictBadge } from "./verdict_badge.ts";

/** What a section needs to know beside its claim. */
export interface ClaimSurroundings {
  /** The run, for the commands. */
  readonly run: ReportRun;
  /** α and β of a statistical claim. */
  readonly rates: ErrorRates | undefined;
  /** Directory of the report with the slash at its end. */
  readonly folder: string;
  /** Formulas, typeset. */
  readonly formulas: Formulas;
}

/** Kinds as a reader knows them. */
const KINDS: Readonly<Record<ReportClaim["kind"], string>> = {
  ID: "exact identity",
  INEQ: "inequality",
  LIM: "limit, within a margin",
  EXP: "statement about a mean",
};

/** The claim's part, `#claim-ID`: a line that unfolds to all that is known of it. */
export function claimSection(claim: ReportClaim, around: ClaimSurroundings): Markup {
  const { id, statement, plain } = claim;
  return html`
    <details class="claim card ${kindsOf(claim, around.run)}" id="claim-${id}">
    <summary>
    <span class="id">${id}</span>
    <h4>${statement}</h4>
    <span class="outcome">${verdictBadge(claim)}</span>
    <span class="muted brief">${briefText(claim)}</span>
    </summary>
    ${plain !== undefined && html`<p class="plain">${plain}</p>`}
    ${formulaMarkup(claim, around.formulas)}
    <p>${verdictBadge(claim)}${claim.reason && ` (${claim.reason})`}, ${testedText(claim)}.</p>
    <dl>
    ${facts(claim).map(([name, value]) =>
      html`
        <dt>${name}</dt>
        <dd>${value}</dd>
      `
    )}</dl>
    ${statisticsMarkup(claim, around)}
    ${strataMarkup(claim)}
    ${caseMarkup(claim, around)}
    ${cellsMarkup(claim)}
    ${mutantsMarkup(claim)}
    <h5>Run it again</h5>
    <pre>${verifyCommand([id], around.run)}</pre>
    </details>
  `;
}

/** Classes that a claim is filtered by. */
function kindsOf(claim: ReportClaim, run: ReportRun): string {
  const { ok, unit, expected } = claim;
  return [
    ...(ok ? ["ok"] : []),
    ...(isOff(claim, run) ? ["off"] : []),
    unit === "cases" ? "universal" : "statistical",
    ...(expected === "refuted" ? ["false-sentence"] : []),
  ].join(" ");
}

/** `1000 cases · margin 0.25 (weight) · mutants 3/3 · rivals 7/7 · 0.3 s`. */
function briefText(claim: ReportClaim): string {
  const rivals = rivalsText(claim);
  return [
    unitText(claim.cases, claim.unit),
    measuredText(claim),
    `mutants ${killedText(claim)}`,
    rivals && `rivals ${rivals}`,
    `${secondsText(claim.seconds)} s`,
  ].filter(Boolean).join(" · ");
}

function testedText({ unit, cases, kind }: ReportClaim): string {
  return unit === "cases"
    ? `${KINDS[kind]}, checked on ${unitText(cases, unit)}`
    : `${KINDS[kind]}, decided on ${unitText(cases, unit)}`;
}

function facts(claim: ReportClaim): [name: string, value: Content][] {
  const { source, regime, needs, file, seed, seconds, margin, power } = claim;
  const drawn = margin === null ? [] : fieldsOf(margin.spec);
  return [
    ["Source", source],
    ["Regime", regime],
    ...(needs === undefined || needs.length === 0
      ? []
      : [["Needs", needs.join(", ")] as [string, Content]]),
    ["Generator", [
      drawn.length > 0 && `draws ${drawn.join(", ")}; `,
      "in ",
      html`<code>${file}</code>`,
    ]],
    ...(failingText(claim) === "" ? [] : [["Fails in", failingText(claim)] as [string, Content]]),
    ...(power === null ? [] : [
      [
        "Usually takes",
        `${power.median} replicates (nine of ten runs within ${power.ninetieth}); ` +
        `${power.unexpected} unexpected verdicts in ${power.seeds} runs`,
      ] as [string, Content],
    ]),
    ["Seed", `${seed}, hashed from the run's`],
    ["Seconds", `${secondsText(seconds)}, mutants included`],
  ];
}

/** The fields that a spec has, one level deep, its setting's where it is a replicate's. */
function fieldsOf(spec: Json): string[] {
  if (spec === null || typeof spec !== "object" || Array.isArray(spec)) return [];
  const inner = "setting" in spec && "seed" in spec ? fieldsOf(spec.setting) : Object.keys(spec);
  return inner.filter((key) => !key.startsWith("$"));
}

function statisticsMarkup(claim: ReportClaim, { rates }: ClaimSurroundings): Content {
  const { id, effect, rule, strata } = claim;
  if (rule === null) return null;
  const own = rates && (strata ? strataRates(rates, strata.length) : rates);
  const path = own && evidencePath(claim, own);
  const clipped = clippedText(claim);
  const wanted = rule.within === null
    ? `Claimed: the mean is above 0; the smallest effect of interest is δ = ${
      numberText(rule.smallestEffect)
    }.`
    : `Claimed: the mean is 0 within ${numberText(rule.within)}.`;
  return html`
    <h5>How sure is that</h5>
    ${claim.strata && html`<p>The figures are those of ${weakestText(claim)}.</p>`}
    <p>Effect: ${effect?.name ?? "not measured"}, each clipped to ±${numberText(
      rule.bound,
    )}. ${wanted}</p>
    ${clipped !== "" && html`<p>${clipped}.</p>`}
    <div class="pair">
    ${effect && intervalFigure(effect, { id: `interval-${id}`, rule })}
    ${path && path.length > 1 && own &&
      evidenceFigure(path, { id: `evidence-${id}`, rates: own })}
    </div>
  `;
}

function caseMarkup(claim: ReportClaim, { folder, run }: ClaimSurroundings): Content {
  const { counterexample, margin, unit } = claim;
  const shown = counterexample ?? margin;
  if (shown === null) return null;
  const heading = counterexample
    ? "The case that fails"
    : unit === "cases"
    ? "Closest case"
    : "Replicate with the smallest effect";
  const rule = unit === "cases"
    ? "at least 0 holds"
    : "a mean is claimed, so one replicate below 0 refutes nothing";
  const told = marginText(shown);
  const file = counterexample?.file;
  return html`
    <h5>${heading}</h5>
    <dl>
    <dt>Margin</dt><dd>${told.startsWith("margin ") ? `${told.slice(7)} (${rule})` : told}</dd>
    <dt>Got</dt><dd>${String(shown.got)} for ${shown.what}</dd>
    <dt>Wanted</dt><dd>${String(shown.wanted)}</dd>
    ${shown.spec !== null && html`
      <dt>Case</dt>
      <dd>
        <pre>${specText(shown.spec)}</pre>
      </dd>
    `}
    ${file && html`
      <dt>See it fail</dt>
      <dd>
        <pre>${attestCommand(run)} replay ${shellWord(folder + file)}</pre>
      </dd>
    `}</dl>
  `;
}
