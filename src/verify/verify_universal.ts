/** Running a universal claim: fast-check generates and shrinks, the margin decides. */

import fc from "fast-check";
import type { UniversalClaim } from "../claim/claim.ts";
import type { Subject } from "../claim/subject.ts";
import { isMargin, type Margin } from "../decision/margin.ts";
import { CaseRun, type RunCase } from "./case_run.ts";
import { cellsHit, leftRegime } from "./cell_ledger.ts";
import { freeze } from "../claim/freeze.ts";
import { neededPart, thrownBy } from "./needed_part.ts";
import { broke } from "./obstacle.ts";
import { describeError, type FailingCase, type Outcome, type RunControl } from "./outcome.ts";
import { shardRange, WHOLE } from "./shard.ts";

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
  const part = neededPart(subject, claim.needs);
  const broken = await runCases(claim, part.capabilities, {
    ...control,
    onCase(taken) {
      run.take(taken);
      return !run.isOver;
    },
    onShrink: (entry) => run.shrink(entry),
  });
  run.noteReads(part.read);
  if (broken !== undefined) return run.outcome(broke(broken));
  return control.stopped?.() ? run.interrupted() : run.outcome();
}

type CaseControl =
  & Pick<RunControl, "seed" | "limit" | "shard" | "shrink" | "pause" | "stopped">
  & CaseWatch;

/**
 * Runs the cases of a claim until no further one is wanted, then smaller ones in place of the first that failed.
 *
 * @returns What broke in the generator; undefined where nothing did.
 */
export async function runCases(
  claim: UniversalClaim,
  capabilities: object,
  control: CaseControl,
): Promise<string | undefined> {
  const { from, to } = shardRange(control.limit, control.shard ?? WHOLE);
  if (from === to) return undefined;
  let [goesOn, index] = [true, from];
  let failed: number | undefined;
  const property = fc.asyncProperty(claim.generator, async (spec) => {
    if (control.stopped?.()) return false;
    await control.pause?.();
    const taken = runCase(claim, capabilities, { spec, clock: control.clock });
    goesOn = control.onCase(taken);
    if (taken.margin !== undefined && !(taken.margin.margin >= 0)) failed ??= index;
    index++;
    return goesOn;
  });
  const whole = { from, to, isEnd: () => !goesOn || control.stopped?.() === true };
  const broken = await check(property, { ...control, shrink: false }, whole);
  // A claim may go on after its first failure: that is the one that is made smaller.
  if (broken !== undefined || failed === undefined || !control.shrink) return broken;
  return await shrinkCase(claim, capabilities, { ...control, index: failed });
}

/** Runs one case, and says how long it took. */
export function runCase(
  claim: UniversalClaim,
  capabilities: object,
  { spec, clock }: { readonly spec: unknown; readonly clock?: (() => number) | undefined },
): RunCase {
  const begun = clock?.();
  const found = measureSpec(claim, capabilities, spec);
  return begun === undefined ? found : { ...found, seconds: (clock!() - begun) / 1000 };
}

function measureSpec(
  claim: UniversalClaim,
  capabilities: object,
  spec: unknown,
): RunCase {
  try {
    const cells = cellsHit(claim.cells, spec);
    // The regime is judged by what was drawn, and by nothing that a check makes of it.
    freeze(spec);
    // Nothing is asserted outside the regime, so nothing is measured there.
    const measured = leftRegime(claim.bounds, spec) ? {} : measure(claim, capabilities, spec);
    return { spec, cells, ...measured };
  } catch (error) {
    return { spec, cells: [], crash: describeError(error) };
  }
}

/** What the generator draws for the cases from one number to before another; fewer where it breaks. */
export async function drawCases(
  claim: UniversalClaim,
  { seed, from, to }: { readonly seed: number; readonly from: number; readonly to: number },
): Promise<unknown[]> {
  const specs: unknown[] = [];
  const property = fc.asyncProperty(claim.generator, (spec) => {
    specs.push(spec);
    return Promise.resolve(true);
  });
  await check(property, { seed, shrink: false }, { from, to, isEnd: () => false });
  return specs;
}

/** The case with this number of a run with this seed, as every run has it. */
export async function repeatCase(
  claim: UniversalClaim,
  capabilities: object,
  { seed, index }: { readonly seed: number; readonly index: number },
): Promise<RunCase> {
  let taken: RunCase | undefined;
  const property = fc.asyncProperty(claim.generator, (spec) => {
    taken = runCase(claim, capabilities, { spec });
    return Promise.resolve(true);
  });
  const one = { from: index, to: index + 1, isEnd: () => false };
  const broken = await check(property, { seed, shrink: false }, one);
  if (taken === undefined) throw new Error(broken ?? `the generator drew no case ${index + 1}`);
  return taken;
}

/** Tries smaller specs in place of a failing case. */
async function shrinkCase(
  claim: UniversalClaim,
  capabilities: object,
  { index, ...control }: CaseControl & { readonly index: number },
): Promise<string | undefined> {
  let isFirst = true;
  const property = fc.asyncProperty(claim.generator, async (spec) => {
    if (control.stopped?.()) return true;
    await control.pause?.();
    // The case itself, which failed.
    if (isFirst) return isFirst = false;
    const { margin } = measure(claim, capabilities, spec);
    // A smaller spec that crashes is no smaller counterexample.
    return margin === undefined || !control.onShrink({ spec, margin });
  });
  return await check(property, control, { from: index, to: index + 1, isEnd: () => true });
}

/** Hands the cases with these numbers to a property, which ends them by failing; what broke, if anything did. */
async function check(
  property: fc.IAsyncPropertyWithHooks<[unknown]>,
  { seed, shrink }: Pick<RunControl, "seed" | "shrink">,
  { from, to, isEnd }: {
    readonly from: number;
    readonly to: number;
    readonly isEnd: () => boolean;
  },
): Promise<string | undefined> {
  try {
    // The cases of a run are numbered: a shard skips those before its own.
    const numbers = { path: String(from), numRuns: to - from };
    const run = await fc.check(property, { ...numbers, seed, endOnFailure: !shrink, verbose: 0 });
    if (!run.failed || isEnd()) return undefined;
    return `the generator failed: ${describeError(run.errorInstance)}`;
  } catch (error) {
    return `the generator crashed: ${describeError(error)}`;
  }
}

/** The margin of one case, or what it crashed of. */
export function measure(
  claim: UniversalClaim,
  capabilities: object,
  spec: unknown,
): { readonly margin?: Margin; readonly crash?: string } {
  try {
    const margin: unknown = claim.check(spec, capabilities);
    // A check that says true, or nothing, has measured nothing.
    return isMargin(margin)
      ? { margin }
      : { crash: `check must return a margin with its parts, got ${typeof margin}` };
  } catch (error) {
    const blamed = thrownBy(capabilities, (parts) => claim.check(spec, parts));
    // A subject that throws inside its contract fails; a claim that does has measured nothing.
    return blamed === undefined
      ? { crash: describeError(error) }
      : { margin: { margin: -Infinity, got: NaN, wanted: 0, what: blamed } };
  }
}
