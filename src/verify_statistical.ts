/** Running a statistical claim: independent replicates until the evidence decides. */

import fc, { type Arbitrary } from "fast-check";
import type { StatisticalClaim } from "./claim.ts";
import type { Margin } from "./decision/margin.ts";
import { EquivalenceTest } from "./decision/equivalence_decider.ts";
import { type Decider, SequentialTest } from "./decision/sequential_decider.ts";
import type { ErrorRates } from "./decision/verdict.ts";
import {
  describeError,
  type FailingCase,
  INTERVAL_LEVEL,
  type Outcome,
  type RunControl,
  undecided,
} from "./outcome.ts";
import { hashSeed } from "./prng.ts";
import { CellLedger, judgeReach } from "./cell_ledger.ts";
import { type Shard, shardBlock, stoppingShare, WHOLE } from "./shard.ts";
import type { Capabilities, Subject } from "./subject.ts";

/** The decider that a claim's rule asks for. */
export function deciderFor(
  { bound, smallestEffect, within }: Pick<
    StatisticalClaim,
    "bound" | "smallestEffect" | "within"
  >,
  rates: ErrorRates,
): Decider {
  const rule = { bound, smallestEffect, ...rates };
  return within === undefined
    ? new SequentialTest(rule)
    : new EquivalenceTest({ ...rule, tolerance: within });
}

/** The setting of the replicate with this seed; no bias of fast-check's, which favours early draws. */
export function drawSetting<Spec>(generator: Arbitrary<Spec>, seed: number): Spec {
  return fc.sample(fc.noBias(generator), { seed: hashSeed(seed, "setting"), numRuns: 1 })[0];
}

/** Runs replicates of a claim on a subject until it is decided or `control.limit` is spent. */
export async function verifyStatistical(
  claim: StatisticalClaim,
  subject: Subject,
  control: RunControl,
): Promise<Outcome> {
  const decider = deciderFor(claim, control.rates);
  const { shard = WHOLE } = control;
  const { from, to } = shardBlock(control.limit, shard);
  const ledger = new CellLedger(claim);
  const effects: number[] = [];
  let closest: FailingCase | undefined;
  const outcome = () => ({
    ...summary(claim, decider),
    ...(closest && { closest }),
    ...(effects.length > 0 && { streams: [effects] }),
    ...ledger.counts(),
  });
  while (!isEnough(decider, control.rates, shard) && decider.count < to - from) {
    await control.pause?.();
    if (control.stopped?.()) {
      const reason = `interrupted after ${decider.count} replicates`;
      return { ...outcome(), reason };
    }
    try {
      const seed = hashSeed(control.seed, "replicate", from + decider.count);
      const setting = drawSetting(claim.generator, seed);
      const outside = ledger.enter(setting);
      if (outside !== undefined) return undecided(decider.count, outside);
      const effect = claim.replicate(setting, seed, subject as Capabilities);
      decider.observe(effect);
      effects.push(effect);
      const margin = replicateMargin(claim, effect);
      if (closest === undefined || margin.margin < closest.margin.margin) {
        closest = { spec: { setting, seed }, margin };
      }
    } catch (error) {
      return undecided(
        decider.count,
        `replicate ${from + decider.count} crashed: ${describeError(error)}`,
      );
    }
    control.onProgress?.({
      done: decider.count,
      of: to - from,
      logEvidence: Math.max(decider.logEvidenceFor, decider.logEvidenceAgainst),
    });
  }
  return shard.of === 1 ? judgeReach(outcome()) : outcome();
}

/** A whole run goes on until it is decided, a shard until it has done its share. */
function isEnough(decider: Decider, { alpha, beta }: ErrorRates, shard: Shard): boolean {
  if (shard.of === 1) return decider.verdict !== "undecided";
  const share = stoppingShare(shard);
  return decider.logEvidenceFor >= -Math.log(alpha) * share ||
    decider.logEvidenceAgainst >= -Math.log(beta) * share;
}

/** How far one effect is on the claim's side: a mean is claimed, so one replicate below 0 refutes nothing. */
export function replicateMargin({ within, effectName }: StatisticalClaim, effect: number): Margin {
  const margin = within === undefined ? effect : within - Math.abs(effect);
  return { margin, got: effect, wanted: 0, what: effectName };
}

/** The outcome that the decider's state amounts to. */
function summary(claim: StatisticalClaim, decider: Decider): Outcome {
  const { verdict, count, mean } = decider;
  const [lower, upper] = decider.interval(INTERVAL_LEVEL);
  return {
    verdict,
    cases: count,
    ...(verdict === "undecided" && { reason: `${count} replicates did not decide` }),
    ...(mean !== undefined &&
      { effect: { mean, lower, upper, level: INTERVAL_LEVEL, name: claim.effectName } }),
    logEvidence: { for: decider.logEvidenceFor, against: decider.logEvidenceAgainst },
  };
}
