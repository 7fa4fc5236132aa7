/** `attest list`: the claims there are, with the verdicts of the last run where there was one. */

import { claimFile } from "../base/paths.ts";
import { layOut } from "../terminal/text_table.ts";
import { jsonText } from "../base/json_text.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { stdoutPaint, stdoutWidth, writeError, writeOutput } from "../terminal/terminal.ts";

/** Prints the claims as a table or as JSON; returns the exit code. */
export async function runList({ json }: { readonly json: boolean }): Promise<number> {
  // What reads reports is loaded while a process reads the claims.
  const [claims, { lastVerdicts }] = await Promise.all([
    listClaims(),
    import("../run_directory/last_verdicts.ts"),
  ]);
  const { verdicts, note } = await lastVerdicts();
  if (note !== undefined) writeError(`attest: ${note}\n`);
  if (json) {
    writeOutput(jsonText(claims.map((claim) => (
      { ...listEntry(claim), verdict: verdicts.get(claim.id) ?? null }
    ))));
    return 0;
  }
  const paint = stdoutPaint();
  const columns = [
    { header: "claim" },
    { header: "statement", wrap: Infinity },
    { header: "kind" },
    { header: "expected" },
    { header: "last verdict" },
    { header: "mutants", align: "right" },
    { header: "rivals", align: "right" },
  ] as const;
  const rows = claims.map(({ id, statement, kind, expected, mutants, rivals = [] }) => [
    { text: id, paint: (line: string) => paint("bold", line) },
    { text: statement },
    { text: kind },
    { text: expected },
    { text: verdicts.get(id) ?? "—" },
    { text: String(mutants.length) },
    { text: rivals.length === 0 ? "" : String(rivals.length) },
  ]);
  writeOutput(`${layOut(columns, rows, stdoutWidth()).join("\n")}\n`);
  return 0;
}

/** What a program may want to know of a claim. */
function listEntry(claim: ClaimCard): Record<string, unknown> {
  const { id, slug, statement, source, regime, kind, unit, expected, needs, budget } = claim;
  const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);
  const { rivals } = claim;
  const strata = claim.unit === "replicates" ? claim.strata : undefined;
  const file = claimFile(slug);
  return {
    id,
    slug,
    statement,
    source,
    regime,
    kind,
    unit,
    file,
    expected,
    needs,
    budget,
    mutants: names(claim.mutants),
    ...(rivals && { rivals: names(rivals) }),
    ...(strata && { strata: names(strata) }),
  };
}
