/** What a history says of each claim: its results run by run, each with the product of e-values so far. */

import {
  type EvidenceProduct,
  evidenceProducts,
  type RunEvidence,
} from "../../src/report/evidence_product.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
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

/** What a run found of a claim, and what of it products are made of. */
export interface Found {
  readonly result: KeptResult;
  readonly evidence: RunEvidence;
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
  const ids = [...byClaim.keys()];
  return askedClaims(ids, asked).map((claim) => {
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

/** Those of the claims that are asked for, all when none are; throws a UsageError on a name that none has. */
export function askedClaims(ids: readonly string[], asked: readonly string[]): string[] {
  const nobody = asked.find((name) => !ids.some((id) => isNamed({ id }, name)));
  if (nobody !== undefined) {
    throw new UsageError(`--claim must be an id that a run of the history holds, got "${nobody}"`);
  }
  return ids.filter((id) => asked.length === 0 || asked.some((name) => isNamed({ id }, name)))
    .toSorted(naturalOrder);
}

/** One value for the same text: nearly all runs are whole. */
const SHARDS = new Map<string, RunEvidence["shards"]>();

function shardsIn(text: string): RunEvidence["shards"] {
  const shards = SHARDS.get(text) ?? JSON.parse(text);
  SHARDS.set(text, shards);
  return shards;
}

function runOf(result: KeptResult, byId: ReadonlyMap<number, KeptRun>): KeptRun {
  const found = byId.get(result.run);
  if (found) return found;
  throw withoutRun(result);
}

/** Of a result of a run that is not there. */
export function withoutRun({ run, claim }: KeptResult): UsageError {
  return new UsageError(`--db must hold the runs of its results, got ${claim} of run ${run}`);
}

/** A row as evidence. */
export function evidenceOf(row: EvidenceRow): RunEvidence {
  const { log_for, log_against, cases, cause } = row;
  return {
    ...{ code: belongsTo(row), subject: row.subject, profile: row.profile, seed: row.seed },
    replicates: cases,
    shards: shardsIn(row.shards),
    logEvidence: log_for === null || log_against === null
      ? undefined
      : { for: log_for, against: log_against },
    unreached: cause === "not reached",
  };
}
