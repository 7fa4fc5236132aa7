/**
 * Generated cases as lines of JSON in the format of PBT observations, which Tyche and Hypothesis share.
 *
 * https://hypothesis.readthedocs.io/en/latest/reference/integrations.html
 */

import type { ClaimFacts } from "../../claim/facts.ts";
import { edgeCells } from "../../claim/regime.ts";
import { specOrText } from "../claim_entry.ts";
import type { RunCase } from "../../verify/case_run.ts";
import { encodeNumber, type ReportNumber } from "../special_numbers.ts";
import { type Json, specText } from "../spec_json.ts";
import { printableJson } from "../text/printable.ts";

/** One generated case, or one replicate. */
export interface GeneratedCase extends Required<Pick<RunCase, "spec" | "cells" | "seconds">> {
  /** Position in the run, from 0. */
  readonly index: number;
  /** Of a replicate: its seed. */
  readonly seed?: number;
  /** By how much it holds; undefined when it crashed. */
  readonly margin: RunCase["margin"] | undefined;
  /** What it crashed of. */
  readonly crash?: string;
}

/** A line that describes one case. */
export interface TestCaseLine {
  readonly type: "test_case";
  /** Seconds since 1970 at which the run started: what a reader groups by. */
  readonly run_start: number;
  readonly property: string;
  /** A replicate passes: an effect below 0 is evidence, and refutes nothing by itself. */
  readonly status: "passed" | "failed";
  readonly status_reason: string;
  readonly representation: string;
  readonly arguments: { readonly [name: string]: Json };
  readonly how_generated: string;
  /** Numbers and words, of which Tyche draws charts: the margin, and each part of the regime. */
  readonly features: Readonly<Record<string, ReportNumber | string>>;
  readonly timing: { readonly "execute:test": number };
  readonly coverage: null;
  readonly metadata: Readonly<Record<string, Json>>;
}

/** The line of a case, without the newline at its end. */
export function testCaseLine(
  claim: ClaimFacts,
  generated: GeneratedCase,
  { runStart }: { readonly runStart: number },
): string {
  return printableJson(JSON.stringify(describeCase(claim, generated, { runStart })));
}

function describeCase(
  claim: ClaimFacts,
  generated: GeneratedCase,
  { runStart }: { readonly runStart: number },
): TestCaseLine {
  const { index, spec, seed, margin, seconds } = generated;
  const drawn = specOrText(seed === undefined ? spec : { setting: spec, seed });
  const failed = margin === undefined || (claim.unit === "cases" && !(margin.margin >= 0));
  return {
    type: "test_case",
    run_start: runStart,
    property: `${claim.id} ${claim.slug}`,
    status: failed ? "failed" : "passed",
    status_reason: failed ? reasonText(generated) : "",
    representation: specText(drawn),
    arguments: isRecord(drawn) ? drawn : { spec: drawn },
    how_generated: claim.unit === "cases" ? "drawn by fast-check" : "drawn without bias",
    features: { ...cellFeatures(claim, generated), ...marginFeatures(claim, generated) },
    timing: { "execute:test": seconds },
    coverage: null,
    metadata: {
      ...{ claim: claim.id, unit: claim.unit, expected: claim.expected, index },
      ...(margin && {
        got: encodeNumber(margin.got),
        wanted: encodeNumber(margin.wanted),
        what: margin.what,
      }),
    },
  };
}

function reasonText({ margin, crash }: GeneratedCase): string {
  if (margin === undefined) return `crashed: ${crash ?? ""}`;
  return `${margin.what}: got ${margin.got}, wanted ${margin.wanted}, margin ${margin.margin}`;
}

/** Whether the case fell into each part of the regime; words, as Tyche passes over truth values. */
function cellFeatures(
  { bounds = {}, cells = [] }: ClaimFacts,
  { spec, cells: hit }: GeneratedCase,
): Record<string, string> {
  const answer = (holds: boolean) => holds ? "yes" : "no";
  return Object.fromEntries([
    ...edgeCells(bounds).map((cell) => [cell.name, answer(cell.holds(spec))]),
    ...cells.map(({ name }, i) => [name, answer(hit.includes(i))]),
  ]);
}

function marginFeatures(
  { unit }: ClaimFacts,
  { margin }: GeneratedCase,
): Record<string, ReportNumber> {
  if (margin === undefined) return {};
  return {
    margin: encodeNumber(margin.margin),
    ...(unit === "replicates" && { effect: encodeNumber(margin.got) }),
  };
}

function isRecord(json: Json): json is { [key: string]: Json } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
