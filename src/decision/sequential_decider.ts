import { requireChance } from "./chance.ts";
import { clipEffect, effectInterval, isClipped, unitOfEffect } from "./clipped_effect.ts";
import { type Interval, meanInterval } from "./confidence_sequence.ts";
import { EProcess } from "./e_process.ts";
import { type ErrorRates, type LogEvidence, type Verdict, verdictFromEvidence } from "./verdict.ts";

/** What a claim says about the mean of an effect, fixed before the data. */
export interface EffectRule extends ErrorRates {
  /** B > 0: effects are clipped to [−B, B]; the claim is about the mean of the clipped effect. */
  readonly bound: number;
  /** δ, the smallest effect of interest: nullEffect < δ < B. */
  readonly smallestEffect: number;
  /** The largest mean at which the claim is false, in (−B, B); 0 by default. */
  readonly nullEffect?: number;
}

/** What decides from a stream of effects, one independent replicate each, looked at after each. */
export interface Decider {
  /** `undecided` until a threshold is first passed; then what it was, whatever comes after. */
  readonly verdict: Verdict;
  /** The number of effects. */
  readonly count: number;
  /** How many of them were beyond the bound: more than a few make the clipped mean another mean. */
  readonly clipped: number;
  /** The number of effects at which the verdict fell; undefined while undecided. */
  readonly decidedAt: number | undefined;
  /** The evidence so far. */
  readonly logEvidence: LogEvidence;
  /** Mean of the clipped effects, in their units; undefined without data. */
  readonly mean: number | undefined;
  /** Takes one effect and says what is now decided; throws RangeError if it is not finite. */
  observe(effect: number): Verdict;
  /** Confidence interval for the mean, in effect units, valid whenever one stops; level 0.95. */
  interval(level?: number): Interval;
}

/**
 * Decides "the mean effect is above 0" against "it is below δ" with two betting e-processes.
 *
 * With X = (D + B)/(2B), D the clipped effect (`clipped_effect.ts`): E⁺ bets against "mean ≤ 0" on X at m = ½ and
 * verifies at 1/α; E⁻ bets against "mean ≥ δ" on 1 − X at m = ½ − δ/(2B) and refutes at 1/β. So,
 * whatever the distribution and however often one looks, a claim without effect is verified with
 * chance at most α, and one with an effect of δ or more refuted with chance at most β (Ville).
 * In between either verdict is right. Data after the verdict narrow the interval, no more.
 *
 * @throws {RangeError} Unless 0 < B < ∞, −B < nullEffect < δ < B and both rates are in (0, 1).
 *
 * @example A clear effect needs few replicates
 * ```ts
 * import { SequentialTest } from "./sequential_decider.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rule = { bound: 1, smallestEffect: 0.1, alpha: 1e-4, beta: 1e-4 };
 * const test = new SequentialTest(rule);
 * while (test.verdict === "undecided") test.observe(test.count % 2 === 0 ? 0.3 : 0.7);
 * assertEquals(test.verdict, "verified");
 * assertEquals(test.count, 26);
 * ```
 */
export class SequentialTest implements Decider {
  readonly #rule: EffectRule;
  readonly #pro: EProcess;
  readonly #contra: EProcess;
  readonly #xs: number[] = [];
  #sum = 0;
  #clipped = 0;
  #verdict: Verdict = "undecided";
  #decidedAt: number | undefined;

  /** Starts without data. */
  constructor(rule: EffectRule) {
    const { bound, smallestEffect, nullEffect = 0, alpha, beta } = rule;
    requireChance("alpha", alpha);
    requireChance("beta", beta);
    if (!(bound > 0 && bound < Infinity)) {
      throw new RangeError(`Bound must be finite and above 0, got ${bound}`);
    }
    if (!(-bound < nullEffect && nullEffect < smallestEffect && smallestEffect < bound)) {
      throw new RangeError(
        `Smallest effect must be between the null effect ${nullEffect} and the bound ${bound}, ` +
          `got ${smallestEffect}`,
      );
    }
    this.#rule = rule;
    this.#pro = new EProcess(unitOfEffect(nullEffect, bound));
    this.#contra = new EProcess(unitOfEffect(-smallestEffect, bound));
  }

  observe(effect: number): Verdict {
    if (!Number.isFinite(effect)) throw new RangeError(`Effect must be finite, got ${effect}`);
    const { bound } = this.#rule;
    if (isClipped(effect, bound)) this.#clipped++;
    const x = unitOfEffect(effect, bound);
    this.#pro.update(x);
    this.#contra.update(unitOfEffect(-effect, bound));
    this.#xs.push(x);
    this.#sum += clipEffect(effect, bound) / bound;
    if (this.#verdict === "undecided") {
      this.#verdict = verdictFromEvidence(this.logEvidence, this.#rule);
      if (this.#verdict !== "undecided") this.#decidedAt = this.count;
    }
    return this.#verdict;
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  get count(): number {
    return this.#xs.length;
  }

  get clipped(): number {
    return this.#clipped;
  }

  get decidedAt(): number | undefined {
    return this.#decidedAt;
  }

  get mean(): number | undefined {
    return this.count === 0 ? undefined : (this.#sum / this.count) * this.#rule.bound;
  }

  get logEvidence(): LogEvidence {
    return { for: this.#pro.logValue, against: this.#contra.logValue };
  }

  interval(level = 0.95): Interval {
    return effectInterval(meanInterval(this.#xs, { level }), this.#rule.bound);
  }
}
