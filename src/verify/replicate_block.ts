/** Computes the effects of replicates from their seeds; the run decides. */

import fc, { type Arbitrary } from "fast-check";
import { cellsHit, leftRegime } from "./cell_ledger.ts";
import type { StatisticalClaim } from "../claim/claim.ts";
import { freeze } from "../claim/freeze.ts";
import { neededPart } from "./needed_part.ts";
import { crashed } from "./obstacle.ts";
import { describeError } from "./outcome.ts";
import { hashSeed } from "../prng.ts";
import { stratumSeed } from "./strata_outcome.ts";
import type { Subject } from "../claim/subject.ts";

/** Some replicates of a run, one after the other. */
export interface Block {
  /** Name of their stratum, where the claim has some. */
  readonly stratum?: string;
  /** Number of the first in the whole run, from 0. */
  readonly from: number;
  /** How many, at least 1. */
  readonly count: number;
}

/** What came of a block. */
export interface ComputedBlock extends Block {
  /** The effects in order; what stands there from `done` on means nothing. */
  readonly effects: Float64Array;
  /** What was drawn for each replicate that was begun, in order: its setting, and the claim's cells it falls into. */
  readonly settings: readonly DrawnSetting[];
  /** How many were computed. */
  readonly done: number;
  /** Why the next one has no effect; absent where all have one, or a stop cut the block short. */
  readonly halt?: string;
  /** What the next one crashed of, where it did. */
  readonly crash?: string;
  /** Names of the capabilities that the claim has read. */
  readonly read: readonly string[];
}

/** The setting of a replicate. */
export interface DrawnSetting {
  /** What the generator drew. */
  readonly spec: unknown;
  /** The claim's own cells that it falls into, by their place in its list. */
  readonly cells: readonly number[];
  /** What computing the effect took, where there is a clock. */
  readonly seconds?: number;
}

/** What a block is computed from, and where its effects go. */
export interface BlockOptions extends Block {
  /** The claim's own seed. */
  readonly seed: number;
  /** Filled from the start; at least `count` long. */
  readonly effects: Float64Array;
  /** Asked before every replicate; true cuts the block short. */
  readonly stopped?: () => boolean;
  /** A clock in milliseconds; without one, no replicate says how long it took. */
  readonly clock?: () => number;
}

/** The seed of a replicate by its number in the run. */
export function replicateSeed(seed: number, index: number): number {
  return hashSeed(seed, "replicate", index);
}

/** The setting of a replicate of a stratum: what is fixed there, and for the rest what is drawn. */
export function settingOf<Spec>(
  { id, generator, strata }: Pick<StatisticalClaim<Spec>, "id" | "generator" | "strata">,
  { seed, stratum }: { readonly seed: number; readonly stratum?: string | undefined },
): Spec {
  const drawn = drawSetting(generator, seed);
  if (strata === undefined && stratum === undefined) return drawn;
  const own = strata?.find(({ name }) => name === stratum);
  if (own === undefined) throw new Error(`${id} has no stratum ${stratum}`);
  return { ...drawn, ...own.setting };
}

/** The setting of a replicate of whichever stratum the seed picks. */
export function anySettingOf<Spec>(
  claim: Pick<StatisticalClaim<Spec>, "id" | "generator" | "strata">,
  seed: number,
): Spec {
  const { strata } = claim;
  const stratum = strata?.[(hashSeed(seed, "any stratum") >>> 0) % strata.length].name;
  return settingOf(claim, { seed, stratum });
}

/** The setting of the replicate with this seed; no bias of fast-check's, which favours early draws. */
export function drawSetting<Spec>(generator: Arbitrary<Spec>, seed: number): Spec {
  return fc.sample(fc.noBias(generator), { seed: hashSeed(seed, "setting"), numRuns: 1 })[0];
}

/** Computes replicates up to the first that crashes or whose setting is outside the regime. */
export function computeBlock(
  claim: StatisticalClaim,
  subject: Subject,
  { seed: root, stratum, from, count, effects, stopped, clock }: BlockOptions,
): ComputedBlock {
  const own = stratum === undefined ? root : stratumSeed(root, stratum);
  const settings: DrawnSetting[] = [];
  const { capabilities, read } = neededPart(subject, claim.needs);
  const block = { ...(stratum !== undefined && { stratum }), from, count };
  const end = () => ({ ...block, effects, settings, read: [...read] });
  for (let done = 0; done < count; done++) {
    if (stopped?.()) return { ...end(), done };
    try {
      const seed = replicateSeed(own, from + done);
      const spec = settingOf(claim, { seed, stratum });
      const drawn = { spec, cells: cellsHit(claim.cells, spec) };
      freeze(spec);
      settings.push(drawn);
      const outside = leftRegime(claim.bounds, spec);
      if (outside !== undefined) return { ...end(), done, halt: outside.reason };
      const begun = clock?.();
      effects[done] = requireNumber(claim.replicate(spec, seed, capabilities));
      if (begun !== undefined) settings[done] = { ...drawn, seconds: (clock!() - begun) / 1000 };
    } catch (error) {
      const crash = describeError(error);
      return { ...end(), done, halt: crashed(crash, `replicate ${from + done}`).reason, crash };
    }
  }
  return { ...end(), done: count };
}

/** What is no number would be made one: true a success, null none at all. */
function requireNumber(effect: unknown): number {
  if (typeof effect === "number") return effect;
  throw new TypeError(
    `replicate must return a number, got ${effect === null ? "null" : typeof effect}`,
  );
}
