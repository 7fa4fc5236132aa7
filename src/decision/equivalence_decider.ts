import { requireChance } from "./chance.ts";
import type { Interval } from "./confidence_sequence.ts";
import { type Decider, type EffectRule, SequentialTest } from "./sequential_decider.ts";
import { type LogEvidence, type Verdict, worstVerdict } from "./verdict.ts";

/** What a claim says about an effect that must equal 0, fixed before the data. */
export interface EquivalenceRule extends Omit<EffectRule, "nullEffect"> {
  /** τ in (0, B): the claim is |mean| < τ. */
  readonly tolerance: number;
  /** δ in (0, τ]: β bounds the chance of `refuted` where |mean| ≤ τ − δ. */
  readonly smallestEffect: number;
}

/**
 * Decides "the mean effect equals 0 within τ" as two one-sided claims, "above −τ" on D and on −D,
 * both needed (Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987, made sequential).
 *
 * Where |mean| ≥ τ one of the two is false, and both must be verified: each may use all of α.
 * Where |mean| ≤ τ − δ both are true, and either refutes: each has β/2. To hold a measurement
 * to its prediction, let the effect be the difference, or the ratio less 1.
 *
 * @throws {RangeError} Unless 0 < δ ≤ τ < B < ∞ and both rates are in (0, 1).
 *
 * @example A small bias is within the tolerance
 * ```ts
 * import { EquivalenceTest } from "./equivalence_decider.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const rule = { bound: 1, tolerance: 0.3, smallestEffect: 0.2, alpha: 1e-4, beta: 1e-4 };
 * const test = new EquivalenceTest(rule);
 * while (test.verdict === "undecided") test.observe(test.count % 2 === 0 ? -0.15 : 0.25);
 * assertEquals(test.verdict, "verified");
 * ```
 */
export class EquivalenceTest implements Decider {
  readonly #above: SequentialTest;
  readonly #below: SequentialTest;
  #decidedAt: number | undefined;

  /** Starts without data. */
  constructor({ bound, tolerance, smallestEffect, alpha, beta }: EquivalenceRule) {
    requireChance("beta", beta);
    if (!(tolerance > 0 && tolerance < bound)) {
      throw new RangeError(`Tolerance must be between 0 and the bound ${bound}, got ${tolerance}`);
    }
    if (!(smallestEffect > 0 && smallestEffect <= tolerance)) {
      throw new RangeError(
        `Smallest effect must be in (0, ${tolerance}], the tolerance, got ${smallestEffect}`,
      );
    }
    const side = {
      bound,
      nullEffect: -tolerance,
      smallestEffect: smallestEffect - tolerance,
      alpha,
      beta: beta / 2,
    };
    this.#above = new SequentialTest(side);
    this.#below = new SequentialTest(side);
  }

  observe(effect: number): Verdict {
    this.#above.observe(effect);
    this.#below.observe(-effect);
    if (this.verdict !== "undecided") this.#decidedAt ??= this.count;
    return this.verdict;
  }

  get verdict(): Verdict {
    return worstVerdict(this.#above.verdict, this.#below.verdict);
  }

  get count(): number {
    return this.#above.count;
  }

  get clipped(): number {
    return this.#above.clipped;
  }

  get decidedAt(): number | undefined {
    return this.#decidedAt;
  }

  get mean(): number | undefined {
    return this.#above.mean;
  }

  /**
   * For: the smaller of the two sides, an e-value against "one of the two is false". Against: the mean of the
   * two sides, an e-value against "both are true", to hold to 1/β.
   */
  get logEvidence(): LogEvidence {
    const [above, below] = [this.#above.logEvidence, this.#below.logEvidence];
    const [a, b] = [above.against, below.against];
    return {
      for: Math.min(above.for, below.for),
      against: Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))) - Math.LN2,
    };
  }

  interval(level = 0.95): Interval {
    return this.#above.interval(level);
  }
}
