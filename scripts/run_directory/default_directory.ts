/** Where a run is written unless it is told otherwise. */

import type { Shard } from "../../src/verify/shard.ts";

/** The directory of full runs, which `list`, `verdicts` and CI look at. */
export const FULL = "attest-report";
/** That of runs of some claims … */
export const PARTIAL = "attest-partial";
/** … those of a user's model … */
export const OF_SUBJECT = "attest-subject";
/** … and the one above those of shards. */
export const SHARDS = "attest-shards";

/** A full run's report is not to be replaced by that of a part, which says less. */
export function defaultDirectory(
  { claim, shard, subject }: {
    readonly claim: readonly string[];
    readonly shard?: Shard;
    readonly subject?: string;
  },
): string {
  if (subject !== undefined) return OF_SUBJECT;
  if (shard !== undefined) return `${SHARDS}/${shard.index}-of-${shard.of}`;
  return claim.length === 0 ? FULL : PARTIAL;
}
