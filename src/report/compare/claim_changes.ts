/** How one claim's entry differs from its baseline: verdict, definition, margin, cases, cells, mutants. */

import { verdictText } from "../text/measured.ts";
import { marginText } from "../text/margin_text.ts";
import { numberText } from "../text/number.ts";
import type { Report, ReportClaim } from "../schema.ts";
import { decodeNumber } from "../special_numbers.ts";
import { type ClaimChange, nameList } from "./change.ts";

/** The same claim in two runs. */
export interface ClaimPair {
  readonly base: ReportClaim;
  readonly head: ReportClaim;
  /** The same profile, so the same budgets. */
  readonly sameProfile: boolean;
  /** The same subject, seed and shards, so the same cases as far as the code is the same. */
  readonly sameSeed: boolean;
  /** Either run was sharded, which stop sooner than a whole run. */
  readonly sharded: boolean;
}

/** Relative difference of margins that another machine's elementary functions may make. */
const ROUNDING = 1e-9;
/** The part of a definition that says what is green. */
const EXPECTED = "expected verdict";
/** How much closer to 0 a margin must be to be noted. */
const CLOSER = 10;

/** The pair of a claim's entries. */
export function pairOf(base: ReportClaim, head: ReportClaim, runs: Runs): ClaimPair {
  const { base: { run: before }, head: { run: after } } = runs;
  const sharded = before.shards.of > 1 || after.shards.of > 1;
  return {
    base,
    head,
    sameProfile: before.profile === after.profile,
    sharded,
    sameSeed: before.subject === after.subject && base.seed === head.seed &&
      JSON.stringify(before.shards) === JSON.stringify(after.shards) &&
      // Where the ranges of shards begin follows from the budget.
      (!sharded || before.profile === after.profile),
  };
}

/** Two reports. */
export interface Runs {
  readonly base: Report;
  readonly head: Report;
}

/** Every difference but those of effects and speed, which take all claims together. */
export function claimChanges(pair: ClaimPair): ClaimChange[] {
  return [verdictChanges, definitionChanges, marginChanges, caseChanges, cellChanges, mutantChanges]
    .flatMap((rule) => rule(pair));
}

/** Is it still the same claim, so that its measurements can be held against each other? */
export function sameDefinition({ base, head }: ClaimPair): boolean {
  const after = new Map(definitionOf(head));
  return definitionOf(base).every(([what, text]) => text === (after.get(what) ?? text));
}

function definitionOf(claim: ReportClaim): [what: string, text: string][] {
  const { slug, statement, regime, kind, unit, expected, rule, effect, strata } = claim;
  return [
    ["slug", slug],
    ["statement", statement],
    ["regime", regime],
    ["kind", kind],
    ["unit", unit],
    [EXPECTED, expected],
    ["rule", rule === null ? "none" : ruleText(rule)],
    // A run that crashed tells neither of strata nor of an effect.
    ...(strata || effect ? [["strata", strataText(strata)] as [string, string]] : []),
    // A run that measured nothing has no name for it.
    ...(effect ? [["effect", effect.name] as [string, string]] : []),
  ];
}

function strataText(strata: ReportClaim["strata"]): string {
  return strata ? strata.map(({ name }) => name).join("; ") : "none";
}

function ruleText({ bound, smallestEffect, within }: NonNullable<ReportClaim["rule"]>): string {
  const zero = within === null ? "above 0" : `0 within ${within}`;
  return `mean ${zero}, smallest effect ${smallestEffect}, bound ${bound}`;
}

function definitionChanges({ base, head }: ClaimPair): ClaimChange[] {
  const after = new Map(definitionOf(head));
  return definitionOf(base).flatMap(([what, before]) => {
    const now = after.get(what) ?? before;
    if (now === before) return [];
    const text = `${what}: “${before}” → “${now}”`;
    return [{ kind: "definition", severity: what === EXPECTED ? "regression" : "change", text }];
  });
}

function verdictChanges({ base, head }: ClaimPair): ClaimChange[] {
  if (base.verdict === head.verdict && base.expected === head.expected) return [];
  const worse = base.verdict === base.expected && head.verdict !== head.expected;
  const reason = head.verdict === "undecided" ? `: ${head.reason}` : "";
  const text = `${verdictText(base)} → ${verdictText(head)}${reason}`;
  return [{ kind: "verdict", severity: worse ? "regression" : "change", text }];
}

function marginChanges(pair: ClaimPair): ClaimChange[] {
  const { base, head, sameProfile, sameSeed } = pair;
  if (base.unit !== "cases" || base.verdict !== head.verdict || !sameDefinition(pair)) return [];
  if (base.margin === null || head.margin === null) return [];
  const before = decodeNumber(base.margin.margin);
  const after = decodeNumber(head.margin.margin);
  const told = [base.margin, head.margin].map(marginText);
  const [from, to] = told[0] === told[1] ? [before, after].map(numberText) : told;
  const text = `smallest margin: ${from} (${base.margin.what}) → ${to} (${head.margin.what})`;
  if (sameProfile && sameSeed && base.cases === head.cases) {
    const near = Object.is(before, after) ||
      Math.abs(after - before) <= ROUNDING * (1 + Math.max(Math.abs(before), Math.abs(after)));
    return near ? [] : [{ kind: "margin", severity: "change", text: `${text}, in the same cases` }];
  }
  const closer = after >= 0 && before > 0 && after < before / CLOSER;
  return closer ? [{ kind: "margin", severity: "note", text }] : [];
}

function caseChanges({ base, head, sameProfile }: ClaimPair): ClaimChange[] {
  if (!sameProfile || base.unit !== head.unit || base.verdict !== head.verdict) return [];
  const text = `${base.cases} ${base.unit} → ${head.cases}`;
  if (base.unit === "replicates") {
    const alike = base.cases < 2 * head.cases && head.cases < 2 * base.cases;
    return alike ? [] : [{ kind: "cases", severity: "note", text }];
  }
  // A refuted claim stops at its first failing case, wherever that is.
  return base.verdict === "verified" && head.cases < base.cases
    ? [{ kind: "cases", severity: "regression", text }]
    : [];
}

function cellChanges({ base, head }: ClaimPair): ClaimChange[] {
  // A run that broke off counted nothing; its verdict says so.
  if (head.verdict === "undecided" && head.cells.length === 0) return [];
  const after = new Map(head.cells.map((cell) => [cell.name, cell]));
  const reached = base.cells.filter(({ reached }) => reached).map(({ name }) => name);
  const missed = reached.filter((name) => after.get(name)?.reached === false);
  const gone = reached.filter((name) => !after.has(name));
  return [["no longer reached", missed], ["no longer asked for", gone]].flatMap(
    ([what, names]) =>
      names.length === 0 ? [] : [{
        kind: "cells",
        severity: "regression",
        text: `${what}: ${nameList(names as string[])}`,
      }],
  );
}

function mutantChanges({ base, head }: ClaimPair): ClaimChange[] {
  const before = new Map(base.mutants.map(({ name, killed }) => [name, killed]));
  const after = new Map(head.mutants.map(({ name, killed }) => [name, killed]));
  const untried = new Set(head.untried.map(({ name }) => name));
  const killed = [...before].filter(([, killed]) => killed).map(([name]) => name);
  const lost = {
    "no longer killed": killed.filter((name) => after.get(name) === false),
    "no longer tried": killed.filter((name) => !after.has(name) && untried.has(name)),
    "no longer put to this claim": killed.filter((name) => !after.has(name) && !untried.has(name)),
    "new, and survives": [...after.keys()].filter((name) => !before.has(name) && !after.get(name)),
  };
  return Object.entries(lost).flatMap(([what, names]) =>
    names.length === 0
      ? []
      : [{ kind: "mutants", severity: "regression", text: `${what}: ${nameList(names)}` }]
  );
}
