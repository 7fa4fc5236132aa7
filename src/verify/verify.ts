/** The run that joins claims and subjects: claims × (reference + mutants) → results. */

import { type Claim, underLaw } from "../claim/claim.ts";
import { type ClaimFacts, opponentProfile, type Profile } from "../claim/facts.ts";
import { type ClaimResult, joinResult, type MutantResult, mutantResult } from "./claim_result.ts";
import { CLAIM_RATES } from "./error_rates.ts";
import { notApplicable } from "./obstacle.ts";
import { type Obstacle, type Outcome, type RunControl, undecided } from "./outcome.ts";
import { hashSeed } from "../prng.ts";
import { missingCapabilities, type Subject } from "../claim/subject.ts";
import { verifyStatistical } from "./verify_statistical.ts";
import { verifyUniversal } from "./verify_universal.ts";

/** What decides how a claim is run, and hooks for a terminal. */
export interface ControlOptions extends Pick<RunControl, "onProgress" | "pause" | "stopped"> {
  /** Root seed: a claim's own is hashed from it and the claim's id. */
  readonly seed: number;
  /** Which budget to spend. */
  readonly profile: Profile;
}

/** How to run claims. */
export interface VerifyOptions extends ControlOptions {
  /** Called before the subject's run and before each mutant's. */
  readonly onSubject?: (subject: Subject) => void;
  /** What the claim is put to: the theory's reference, or a model of one's own. */
  readonly subject: Subject;
  /** A clock in milliseconds; without one, seconds are 0. */
  readonly now?: () => number;
}

/** A subject without what the claim needs decides nothing: why, undefined where it has all. */
export function lackOf(claim: Claim, subject: Subject): Obstacle | undefined {
  const missing = missingCapabilities(subject, claim.needs);
  return missing.length === 0 ? undefined : notApplicable(subject.name, missing);
}

/** Runs one claim on one subject. */
export function runClaim(claim: Claim, subject: Subject, control: RunControl): Promise<Outcome> {
  const lack = lackOf(claim, subject);
  if (lack !== undefined) return Promise.resolve(undecided(0, lack));
  return claim.unit === "cases"
    ? verifyUniversal(claim, subject, control)
    : verifyStatistical(claim, subject, control);
}

/**
 * The control of a claim's run: its own seed, its budget and its rates.
 *
 * @throws {RangeError} On a seed that is not a whole number.
 */
export function claimControl(
  claim: Pick<ClaimFacts, "id" | "budget">,
  options: ControlOptions,
): RunControl {
  if (!Number.isSafeInteger(options.seed)) {
    throw new RangeError(`seed must be a whole number, got ${options.seed}`);
  }
  return {
    ...options,
    seed: hashSeed(options.seed, claim.id),
    limit: claim.budget[options.profile],
    rates: CLAIM_RATES,
    shrink: true,
  };
}

/** The control of a run on one of the claim's opponents. */
export function opponentControl(
  claim: Pick<ClaimFacts, "id" | "budget" | "expected">,
  options: ControlOptions,
): RunControl {
  return claimControl(claim, { ...options, profile: opponentProfile(claim, options.profile) });
}

/** Runs a claim on one of its mutants: killed when decided, and other than expected. */
export async function runMutant(
  claim: Claim,
  mutant: Subject,
  control: RunControl,
): Promise<MutantResult> {
  return mutantResult(claim, mutant, await runClaim(claim, mutant, { ...control, shrink: false }));
}

/** Runs a claim under one of its rivals: killed when decided, and other than expected. */
export async function runRival(
  claim: Claim,
  name: string,
  { subject, memory, ...control }: RunControl & {
    readonly subject: Subject;
    /** What was measured on the subject before, by the replicate's seed. */
    readonly memory?: Map<number, unknown>;
  },
): Promise<MutantResult> {
  const ruled = underLaw(claim, name, memory);
  const outcome = await runClaim(ruled, subject, { ...control, shrink: false });
  return mutantResult(claim, { name, rival: true }, outcome);
}

/**
 * Verifies a claim on the subject, then shows that it can fail: every mutant, and every rival, must change its verdict.
 *
 * A mutant that the user's stop left undecided is not among the results: it did not survive.
 *
 * @throws {RangeError} On a seed that is not a whole number.
 */
export async function verifyClaim(claim: Claim, options: VerifyOptions): Promise<ClaimResult> {
  const { subject, now = () => 0, onSubject } = options;
  const control = claimControl(claim, options);
  const begun = now();
  onSubject?.(subject);
  const memory = new Map<number, unknown>();
  const outcome = await runClaim(underLaw(claim, undefined, memory), subject, control);
  const mutants: MutantResult[] = [];
  const against = opponentControl(claim, options);
  for (const mutant of claim.mutants) {
    if (options.stopped?.()) break;
    onSubject?.(mutant);
    const result = await runMutant(claim, mutant, against);
    if (result.verdict === "undecided" && options.stopped?.()) break;
    mutants.push(result);
  }
  for (const { name } of claim.rivals ?? []) {
    if (options.stopped?.()) break;
    const result = await runRival(claim, name, { ...against, subject, memory });
    if (result.verdict === "undecided" && options.stopped?.()) break;
    mutants.push(result);
  }
  return joinResult(claim, {
    outcome,
    mutants,
    seed: control.seed,
    seconds: (now() - begun) / 1000,
  });
}
