/** A report held to the claims that it says it is of: what a file cannot know of itself. */

import { edgeCells } from "../../src/claim/regime.ts";
import {
  type ClaimFacts,
  opponentProfile,
  opponentsOf,
  type Profile,
  type StatisticalFacts,
  type UniversalFacts,
} from "../../src/claim/facts.ts";
import type { Report, ReportClaim, ReportRun } from "../../src/report/schema.ts";
import { UsageError } from "../base/usage_error.ts";
import { listClaims } from "../judged/list_claims.ts";
import { contentCode } from "../project/content_seed.ts";

/** What an entry says of its claim, word for word. */
const HELD = ["slug", "unit", "expected", "kind", "statement", "source", "regime"] as const;
/** What not every claim has; an entry has it as its claim does. */
const OPTIONAL = ["formula", "plain"] as const;

/** What of a claim an entry is held to. */
type Known =
  & Pick<
    ClaimFacts,
    (typeof HELD | typeof OPTIONAL)[number] | "id" | "needs" | "budget" | "mutants" | "rivals"
  >
  & Pick<ClaimFacts, "bounds" | "cells">
  & Partial<Pick<UniversalFacts, "failsIn">>
  & Partial<Pick<StatisticalFacts, "bound" | "smallestEffect" | "within" | "strata">>;

/**
 * Throws a UsageError on a report of these very sources that is not of their claims, budgets and mutants. Of
 * other sources the claims are not known.
 */
export async function requireOfClaims(
  reports: readonly { readonly report: Report; readonly path: string }[],
): Promise<void> {
  const code = await contentCode();
  const known = reports.filter(({ report }) => report.run.code === code);
  if (known.length === 0) return;
  const claims = await listClaims();
  for (const { report, path } of known) {
    const wrong = misfit(report, claims);
    if (wrong !== undefined) throw new UsageError(`cannot read the report ${path}: ${wrong}`);
  }
}

/** "A1 is verified after 20 cases of 5000"; undefined where the report is of these claims. */
export function misfit({ claims, run }: Report, known: readonly Known[]): string | undefined {
  const byId = new Map(known.map((claim) => [claim.id, claim]));
  for (const entry of claims) {
    const claim = byId.get(entry.id);
    const wrong = claim === undefined
      ? "is no claim of these sources"
      : misfitOf(entry, claim, run);
    if (wrong !== undefined) return `${entry.id} ${wrong}`;
  }
  const missing = known.find(({ id }) => !claims.some((entry) => entry.id === id));
  return missing === undefined || run.selected.length > 0
    ? undefined
    : `it is of all claims, but ${missing.id} is missing`;
}

function misfitOf(entry: ReportClaim, claim: Known, run: ReportRun): string | undefined {
  for (const key of [...HELD, ...OPTIONAL]) {
    if (entry[key] !== claim[key]) return differing(key, [entry[key], claim[key]]);
  }
  // Reports that were written before needs were say nothing of them.
  if (entry.needs !== undefined && `${entry.needs}` !== `${claim.needs}`) {
    return `has needs ${entry.needs}, the claim has ${claim.needs}`;
  }
  const rule = ruleMisfit(entry, claim);
  if (rule !== undefined) return rule;
  const wrong = opponentsMisfit(entry, claim) ?? strataMisfit(entry, claim) ??
    cellsMisfit(entry, claim);
  if (wrong !== undefined) return wrong;
  const limit = claim.budget[run.profile];
  const profile = opponentProfile(claim, run.profile);
  const wrongBudget = budgetMisfit([entry], claim, run.profile) ??
    budgetMisfit(entry.mutants, claim, profile);
  if (wrongBudget !== undefined) return wrongBudget;
  const wide = entry.strata?.find(({ cases }) => cases > limit);
  if (wide) {
    return `has ${wide.cases} cases in ${wide.name}, its ${run.profile} budget is ${limit}`;
  }
  return undefined;
}

function differing(key: string, texts: readonly (string | undefined)[]): string {
  const [got, wanted] = texts.map((text) => text ?? "none");
  return `has ${key} ${got}, the claim has ${wanted}`;
}

/** More cases than the budget allows, or a case short of it where every one has to hold. */
function budgetMisfit(
  entries: readonly Pick<ReportClaim, "verdict" | "cases">[],
  { unit, budget, strata }: Known,
  profile: Profile,
): string | undefined {
  const limit = budget[profile];
  const most = limit * (strata?.length ?? 1);
  const over = entries.find(({ cases }) => cases > most);
  if (over !== undefined) return `has ${over.cases} cases, its ${profile} budget is ${most}`;
  if (unit === "replicates") return undefined;
  const short = entries.find(({ verdict, cases }) => verdict === "verified" && cases < limit);
  return short && `is verified after ${short.cases} cases, its ${profile} budget is ${limit}`;
}

/** Every mutant and every rival is there, tried as what it is, or untried. */
function opponentsMisfit({ mutants, untried }: ReportClaim, claim: Known): string | undefined {
  const own = opponentsOf(claim);
  const text = (opponents: readonly { readonly name: string }[]) =>
    opponents.map(({ name }) => name).toSorted().join(", ");
  const [names, known] = [text([...mutants, ...untried]), text(own)];
  if (names !== known) return `has mutants ${names}, the claim has ${known}`;
  const other = [...mutants, ...untried].find(({ name, rival }) =>
    own.find((opponent) => opponent.name === name)!.rival !== rival
  );
  return other && `has ${other.name} as a ${other.rival ? "rival" : "mutant"}, which it is not`;
}

/** What is decided is so in every stratum of the claim, and in no other; what crashed in one tells of none. */
function strataMisfit({ verdict, strata = null }: ReportClaim, claim: Known): string | undefined {
  if (strata === null && verdict === "undecided") return undefined;
  const text = (parts: readonly { readonly name: string }[] | null | undefined) =>
    parts ? parts.map(({ name }) => name).join("; ") : "none";
  return text(strata) === text(claim.strata)
    ? undefined
    : `has strata ${text(strata)}, the claim has ${text(claim.strata)}`;
}

/** What decides a claim is the claim's to say, not the report's. */
function ruleMisfit(entry: ReportClaim, claim: Known): string | undefined {
  const { failsIn = null, rule } = entry;
  if (failsIn !== (claim.failsIn ?? null)) {
    return `has failsIn ${failsIn}, the claim has ${claim.failsIn ?? null}`;
  }
  for (const key of ["bound", "smallestEffect", "within"] as const) {
    const said = rule?.[key] ?? null;
    if (said !== (claim[key] ?? null)) {
      return `has ${key} ${said}, the claim has ${claim[key] ?? null}`;
    }
  }
  return undefined;
}

/** A pass has reached all parts of the claim's regime, so it must tell of all of them. */
function cellsMisfit({ verdict, cells }: ReportClaim, claim: Known): string | undefined {
  if (verdict !== "verified") return undefined;
  const parts = [...edgeCells(claim.bounds ?? {}), ...(claim.cells ?? [])];
  const text = (all: readonly { readonly name: string; readonly atLeast: number }[]) =>
    JSON.stringify(all.map(({ name, atLeast }) => [name, atLeast]));
  return text(parts) === text(cells)
    ? undefined
    : `has other parts of its regime than the claim's ${parts.length}`;
}
