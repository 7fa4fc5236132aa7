/**
 * Baselines: the accepted reports in fixtures/baselines/, one for each profile, that later runs are
 * compared with.
 *
 * A baseline is a report without what a comparison has no use for and each run has of its own: the
 * cases behind margins, where counterexamples lie, and digits of times beyond the second.
 */

import { fileURLToPath } from "node:url";
import type { Profile } from "../../src/claim/facts.ts";
import { missingParts } from "../../src/report/compare/run_changes.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { totalsText } from "../../src/report/text/summary.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { jsonText } from "../base/json_text.ts";
import { project } from "../base/project.ts";

/** The path of a profile's baseline; `attest accept` writes there, and nothing else does. */
export function baselinePath(profile: Profile): string {
  return fileURLToPath(new URL(`${profile}.json`, project().baselines));
}

/** What is known of the project that a baseline is for. */
export interface Project {
  /** Ids of all its claims. */
  readonly ids: readonly string[];
  /** Fingerprint of its sources. */
  readonly code: string;
}

/** Why the report can be no baseline; undefined when it can. */
export function refusal(report: Report, { ids, code }: Project): string | undefined {
  const { run, claims } = report;
  const missing = missingParts(run);
  if (missing !== undefined) return `the run must be complete, got ${missing}`;
  if (run.given !== undefined) return `its subject must be attest's own, got ${run.given.source}`;
  if (run.subject !== referenceSubject.name) {
    return `its subject must be ${referenceSubject.name}, got ${run.subject}`;
  }
  const held = new Set(claims.map(({ id }) => id));
  const absent = ids.filter((id) => !held.has(id));
  if (run.selected.length > 0 || absent.length > 0) {
    const got = absent.length === 0 ? "a selection" : `none of ${absent.slice(0, 8).join(", ")}`;
    return `the run must be of all ${ids.length} claims, got ${got}`;
  }
  if (!run.ok) return `every claim must be as expected, got ${totalsText(report)}`;
  if (run.code !== code) {
    return `the run must be of these sources, fingerprint ${code}, got ${run.code}; verify again`;
  }
  return undefined;
}

/** The text of the baseline that a report makes. */
export function baselineText(report: Report): string {
  const { run, claims } = report;
  const reduced: Report = {
    ...report,
    run: { ...run, seconds: twoDigits(run.seconds) },
    claims: claims.map(reducedClaim),
  };
  return inlineNumbers(jsonText(reduced));
}

function reducedClaim(claim: ReportClaim): ReportClaim {
  const { margin, counterexample, strata, seconds } = claim;
  return {
    ...claim,
    margin: margin && { ...margin, spec: null },
    ...(strata && {
      strata: strata.map(({ margin, ...part }) => (
        { ...part, margin: margin && { ...margin, spec: null } }
      )),
    }),
    counterexample: counterexample && { ...counterexample, spec: null, file: null },
    seconds: twoDigits(seconds),
  };
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** Lists of numbers on one line each; a text of JSON holds no newline of its own. */
function inlineNumbers(json: string): string {
  return json.replaceAll(
    /\[\n\s+(-?\d[^\s,]*(?:,\n\s+-?\d[^\s,]*)*)\n\s+\]/g,
    (_, numbers: string) => `[${numbers.replaceAll(/,\n\s+/g, ", ")}]`,
  );
}
