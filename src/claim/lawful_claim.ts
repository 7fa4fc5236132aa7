/** Claims that state a law: what is measured is held to it, and to each of its rivals in its place. */

import type { Margin } from "../decision/margin.ts";
import type { Claim, PartsOf, StatisticalClaim, UniversalClaim } from "./claim.ts";
import type { Law, Rival } from "./law.ts";
import { withRegime } from "./ranges.ts";
import { remembered } from "./remembered.ts";

/** The parts of a claim that states a law. */
export interface Lawful<Spec, Prediction> {
  /** What is predicted for a setting. */
  readonly law: Law<Spec, Prediction>;
  /** Wrong laws next to it. */
  readonly rivals: readonly Rival<Spec, Prediction>[];
}

/** A statistical claim with a law. */
export interface StatisticalLaw<Spec, Part extends object, Measured, Prediction>
  extends
    Omit<StatisticalClaim<Spec, Part>, "unit" | "replicate" | "under" | "rivals">,
    Lawful<Spec, Prediction> {
  /** What one replicate measures, without a look at the law. */
  measure(spec: Spec, seed: number, subject: Part): Measured;
  /** The effect of what was measured, if that is the law. */
  effect(measured: Measured, law: Law<Spec, Prediction>, spec: Spec): number;
}

/** A universal claim with a law. */
export interface UniversalLaw<Spec, Part extends object, Measured, Prediction>
  extends
    Omit<UniversalClaim<Spec, Part>, "unit" | "check" | "under" | "rivals">,
    Lawful<Spec, Prediction> {
  /** What is measured of a case, without a look at the law. */
  measure(spec: Spec, subject: Part): Measured;
  /** The margin of what was measured, if that is the law. */
  margin(measured: Measured, law: Law<Spec, Prediction>, spec: Spec): Margin;
}

/** A statistical claim that states a law, erased. */
export function statisticalLaw<Spec, Part extends object, Measured, Prediction = number>(
  { law: stated, measure, effect, ...claim }: PartsOf<
    StatisticalLaw<Spec, Part, Measured, Prediction>,
    Part
  >,
): Claim {
  const stating = withRegime(claim);
  // The farthest from what is claimed.
  const worst = claim.within === undefined ? -claim.bound : claim.bound;
  const effectUnder = (law: Law<Spec, Prediction>, measured: Measured, spec: Spec) => {
    const own = effect(measured, law, spec);
    if (Math.abs(own) !== Infinity) return own;
    // A law that predicts 0 is infinitely far from what was measured, if the claim's own is not; NaN says nothing.
    return Number.isFinite(effect(measured, stated, spec)) ? worst : own;
  };
  const ruled = (law: Law<Spec, Prediction>, memory?: Map<number, unknown>) => ({
    ...stating,
    unit: "replicates" as const,
    replicate(spec: Spec, seed: number, subject: Part) {
      const measureOn = (part: typeof subject) => measure(spec, seed, part);
      const measured = memory === undefined
        ? measureOn(subject)
        : remembered(memory, { spec, seed, subject }, measureOn);
      return effectUnder(law, measured, spec);
    },
  });
  const whole: StatisticalClaim<Spec, Part> = {
    ...ruled(stated),
    under: (rival, memory) => ruled(rival === undefined ? stated : lawOf(claim, rival), memory),
  };
  return whole as unknown as Claim;
}

/** A universal claim that states a law, erased. */
export function universalLaw<Spec, Part extends object, Measured, Prediction = number>(
  { law, measure, margin, ...claim }: PartsOf<
    UniversalLaw<Spec, Part, Measured, Prediction>,
    Part
  >,
): Claim {
  const stating = withRegime(claim);
  const own = (law: Law<Spec, Prediction>) => ({
    ...stating,
    unit: "cases" as const,
    check: (spec: Spec, subject: Part) => margin(measure(spec, subject), law, spec),
  });
  const whole: UniversalClaim<Spec, Part> = {
    ...own(law),
    under: (rival) => own(lawOf(claim, rival)),
  };
  return whole as unknown as Claim;
}

function lawOf<Spec, Prediction>(
  { id, rivals }: { readonly id: string; readonly rivals: readonly Rival<Spec, Prediction>[] },
  name: string,
): Law<Spec, Prediction> {
  const rival = rivals.find((rival) => rival.name === name);
  if (rival === undefined) throw new Error(`${id} has no rival ${name}`);
  return rival.law;
}
