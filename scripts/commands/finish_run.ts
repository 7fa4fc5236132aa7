/** The end of a run, or of several that are joined: files, table, exit code. */

import { join } from "node:path";
import { assembleClaim, type JobRun } from "../../src/verify/assemble_claim.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { exitCode } from "../../src/report/conclusion.ts";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { linesOfClaims } from "../project/claim_locations.ts";
import { keepCase } from "../project/corpus.ts";
import { tellGithub } from "./github.ts";
import { jsonText } from "../base/json_text.ts";
import { writeResults } from "../run_directory/output_directory.ts";
import { reportFiles } from "../run_directory/report_files.ts";
import type { RunPlan } from "../run_directory/run_plan.ts";
import { stdoutPaint, stdoutWidth, writeError, writeOutput } from "../terminal/terminal.ts";
import { interruptedLines } from "../terminal/interrupted_lines.ts";
import { attestCommandHere } from "../terminal/launcher.ts";
import { resultLines } from "../terminal/result_lines.ts";

/** A run that came to its end, or was stopped. */
export interface EndedRun {
  readonly claims: readonly ClaimCard[];
  readonly runs: readonly JobRun[];
  readonly plan: RunPlan;
  readonly interrupted: boolean;
  readonly finished: Date;
  /** Time that it took. */
  readonly seconds: number;
  /** Names of all mutants where the matrix was asked for. */
  readonly mutants?: readonly string[] | undefined;
  /** What statistical claims take over many seeds. */
  readonly power: ReadonlyMap<string, ReportClaim["power"]>;
  /** Directory of the files. */
  readonly out: string;
  /** Add failing cases to the corpus. */
  readonly keep: boolean;
  /** The run was put together by `merge`. */
  readonly joined: boolean;
  /** Print the report instead of the result in words. */
  readonly json: boolean;
  /** Print the table of claims, however long it is. */
  readonly table?: boolean | undefined;
}

/** Writes the files and prints the result; what cannot be written is still printed. Returns the exit code. */
export async function finishRun(ended: EndedRun): Promise<number> {
  const { claims, runs, plan, interrupted, finished, seconds, mutants, json, power, joined } =
    ended;
  const folder = join(ended.out, "/");
  const { schema: _schema, matrix: _matrix, kept: _kept, ...facts } = plan;
  const { seed, shards: { of, run } } = plan;
  const partial = interrupted || run.length < of;
  const results = claims.map((claim) => assembleClaim(claim, runs, { seed, of, partial }));
  const claimLines = await linesOfClaims(claims);
  const { report, files } = reportFiles(results, {
    run: { ...facts, finished: finished.toISOString(), seconds, interrupted },
    folder,
    mutants,
    fingerprints: new Map(
      claims.flatMap(({ id, fingerprint }) => fingerprint ? [[id, fingerprint]] : []),
    ),
    power,
    lines: claimLines,
  });
  try {
    await writeResults(ended.out, files);
    if (ended.keep) await keepFailures(report, files);
  } finally {
    const print = {
      ...{ width: stdoutWidth(), paint: stdoutPaint(), folder },
      ...{ command: attestCommandHere(), table: ended.table === true },
    };
    const lines = interrupted
      ? interruptedLines(report, { ...print, joined })
      : resultLines(report, print);
    writeOutput(json ? jsonText(report) : `${lines.join("\n")}\n`);
    await tellGithub(report, { lines: claimLines, folder });
  }
  return exitCode(report, { joined });
}

/** A case that a claim should have stood: from now on every run replays it first. */
async function keepFailures(report: Report, files: ReadonlyMap<string, string>): Promise<void> {
  for (const { expected, counterexample } of report.claims) {
    const text = counterexample?.file && files.get(counterexample.file);
    if (expected === "refuted" || !text) continue;
    const path = await keepCase(text);
    if (path !== undefined) writeError(`attest: kept ${path}, to be replayed first from now on\n`);
  }
}
