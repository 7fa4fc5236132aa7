/** `attest list`: the claims there are, with the verdicts of the last run where there was one. */

import { plural } from "../../src/report/text/summary.ts";
import { claimFile } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";
import { layOut } from "../terminal/text_table.ts";
import { jsonText } from "../base/json_text.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { stdoutPaint, stdoutWidth, writeError, writeOutput } from "../terminal/terminal.ts";

/** Arguments of `attest list`; what is absent leaves none out. */
export interface ListArguments {
  readonly json: boolean;
  /** Rows of the theory with their parts, or letters for all rows. */
  readonly group: readonly string[];
  readonly kind?: ClaimCard["kind"];
  /** Of the last run. */
  readonly verdict?: string;
}

/** Prints the claims as a table or as JSON; returns the exit code. */
export async function runList({ json, group, kind, verdict }: ListArguments): Promise<number> {
  // What reads reports is loaded while a process reads the claims.
  const [all, { lastVerdicts }] = await Promise.all([
    listClaims(),
    import("../run_directory/last_verdicts.ts"),
  ]);
  const { verdicts, note } = await lastVerdicts();
  if (note !== undefined) writeError(`attest: ${note}\n`);
  const claims = inGroups(all, group).filter((claim) =>
    (kind ?? claim.kind) === claim.kind &&
    (verdict === undefined || verdicts.get(claim.id) === verdict)
  );
  if (json) {
    writeOutput(jsonText(claims.map((claim) => (
      { ...listEntry(claim), verdict: verdicts.get(claim.id) ?? null }
    ))));
    return 0;
  }
  if (claims.length === 0) {
    writeOutput(`None of ${plural(all.length, "claim")} is like that.\n`);
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

/** The claims of some rows; throws a UsageError on a row that there is not. */
function inGroups(claims: readonly ClaimCard[], groups: readonly string[]): readonly ClaimCard[] {
  const isIn = (id: string, group: string) =>
    [id, id.charAt(0)].some((own) => own.toLowerCase() === group.toLowerCase()) ||
    id.toLowerCase().startsWith(`${group.toLowerCase()}.`);
  for (const group of groups) {
    if (claims.some(({ id }) => isIn(id, group))) continue;
    const letters = [...new Set(claims.map(({ id }) => id.charAt(0)))].join(", ");
    throw new UsageError(
      `--group must be ${letters}, or a row of \`attest list\` such as ${
        claims[0].id
      }, got "${group}"`,
    );
  }
  return groups.length === 0
    ? claims
    : claims.filter(({ id }) => groups.some((group) => isIn(id, group)));
}

/** What a program may want to know of a claim. */
function listEntry(claim: ClaimCard): Record<string, unknown> {
  const { id, slug, statement, formula, source, regime, kind, unit, expected, needs, budget } =
    claim;
  const names = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);
  const { rivals } = claim;
  const strata = claim.unit === "replicates" ? claim.strata : undefined;
  const file = claimFile(slug);
  return {
    id,
    slug,
    statement,
    ...(formula !== undefined && { formula }),
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
