/** What a history says of each claim: its results run by run, each with the product of e-values so far. */

import {
  type EvidenceProduct,
  evidenceProducts,
  type RunEvidence,
} from "../../src/report/evidence_product.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { NOT_REACHED } from "../../src/verify/outcome.ts";
import { naturalOrder } from "../base/natural_order.ts";
import { isNamed } from "../project/select_claims.ts";
import { UsageError } from "../base/usage_error.ts";
import type { EvidenceRow } from "./kept_rows.ts";
import { belongsTo, type KeptResult, type KeptRun } from "./rows.ts";

/** A claim in one run. */
export interface TrendPoint {
  readonly run: KeptRun;
  readonly result: KeptResult;
  /** After this run; null for claims about every case. */
  readonly product: EvidenceProduct | null;
}

/** A claim over all runs that held it, in the order in which they were added. */
export interface Trend {
  readonly claim: string;
  readonly points: readonly TrendPoint[];
}

/**
 * The trends of the claims asked for, all when none are; `B10` has its parts such as `B10.loss`.
 *
 * @throws {UsageError} If no run holds a claim that is asked for.
 */
export function trendsOf(
  runs: readonly KeptRun[],
  results: readonly KeptResult[],
  asked: readonly string[] = [],
): Trend[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const byClaim = Map.groupBy(results, ({ claim }) => claim);
  const ids = [...byClaim.keys()].toSorted(naturalOrder);
  for (const name of asked) {
    if (!ids.some((id) => isNamed({ id }, name))) {
      throw new UsageError(`--claim must be an id that a run of the history holds, got "${name}"`);
    }
  }
  return ids.filter((id) => asked.length === 0 || asked.some((name) => isNamed({ id }, name)))
    .map((claim) => {
      const found = byClaim.get(claim)!.map((result) => ({ result, run: runOf(result, byId) }));
      const products = evidenceProducts(
        found.map(({ run, result }) => evidenceOf({ ...run, ...result })),
        {
          reference: referenceSubject.name,
        },
      );
      const points = found.map(({ run, result }, i) => (
        { run, result, product: result.unit === "cases" ? null : products[i] }
      ));
      return { claim, points };
    });
}

/** One value for the same text: nearly all runs are whole. */
const SHARDS = new Map<string, RunEvidence["shards"]>();

function shardsIn(text: string): RunEvidence["shards"] {
  const shards = SHARDS.get(text) ?? JSON.parse(text);
  SHARDS.set(text, shards);
  return shards;
}

function runOf({ run, claim }: KeptResult, byId: ReadonlyMap<number, KeptRun>): KeptRun {
  const found = byId.get(run);
  if (found) return found;
  throw new UsageError(`--db must hold the runs of its results, got ${claim} of run ${run}`);
}

/** A row as evidence. */
export function evidenceOf(row: EvidenceRow): RunEvidence {
  const { log_for, log_against, cases, reason } = row;
  return {
    ...{ code: belongsTo(row), subject: row.subject, profile: row.profile, seed: row.seed },
    replicates: cases,
    shards: shardsIn(row.shards),
    logEvidence: log_for === null || log_against === null
      ? undefined
      : { for: log_for, against: log_against },
    unreached: reason === NOT_REACHED,
  };
}
