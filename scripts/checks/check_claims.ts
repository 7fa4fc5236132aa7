/**
 * Prints every breach of the rules in `claim_rules.ts`; exits 1 when there is one.
 *
 * Run by `deno task claims:check`.
 */

import type { Claim } from "../../src/claim/claim.ts";
import { generatorFingerprint } from "../../src/report/counterexample.ts";
import { MUTANTS, PROPS } from "../base/paths.ts";
import { writeError } from "../terminal/terminal.ts";
import { isTestSource } from "../base/test_source.ts";
import { calibrationBreaches } from "../calibration/calibration.ts";
import { claimViolations, thinClaims } from "./claim_rules.ts";
import { loadCalibration } from "../calibration/load_calibration.ts";
import { uncoveredRows } from "./theory_rows.ts";

async function namesIn(folder: URL): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).filter((name) => name.endsWith(".ts")).sort();
}

const files = await Promise.all((await namesIn(PROPS)).map(async (name) => {
  const { claim } = await import(new URL(name, PROPS).href) as { claim?: Claim };
  return { name, claim, text: await Deno.readTextFile(new URL(name, PROPS)) };
}));
const mutants = await Promise.all(
  (await namesIn(MUTANTS)).filter((name) => !isTestSource(name)).map(async (name) => {
    const exports: unknown[] = Object.values(await import(new URL(name, MUTANTS).href));
    return { name, exports };
  }),
);
const ids = files.flatMap(({ claim }) => claim?.id ?? []);
const statistical = files.flatMap(({ claim }) =>
  claim?.unit === "replicates" ? [{ id: claim.id, fingerprint: generatorFingerprint(claim) }] : []
);
const violations = [
  ...claimViolations(files, mutants),
  ...thinClaims(files.flatMap(({ claim }) => claim ?? [])),
  ...uncoveredRows(ids).map((row) =>
    `props/: every row of the theory has a claim, got none for ${row}`
  ),
  ...calibrationBreaches(await loadCalibration(), statistical).map((breach) =>
    `fixtures/calibration.json: ${breach} (\`deno task calibrate 200 ID\`)`
  ),
];
const totals =
  `claims: ${files.length} claims, ${mutants.length} mutants, ${violations.length} violations`;
for (const line of [...violations, totals]) writeError(`${line}\n`);
if (violations.length > 0) Deno.exit(1);
