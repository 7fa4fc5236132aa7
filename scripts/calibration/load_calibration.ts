/** What fixtures/calibration.json says of each statistical claim, for the report. */

import type { ReportClaim } from "../../src/report/schema.ts";
import { CALIBRATION } from "../base/paths.ts";
import type { Calibration } from "./calibration.ts";

/** The calibration; empty where none was made yet. */
export async function loadCalibration(): Promise<Calibration> {
  const none: Calibration = { schema: "attest-calibration/2", profile: "ci", claims: [] };
  const text = await Deno.readTextFile(CALIBRATION).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  return text === undefined ? none : JSON.parse(text);
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
