/**
 * Prints every breach of the rules in `claim_rules.ts`; exits 1 when there is one.
 *
 * Run by `deno task claims:check`.
 */

import "../terminal/uncaught.ts";
import { UsageError } from "../base/usage_error.ts";
import { calibrationBreaches } from "../calibration/calibration.ts";
import { loadCalibration } from "../calibration/load_calibration.ts";
import { listClaims } from "../judged/list_claims.ts";
import { mutantNames } from "../project/mutant_files.ts";
import { writeError } from "../terminal/terminal.ts";
import { auditClaims } from "./audited_claims.ts";
import { claimViolations } from "./claim_rules.ts";
import { uncoveredRows } from "./theory_rows.ts";

/** The breaches, and how much was looked at. */
async function check(): Promise<{ readonly violations: string[]; readonly seen: string }> {
  const claims = await listClaims();
  const mutants = await mutantNames();
  const statistical = claims.flatMap(({ id, unit, fingerprint }) =>
    unit === "replicates" && fingerprint !== null ? [{ id, fingerprint }] : []
  );
  const violations = [
    ...claimViolations(await auditClaims(claims), mutants),
    ...uncoveredRows(claims.map(({ id }) => id)).map((row) =>
      `props/: every row of the theory has a claim, got none for ${row}`
    ),
    ...calibrationBreaches(await loadCalibration(), statistical).map((breach) =>
      `fixtures/calibration.json: ${breach} (\`deno task calibrate 200 ID\`)`
    ),
  ];
  return { violations, seen: `${claims.length} claims, ${mutants.length} mutants, ` };
}

/** A claim that cannot be loaded keeps the others from being looked at. */
const { violations, seen } = await check().catch((error) => {
  if (!(error instanceof UsageError)) throw error;
  return { violations: [error.message], seen: "" };
});
const totals = `claims: ${seen}${violations.length} violations`;
for (const line of [...violations, totals]) writeError(`${line}\n`);
if (violations.length > 0) Deno.exit(1);
