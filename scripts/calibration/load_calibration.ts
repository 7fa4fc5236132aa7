/** What fixtures/calibration.json says of each statistical claim, for the report. */

import type { ReportClaim } from "../../src/report/schema.ts";
import { firstIssue } from "../base/first_issue.ts";
import { isMissing, parseOutside, readOutsideText } from "../base/outside_file.ts";
import { project } from "../base/project.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { type Calibration, calibrationSchema } from "./calibration.ts";

/** Largest file that is read, in bytes: a hundred times what the claims take. */
const LARGEST = 4_000_000;

/**
 * The calibration; empty where none was made yet.
 *
 * @throws {UsageError} On a file that is there and cannot be used.
 */
export async function loadCalibration(): Promise<Calibration> {
  const unusable = (got: string) =>
    new UsageError(`fixtures/calibration.json must be attest-calibration/2, got ${got}`);
  try {
    const text = await readOutsideText(project().calibration, { bytes: LARGEST });
    const { data, error } = calibrationSchema.safeParse(parseOutside(text));
    if (data) return data;
    throw unusable(firstIssue(error));
  } catch (error) {
    if (isMissing(error)) return { schema: "attest-calibration/2", profile: "ci", claims: [] };
    throw error instanceof UsageError ? error : unusable(complaint(error));
  }
}

/** Replicates to a decision and false alarms, by claim id. */
export async function powerOfClaims(): Promise<Map<string, ReportClaim["power"]>> {
  const { claims } = await loadCalibration();
  return new Map(
    claims.map(({ id, seeds, median, ninetieth, unexpected }) => [
      id,
      { median, ninetieth, seeds, unexpected },
    ]),
  );
}
