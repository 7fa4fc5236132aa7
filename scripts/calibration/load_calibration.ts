/** What fixtures/calibration.json says of each statistical claim, for the report. */

import type { ReportClaim } from "../../src/report/schema.ts";
import { project } from "../base/project.ts";
import { readJson } from "../base/read_json.ts";
import { UsageError } from "../base/usage_error.ts";
import { type Calibration, calibrationSchema } from "./calibration.ts";

/** Largest file that is read, in bytes: a hundred times what the claims take. */
const LARGEST = 4_000_000;

/**
 * The calibration; empty where none was made yet.
 *
 * @throws {UsageError} On a file that is there and cannot be used.
 */
export function loadCalibration(): Promise<Calibration> {
  return readJson(project().calibration, {
    bytes: LARGEST,
    schema: calibrationSchema,
    unusable: (got) =>
      new UsageError(`fixtures/calibration.json must be attest-calibration/2, got ${got}`),
    missing: (): Calibration => ({ schema: "attest-calibration/2", profile: "ci", claims: [] }),
  });
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
