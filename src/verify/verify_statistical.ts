/** Running a statistical claim: independent replicates until the evidence decides. */

import type { StatisticalClaim } from "../claim/claim.ts";
import type { Outcome, RunControl } from "./outcome.ts";
import { computeBlock } from "./replicate_block.ts";
import { StratifiedRun } from "./stratified_run.ts";
import type { Subject } from "../claim/subject.ts";

/** Runs replicates of a claim on a subject until it is decided or `control.limit` is spent. */
export async function verifyStatistical(
  claim: StatisticalClaim,
  subject: Subject,
  control: RunControl,
): Promise<Outcome> {
  const run = new StratifiedRun(claim, control);
  const effects = new Float64Array(1);
  for (let block = run.next; block !== undefined; block = run.next) {
    await control.pause?.();
    if (control.stopped?.()) return run.stop();
    run.takeNext(computeBlock(claim, subject, { ...block, seed: control.seed, effects }));
  }
  return run.outcome!;
}
