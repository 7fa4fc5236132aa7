/** Why a claim's entry is undecided, in a word. */

import type { Cause } from "../verify/cause.ts";
import type { ReportClaim } from "./schema.ts";

/** The reason of a claim that the run did not come to, in files from before entries had a cause. */
export const OLD_NOT_REACHED = "interrupted before it began";

/** How every reason of a claim that was cut off began in those files. */
const OLD_INTERRUPTED = "interrupted";

/**
 * The cause of an entry; undefined where it is decided.
 *
 * Reports from before there were causes tell a stop by their sentence alone. This is the one place where that is
 * read, and their sentences do not change any more; of every other cause they are silent.
 */
export function causeOf(
  { cause, reason }: Pick<ReportClaim, "cause" | "reason">,
): Cause | undefined {
  if (cause !== undefined) return cause ?? undefined;
  if (reason === OLD_NOT_REACHED) return "not reached";
  return reason?.startsWith(OLD_INTERRUPTED) ? "interrupted" : undefined;
}

/** Whether a stop is why an entry is undecided. */
export function isCutOff(entry: Pick<ReportClaim, "cause" | "reason">): boolean {
  const cause = causeOf(entry);
  return cause === "not reached" || cause === "interrupted";
}
