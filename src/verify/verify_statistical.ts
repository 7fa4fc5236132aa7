/** Running a statistical claim: independent replicates until the evidence decides. */

import type { StatisticalClaim } from "../claim/claim.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { computeBlock } from "./replicate_block.ts";
import { ReplicateRun } from "./replicate_run.ts";
import type { Subject } from "../claim/subject.ts";

/** Runs replicates of a claim on a subject until it is decided or `control.limit` is spent. */
export async function verifyStatistical(
  claim: StatisticalClaim,
  subject: Subject,
  control: RunControl,
): Promise<Outcome> {
  const run = new ReplicateRun(claim, control);
  const effects = new Float64Array(1);
  while (run.outcome === undefined) {
    await control.pause?.();
    if (run.stop()) break;
    const block = { seed: control.seed, from: run.next, count: 1, effects };
    run.take(computeBlock(claim, subject, block));
  }
  return run.outcome!;
}
