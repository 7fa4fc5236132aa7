/** Where a run is written unless it is told otherwise. */

import type { Shard } from "../../src/verify/shard.ts";

/** The directory of full runs, which `list`, `verdicts` and CI look at. */
export const FULL = "attest-report";
/** That of runs of some claims … */
export const PARTIAL = "attest-partial";
/** … and the one above those of shards. */
export const SHARDS = "attest-shards";

/** A full run's report is not to be replaced by that of a part, which says less. */
export function defaultDirectory(
  { claim, shard }: { readonly claim: readonly string[]; readonly shard?: Shard },
): string {
  if (shard !== undefined) return `${SHARDS}/${shard.index}-of-${shard.of}`;
  return claim.length === 0 ? FULL : PARTIAL;
}
