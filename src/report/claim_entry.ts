/** One claim's entry in the report. */

import fc from "fast-check";
import type { Margin } from "../decision/margin.ts";
import { opponentsOf } from "../claim/facts.ts";
import type { FailingCase, Outcome, StratumOutcome } from "../verify/outcome.ts";
import type { ClaimResult } from "../verify/claim_result.ts";
import type { ReportClaim } from "./schema.ts";
import { encodeNumber, type ReportNumber } from "./special_numbers.ts";
import { encodeSpec, type Json } from "./spec_json.ts";

/** Longest reason or name; what a crash has to say may be longer. */
const LONGEST = 2000;

/** The entry of a result; where its counterexample lies is the caller's to say. */
export function claimEntry(
  result: ClaimResult,
  { counterexampleFile, power = null }: {
    readonly counterexampleFile?: string | undefined;
    /** How the claim fared over many seeds. */
    readonly power?: ReportClaim["power"];
  } = {},
): ReportClaim {
  const { claim, outcome, mutants, ok, seed, seconds } = result;
  const { id, slug, statement, formula, plain, source, regime, kind, unit, expected } = claim;
  const { verdict, cases } = outcome;
  const tried = new Set(mutants.map(({ name }) => name));
  return {
    ...{ id, slug, statement },
    ...(formula !== undefined && { formula }),
    ...(plain !== undefined && { plain }),
    ...{ source, regime, kind, unit, needs: [...claim.needs], file: `props/${slug}_test.ts` },
    ...{ verdict, expected, ok, cause: outcome.cause ?? null },
    ...{ reason: outcome.reason?.slice(0, LONGEST) ?? null, cases },
    failsIn: (claim.unit === "cases" ? claim.failsIn : undefined) ?? null,
    failing: outcome.failing ?? null,
    ...evidenceOf(result),
    cells: (outcome.cells ?? []).map(({ name, atLeast, cases, reached }) => (
      { name, atLeast, cases, reached }
    )),
    power,
    mutants: mutants.map(({ name, rival, killed, verdict, cases }) => (
      { name, ...(rival && { rival }), killed, verdict, cases }
    )),
    untried: opponentsOf(claim).filter(({ name }) => !tried.has(name)).map(({ name, rival }) => (
      { name, ...(rival && { rival }) }
    )),
    ...{ seed, seconds },
    counterexample: counterexampleOf(outcome, counterexampleFile ?? null),
  };
}

type EvidenceKey = "strata" | "rule" | keyof Measured;
type Measured = Pick<ReportClaim, "effect" | "streams" | "logEvidence" | "margin"> & {
  clipped: number | null;
};

function evidenceOf({ claim, outcome }: ClaimResult): Pick<ReportClaim, EvidenceKey> {
  return {
    ...measuredOf(outcome),
    strata: outcome.strata?.map((part) => (
      { name: part.name, verdict: part.verdict, cases: part.cases, ...measuredOf(part) }
    )) ?? null,
    rule: claim.unit === "cases" ? null : {
      bound: claim.bound,
      smallestEffect: claim.smallestEffect,
      within: claim.within ?? null,
    },
  };
}

function measuredOf(
  { effect, clipped, streams, logEvidence, closest }: Outcome | StratumOutcome,
): Measured {
  return {
    effect: effect ?? null,
    clipped: clipped ?? null,
    streams: streams?.map((effects) => [...effects]) ?? null,
    logEvidence: logEvidence === undefined ? null : {
      for: encodeNumber(logEvidence.for),
      against: encodeNumber(logEvidence.against),
    },
    margin: closest === undefined ? null : caseEntry(closest),
  };
}

function counterexampleOf(
  { counterexample }: Outcome,
  file: string | null,
): ReportClaim["counterexample"] {
  return counterexample === undefined ? null : { ...caseEntry(counterexample), file };
}

function caseEntry({ spec, margin }: FailingCase): NonNullable<ReportClaim["margin"]> {
  const { tolerance } = margin;
  return {
    ...marginEntry(margin),
    ...(tolerance !== undefined && { tolerance }),
    spec: specOrText(spec),
  };
}

/** A margin as a file holds it. */
export interface MarginEntry {
  margin: ReportNumber;
  got: ReportNumber;
  wanted: ReportNumber;
  what: string;
}

/** The margin with numbers that JSON can hold. */
export function marginEntry({ margin, got, wanted, what }: Margin): MarginEntry {
  return {
    margin: encodeNumber(margin),
    got: encodeNumber(got),
    wanted: encodeNumber(wanted),
    what: what.slice(0, LONGEST),
  };
}

/** The JSON of a spec. One that cannot be written must not cost a run its report: its text is better than nothing. */
export function specOrText(spec: unknown): Json {
  try {
    return encodeSpec(spec);
  } catch {
    return { $text: fc.stringify(spec) };
  }
}
