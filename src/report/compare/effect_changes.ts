/**
 * Effects that moved, with a chance of any false alarm that is fixed in advance.
 *
 * Two runs of one code have the same mean effects, and a confidence sequence holds its mean with chance
 * 1 − a however the run stopped: both intervals hold it with chance 1 − 2a, and are then not apart. A
 * distribution-free interval from the twenty replicates that decide most claims is wide, so the first
 * replicates, as many as no decision can do with less than, are put to an exact rank test too: their
 * number does not follow from the data, and two runs of one code draw them from one distribution. Where
 * it tells them apart, a move as large as the reported intervals are long is more than a nuance.
 */

import { clipEffect, effectInterval, unitOfEffect } from "../../decision/clipped_effect.ts";
import { meanInterval } from "../../decision/confidence_sequence.ts";
import { EProcess } from "../../decision/e_process.ts";
import { rankSumTest } from "../../decision/rank_sum.ts";
import { CLAIM_RATES } from "../../verify/error_rates.ts";
import { numberText } from "../text/number.ts";
import type { ReportClaim } from "../schema.ts";
import type { Change, ClaimChange } from "./change.ts";
import { type ClaimPair, sameDefinition } from "./claim_changes.ts";

/** Chance that a comparison of two runs of one code reports any effect as moved. */
export const FALSE_ALARM = 1e-3;
/** Relative difference of effects that another machine's elementary functions may make. */
const ROUNDING = 1e-6;

type Rule = NonNullable<ReportClaim["rule"]>;

/** A pair whose effects can be held against each other: of two claims, or of one stratum of both. */
interface Measured {
  /** Name of the stratum. */
  readonly stratum?: string;
  readonly pair: ClaimPair;
  readonly rule: Rule;
  readonly base: readonly (readonly number[])[];
  readonly head: readonly (readonly number[])[];
}

/** Every moved effect, and how many claims could be looked at. */
export function effectChanges(
  pairs: readonly ClaimPair[],
): { readonly changes: Change[]; readonly compared: number } {
  const measured = pairs.flatMap((pair) => sameDefinition(pair) ? partsOf(pair) : []);
  // Half for the intervals and half for the ranks, in equal shares.
  const chance = FALSE_ALARM / 2 / Math.max(1, measured.length);
  return {
    compared: new Set(measured.map(({ pair }) => pair.head.id)).size,
    changes: measured.flatMap((one) =>
      effectChange(one, chance).map(({ text, ...change }) => ({
        ...change,
        claim: one.pair.head.id,
        text: one.stratum === undefined ? text : `in ${one.stratum}: ${text}`,
      }))
    ),
  };
}

/** The claim's effects, or those of each stratum: which of them is the weakest may differ between two runs. */
function partsOf(pair: ClaimPair): Measured[] {
  const { base: { strata: before }, head: { strata: after } } = pair;
  if (!before || !after) return measuredOf(pair);
  return before.flatMap((base) => {
    const head = after.find(({ name }) => name === base.name);
    if (head === undefined) return [];
    const own = { ...pair, base: { ...pair.base, ...base }, head: { ...pair.head, ...head } };
    return measuredOf(own).map((measured) => ({ ...measured, stratum: base.name }));
  });
}

function measuredOf(pair: ClaimPair): Measured[] {
  const { base: { rule, streams: base }, head: { streams: head } } = pair;
  if (!rule || !base?.some(isFilled) || !head?.some(isFilled)) return [];
  return [{ pair, rule, base, head }];
}

function effectChange(measured: Measured, chance: number): ClaimChange[] {
  const { pair, rule } = measured;
  if (pair.sameSeed) return sameSeedChange(measured);
  const [before, after] = [measured.base, measured.head].map((streams) =>
    jointInterval(streams, rule, chance / 2)
  );
  const beyond = reportedApart(pair);
  const worse = isWorse(pair, rule) ? "regression" : "change";
  if (apart(before, after)) {
    const text = `${effectText(pair)}; joint intervals ${intervalText(before)} and ` +
      `${intervalText(after)} are apart`;
    return [{ kind: "effect", severity: worse, text }];
  }
  // How many replicates a shard has follows from its data sooner than a whole run's do.
  const p = pair.sharded ? 1 : rankChance(measured);
  if (p <= chance) {
    const text = `${effectText(pair)}; the first replicates differ, p = ${numberText(p)}`;
    return [{ kind: "effect", severity: beyond ? worse : "change", text }];
  }
  return beyond ? [{ kind: "effect", severity: "note", text: effectText(pair) }] : [];
}

/** Are the intervals that the two reports show apart? */
function reportedApart({ base: { effect: before }, head: { effect: after } }: ClaimPair): boolean {
  return before !== null && after !== null &&
    apart([before.lower, before.upper], [after.lower, after.upper]);
}

/** The same seed draws the same replicates: what differs is the code. */
function sameSeedChange({ pair, base, head, rule }: Measured): ClaimChange[] {
  const differs = base.some((effects, shard) =>
    effects.some((effect, i) => {
      const other = head[shard]?.[i];
      return other !== undefined && Math.abs(other - effect) > ROUNDING * rule.bound;
    })
  );
  const text = `${effectText(pair)}; the same seed gives other replicates`;
  return differs ? [{ kind: "effect", severity: "change", text }] : [];
}

/** Interval of the mean clipped effect that misses it with chance at most `miss`, in effect units. */
export function jointInterval(
  streams: readonly (readonly number[])[],
  { bound }: Pick<Rule, "bound">,
  miss: number,
): readonly [lower: number, upper: number] {
  const xs = streams.flat().map((effect) => unitOfEffect(effect, bound));
  return effectInterval(meanInterval(xs, { level: 1 - miss }), bound);
}

/** The chance of ranks as far apart, in whole runs, of as many first replicates as every decision has. */
function rankChance({ rule, base, head }: Measured): number {
  const most = fewestReplicates(rule);
  const [first, second] = [base, head].map((streams) =>
    streams.find(isFilled)!.slice(0, most)
      .map((effect) => clipEffect(effect, rule.bound))
  );
  return rankSumTest(first, second);
}

/** No run of this rule decides with fewer replicates, whatever their effects are. */
export function fewestReplicates({ bound, smallestEffect, within }: Rule): number {
  const zero = within === null ? 0 : -within;
  const below = within === null ? smallestEffect : smallestEffect - within;
  return Math.min(
    stepsTo(CLAIM_RATES.alpha, unitOfEffect(zero, bound)),
    // The two sides of an equivalence have half of β each.
    stepsTo(CLAIM_RATES.beta / (within === null ? 1 : 2), unitOfEffect(-below, bound)),
  );
}

/** Updates by the best possible value until the evidence is 1/rate. */
function stepsTo(rate: number, nullMean: number): number {
  const process = new EProcess(nullMean);
  while (process.logValue < -Math.log(rate)) process.update(1);
  return process.count;
}

/** Has the mean moved against what is expected of the claim? */
function isWorse({ base, head }: ClaimPair, { within }: Rule): boolean {
  const size = (claim: ReportClaim) => {
    const mean = claim.effect?.mean ?? 0;
    return within === null ? mean : -Math.abs(mean);
  };
  const fell = size(head) < size(base);
  return head.expected === "verified" ? fell : !fell;
}

function apart(a: readonly [number, number], b: readonly [number, number]): boolean {
  return a[1] < b[0] || b[1] < a[0];
}

function isFilled(effects: readonly number[]): boolean {
  return effects.length > 0;
}

function effectText({ base, head }: ClaimPair): string {
  const shown = ({ effect }: ReportClaim) =>
    effect ? `${numberText(effect.mean)} ${intervalText([effect.lower, effect.upper])}` : "none";
  return `${shown(base)} → ${shown(head)}`;
}

function intervalText([lower, upper]: readonly [number, number]): string {
  return `[${numberText(lower)}, ${numberText(upper)}]`;
}
