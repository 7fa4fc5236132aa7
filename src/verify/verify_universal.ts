/** Running a universal claim: fast-check generates and shrinks, the margin decides. */

import fc from "fast-check";
import type { UniversalClaim } from "../claim/claim.ts";
import type { Margin } from "../decision/margin.ts";
import {
  describeError,
  type FailingCase,
  type Outcome,
  type RunControl,
  undecided,
} from "./outcome.ts";
import { CellLedger, judgeReach } from "./cell_ledger.ts";
import { shardBlock, WHOLE } from "./shard.ts";
import type { Capabilities, Subject } from "../claim/subject.ts";

/** What the cases of one run have shown so far. */
interface Ledger {
  cases: number;
  /** Cases before the first one of this shard. */
  readonly before: number;
  closest?: FailingCase;
  /** The first failing margin, once there is one. */
  firstFailure?: FailingCase;
  /** The smallest failing case that shrinking has kept. */
  counterexample?: FailingCase;
  crash?: string;
  /** What was reached of the regime. */
  readonly regime: CellLedger;
}

/**
 * Checks a universal claim on a subject, up to `control.limit` cases.
 *
 * While shrinking, a case counts as failing only if it fails by at least half the first failing margin:
 * otherwise floats shrink to the edge of the tolerance and wrong code looks like rounding.
 */
export async function verifyUniversal(
  claim: UniversalClaim,
  subject: Subject,
  control: RunControl,
): Promise<Outcome> {
  const { shard = WHOLE } = control;
  const { from, to } = shardBlock(control.limit, shard);
  const ledger: Ledger = { cases: 0, before: from, regime: new CellLedger(claim) };
  const property = fc.asyncProperty(claim.generator, async (spec) => {
    if (ledger.crash !== undefined || control.stopped?.()) return true;
    await control.pause?.();
    if (ledger.firstFailure === undefined) {
      const outside = ledger.regime.enter(spec);
      if (outside !== undefined) {
        ledger.crash = outside;
        return true;
      }
    }
    return holds(claim, subject, { spec, ledger, control });
  });
  if (from === to) return { verdict: "verified", cases: 0 };
  let run;
  try {
    run = await fc.check(property, {
      seed: control.seed,
      // The cases of a run are numbered: a shard skips those before its own.
      path: String(from),
      numRuns: to - from,
      endOnFailure: !control.shrink,
      verbose: 0,
    });
  } catch (error) {
    return undecided(ledger.cases, `the generator crashed: ${describeError(error)}`);
  }
  if (ledger.crash !== undefined) return undecided(ledger.cases, ledger.crash);
  if (control.stopped?.() && !ledger.firstFailure && ledger.cases < to - from) {
    return undecided(ledger.cases, `interrupted after ${ledger.cases} of ${to - from} cases`);
  }
  const counterexample = ledger.counterexample;
  if (run.failed !== (counterexample !== undefined)) {
    return undecided(ledger.cases, `the generator failed: ${describeError(run.errorInstance)}`);
  }
  const outcome: Outcome = {
    verdict: counterexample ? "refuted" : "verified",
    cases: ledger.cases,
    ...(ledger.closest && { closest: ledger.closest }),
    ...(counterexample && { counterexample }),
    ...ledger.regime.counts(),
  };
  // What a part did not reach another may.
  return shard.of === 1 ? judgeReach(outcome) : outcome;
}

/** Cases of this run. */
function blockSize({ limit, shard = WHOLE }: RunControl): number {
  const { from, to } = shardBlock(limit, shard);
  return to - from;
}

/** Whether one case holds, with its margin entered in the ledger. */
function holds(
  claim: UniversalClaim,
  subject: Subject,
  { spec, ledger, control }: { spec: unknown; ledger: Ledger; control: RunControl },
): boolean {
  const shrinking = ledger.firstFailure !== undefined;
  if (!shrinking) ledger.cases++;
  let margin: Margin;
  try {
    margin = claim.check(spec, subject as Capabilities);
  } catch (error) {
    // While shrinking, a spec that crashes is no smaller counterexample; before, it stops the run.
    if (!shrinking) {
      ledger.crash = `case ${ledger.before + ledger.cases} crashed: ${describeError(error)}`;
    }
    return true;
  }
  const entry = { spec, margin };
  if (shrinking) {
    if (!(margin.margin <= ledger.firstFailure!.margin.margin / 2)) return true;
    ledger.counterexample = entry;
    return false;
  }
  control.onProgress?.({ done: ledger.cases, of: blockSize(control) });
  if (!(margin.margin >= (ledger.closest?.margin.margin ?? Infinity))) ledger.closest = entry;
  if (margin.margin >= 0) return true;
  ledger.firstFailure = ledger.counterexample = entry;
  return false;
}
