/** How two runs differ as a whole: what was run, which claims there are, what the matrix shows. */

import type { Report, ReportRun } from "../schema.ts";
import { plural } from "../text/summary.ts";
import { type Change, nameList } from "./change.ts";
import type { Runs } from "./claim_changes.ts";

/** Every difference that is not within one claim. */
export function runChanges({ base, head }: Runs): Change[] {
  return [
    ...partChanges(base.run, head.run),
    ...settingChanges(base.run, head.run),
    ...membershipChanges({ base, head }),
    ...matrixChanges({ base, head }),
  ];
}

/** What keeps a run from being whole; undefined when nothing does. */
export function missingParts({ interrupted, shards }: ReportRun): string | undefined {
  if (interrupted) return "interrupted";
  const { of, run } = shards;
  const missing = of - new Set(run).size;
  return missing > 0 ? `${missing} of ${plural(of, "shard")} not in the report` : undefined;
}

function partChanges(base: ReportRun, head: ReportRun): Change[] {
  const before = missingParts(base);
  const after = missingParts(head);
  return [
    ...(before === undefined ? [] : [note(`the baseline is incomplete: ${before}`)]),
    ...(after === undefined
      ? []
      : [{ ...note(`the run is incomplete: ${after}`), severity: "regression" } as const]),
  ];
}

function settingChanges(base: ReportRun, head: ReportRun): Change[] {
  const differing = (["profile", "subject"] as const).filter((key) => base[key] !== head[key]);
  return [
    ...differing.map((key) => note(`${key}: ${base[key]} → ${head[key]}`)),
    ...codeNote(base, head),
    ...selectionNote("the baseline", base),
    ...selectionNote("the run", head),
  ];
}

/** Which of the two hashes differ; older reports do not tell their build. */
function codeNote(base: ReportRun, head: ReportRun): Change[] {
  if (base.code !== head.code) return [note(`of other sources: code ${base.code} → ${head.code}`)];
  const [before, after] = [base.build, head.build];
  if (before === undefined || after === undefined || before === after) return [];
  return [note(`of the same sources, computed by other scripts: build ${before} → ${after}`)];
}

function selectionNote(whose: string, { selected }: ReportRun): Change[] {
  const claims = plural(selected.length, "claim");
  return selected.length === 0 ? [] : [note(`${whose} was asked for ${claims} only`)];
}

function membershipChanges({ base, head }: Runs): Change[] {
  const before = idsOf(base);
  const after = idsOf(head);
  // An empty selection stands for all claims.
  const asked = (id: string, { selected }: ReportRun) =>
    selected.length === 0 || selected.includes(id);
  return [
    ...base.claims.filter(({ id }) => !after.has(id) && asked(id, head.run))
      .map(({ id, statement }) => (
        { kind: "claim", severity: "regression", claim: id, text: `gone: ${statement}` } as const
      )),
    ...head.claims.filter(({ id }) => !before.has(id) && asked(id, base.run))
      .map(({ id, ok, statement }): Change => {
        const text = ok ? `new: ${statement}` : `new, and not as expected: ${statement}`;
        return { kind: "claim", severity: ok ? "change" : "regression", claim: id, text };
      }),
  ];
}

/** Mutants that some claim killed and none does any more. */
function matrixChanges({ base, head }: Runs): Change[] {
  if (base.matrix === null || head.matrix === null || head.run.selected.length > 0) return [];
  const before = killedIn(base.matrix);
  const after = killedIn(head.matrix);
  const lost = [...before].filter((name) => !after.has(name));
  if (lost.length === 0) return [];
  const text = `no claim kills ${nameList(lost)} any more`;
  return [{ kind: "mutants", severity: "regression", claim: null, text }];
}

function killedIn({ mutants, rows }: NonNullable<Report["matrix"]>): Set<string> {
  return new Set(mutants.filter((_, i) => rows.some(({ cells }) => cells[i] === "killed")));
}

function idsOf({ claims }: Report): Set<string> {
  return new Set(claims.map(({ id }) => id));
}

function note(text: string): Change {
  return { kind: "run", severity: "note", claim: null, text };
}
