/** Running a universal claim: fast-check generates and shrinks, the margin decides. */

import fc from "fast-check";
import type { UniversalClaim } from "../claim/claim.ts";
import type { Capabilities, Subject } from "../claim/subject.ts";
import { isMargin, type Margin } from "../decision/margin.ts";
import { CaseRun, type RunCase } from "./case_run.ts";
import { cellsHit, leftRegime } from "./cell_ledger.ts";
import { describeError, type FailingCase, type Outcome, type RunControl } from "./outcome.ts";
import { shardBlock, WHOLE } from "./shard.ts";

/** Who is told of the cases as they are run. */
export interface CaseWatch {
  /** A clock in milliseconds; without one, no case says how long it took. */
  readonly clock?: () => number;
  /** Takes the next case; false when no further one is wanted. */
  readonly onCase: (taken: RunCase) => boolean;
  /** Takes a smaller spec that does not crash; true when it counts as failing. */
  readonly onShrink: (entry: FailingCase) => boolean;
}

/** Checks a universal claim on a subject, up to `control.limit` cases. */
export async function verifyUniversal(
  claim: UniversalClaim,
  subject: Subject,
  control: RunControl,
): Promise<Outcome> {
  const run = new CaseRun(claim, control);
  const broken = await runCases(claim, subject, {
    ...control,
    onCase(taken) {
      run.take(taken);
      return !run.isOver;
    },
    onShrink: (entry) => run.shrink(entry),
  });
  return broken === undefined && control.stopped?.() ? run.interrupted() : run.outcome(broken);
}

/**
 * Runs the cases of a claim and, where one fails, smaller ones in its place.
 *
 * @returns What broke in the generator; undefined where nothing did.
 */
export async function runCases(
  claim: UniversalClaim,
  subject: Subject,
  control:
    & Pick<RunControl, "seed" | "limit" | "shard" | "shrink" | "pause" | "stopped">
    & CaseWatch,
): Promise<string | undefined> {
  const { from, to } = shardBlock(control.limit, control.shard ?? WHOLE);
  if (from === to) return undefined;
  let [goesOn, shrinks] = [true, false];
  const holds = (spec: unknown): boolean => {
    if (shrinks) {
      const { margin } = measure(claim, subject, spec);
      // A smaller spec that crashes is no smaller counterexample.
      return margin === undefined || !control.onShrink({ spec, margin });
    }
    const cells = cellsHit(claim.cells, spec);
    const begun = control.clock?.();
    // Nothing is asserted outside the regime, so nothing is measured there.
    const measured = leftRegime(claim.bounds, spec) ? {} : measure(claim, subject, spec);
    const timed = begun === undefined ? {} : { seconds: (control.clock!() - begun) / 1000 };
    goesOn = control.onCase({ spec, cells, ...measured, ...timed });
    shrinks = measured.margin !== undefined && !(measured.margin.margin >= 0);
    return !shrinks;
  };
  const property = fc.asyncProperty(claim.generator, async (spec) => {
    if (control.stopped?.() || (!shrinks && !goesOn)) return true;
    await control.pause?.();
    return holds(spec);
  });
  try {
    const run = await fc.check(property, {
      seed: control.seed,
      // The cases of a run are numbered: a shard skips those before its own.
      path: String(from),
      numRuns: to - from,
      endOnFailure: !control.shrink,
      verbose: 0,
    });
    if (run.failed === shrinks) return undefined;
    return `the generator failed: ${describeError(run.errorInstance)}`;
  } catch (error) {
    return `the generator crashed: ${describeError(error)}`;
  }
}

/** The margin of one case, or what it crashed of. */
export function measure(
  claim: UniversalClaim,
  subject: Subject,
  spec: unknown,
): { readonly margin?: Margin; readonly crash?: string } {
  try {
    const margin: unknown = claim.check(spec, subject as Capabilities);
    // A check that says true, or nothing, has measured nothing.
    return isMargin(margin)
      ? { margin }
      : { crash: `check must return a margin with its parts, got ${typeof margin}` };
  } catch (error) {
    return { crash: describeError(error) };
  }
}
