/** The files of a finished run, as texts by their paths below its directory. */

import { buildReport, type RunFacts } from "../../src/report/build.ts";
import { counterexampleFile } from "../../src/report/counterexample.ts";
import { ctrfReport } from "../../src/report/formats/ctrf.ts";
import { junitXml } from "../../src/report/formats/junit.ts";
import { reportMarkdown } from "../../src/report/formats/markdown.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import type { ClaimLines } from "../../src/report/formats/reported_cases.ts";
import type { ClaimResult } from "../../src/verify/claim_result.ts";
import { jsonText } from "../base/json_text.ts";
import { COUNTEREXAMPLES } from "./directory_contents.ts";
import { REPORT_FILE } from "./report_file.ts";

/** A report with all that is written of it. */
export interface ReportFiles {
  readonly report: Report;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The report of a run, its Markdown, JUnit and CTRF forms, and one file for each counterexample.
 *
 * @param options The facts of the run; `folder`, its directory with the slash at its end; the lines of
 * the claims in their files; and the names of all mutants where the matrix was asked for.
 */
export function reportFiles(
  results: readonly ClaimResult[],
  { run, folder, mutants, fingerprints, power = new Map(), lines = new Map() }: {
    readonly run: RunFacts;
    /** Of the claims' generators, by id; a claim whose specs JSON cannot hold has none. */
    readonly fingerprints: ReadonlyMap<string, string>;
    readonly folder: string;
    readonly mutants?: readonly string[] | undefined;
    readonly power?: ReadonlyMap<string, ReportClaim["power"]>;
    readonly lines?: ReadonlyMap<string, ClaimLines>;
  },
): ReportFiles {
  const files = new Map<string, string>();
  const counterexamples = new Map<string, string>();
  for (const result of results) {
    const text = counterexampleText(result, {
      subject: run.subject,
      fingerprint: fingerprints.get(result.claim.id),
    });
    if (text === undefined) continue;
    const path = `${COUNTEREXAMPLES}/${result.claim.id}.json`;
    counterexamples.set(result.claim.id, path);
    files.set(path, text);
  }
  const report = buildReport(results, { run, counterexamples, mutants, power });
  files.set("report.md", reportMarkdown(report, { folder }));
  files.set("junit.xml", junitXml(report, { lines, folder }));
  files.set("ctrf.json", jsonText(ctrfReport(report, { lines, folder })));
  files.set(REPORT_FILE, jsonText(report));
  return { report, files };
}

/** Undefined without a counterexample, or with one that JSON cannot hold. */
function counterexampleText(
  { claim, outcome: { counterexample }, seed }: ClaimResult,
  { subject, fingerprint }: {
    readonly subject: string;
    readonly fingerprint: string | undefined;
  },
): string | undefined {
  if (counterexample === undefined || fingerprint === undefined) return undefined;
  try {
    return jsonText(counterexampleFile(claim, counterexample, { subject, seed, fingerprint }));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
