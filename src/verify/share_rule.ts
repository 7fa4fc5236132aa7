/** The rule of a claim that is to be refuted: it fails in some share of its cases at least. */

import { type FailingCount, failingShareEvidence } from "../decision/failing_share.ts";
import { SHARE_ALPHA } from "./error_rates.ts";

/** Whether these counts show it; a shard needs a part of the evidence only. */
export function isShareShown(
  count: FailingCount,
  { failsIn, share = 1 }: { readonly failsIn: number; readonly share?: number },
): boolean {
  if (count.failing === 0) return false;
  return failingShareEvidence(count, failsIn) >= -Math.log(SHARE_ALPHA) * share;
}
