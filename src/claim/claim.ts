/** Claims that run: facts with a generator, a measurement and a decision rule. */

import type { Arbitrary } from "fast-check";
import type { Margin } from "../decision/margin.ts";
import type { StatisticalFacts, UniversalFacts } from "./facts.ts";
import type { Rival } from "./law.ts";
import { withRegime } from "./ranges.ts";
import type { Cell } from "./regime.ts";
import type { Symbols } from "./regime_text.ts";
import type { Stratum } from "./strata.ts";
import type { Subject } from "./subject.ts";

/** What a claim runs, beside its facts. */
export interface ClaimHeader<Spec = unknown, Part extends object = object> {
  /** Subjects on which the verdict must not come out as expected. */
  readonly mutants: readonly Subject<NoInfer<Part>>[];
  /** Small readable specs: of a case, which expands to data, or of a replicate's setting. */
  readonly generator: Arbitrary<Spec>;
  /** Wrong laws next to the claim's own; only a claim with a law has some. */
  readonly rivals?: readonly Rival<NoInfer<Spec>>[];
  /** Further parts of the regime that must be reached; what a spec is the generator says, and no cell. */
  readonly cells?: readonly Cell<NoInfer<Spec>>[];
  /** How the printed regime writes fields and their words; by their own names where nothing is said. */
  readonly symbols?: Symbols<NoInfer<Spec>>;
}

/** A claim about every case: one counterexample refutes it. */
export interface UniversalClaim<Spec = unknown, Part extends object = object>
  extends Omit<UniversalFacts, keyof ClaimHeader<Spec, Part>>, ClaimHeader<Spec, Part> {
  /** The margin by which the case holds, on the part of a subject that it needs; negative refutes. */
  check(spec: Spec, subject: Part): Margin;
  /** The same claim with a rival in place of its law; only a claim with a law has it. */
  under?(rival: string): UniversalClaim<Spec, Part>;
}

/** A claim about a mean, decided on independent replicates. */
export interface StatisticalClaim<Spec = unknown, Part extends object = object>
  extends Omit<StatisticalFacts, keyof ClaimHeader<Spec, Part>>, ClaimHeader<Spec, Part> {
  /**
   * One independent replicate's effect: its setting was drawn from the generator, without fast-check's bias,
   * and all else that is random comes from the seed.
   */
  replicate(spec: Spec, seed: number, subject: Part): number;
  /** Parts of the regime in each of which the claim is decided. */
  readonly strata?: readonly Stratum<Spec>[];
  /**
   * The same claim with a rival in place of its law; only a claim with a law has it. What was measured under one
   * name, or under none, is not measured again where the seed and the subject are the same and `memory` holds it.
   */
  under?(
    rival: string | undefined,
    memory?: Map<number, unknown>,
  ): StatisticalClaim<Spec, Part>;
}

/** What a claim is made from: its needs are the capabilities of the part that it is given, by name. */
export type PartsOf<Own, Part extends object> = Omit<Own, "unit" | "needs" | "regime"> & {
  readonly needs: readonly (keyof Part & string)[];
  /** What ranges cannot say of the preconditions: relations of fields, laws of tasks, how what is drawn. */
  readonly regime?: string;
};

/** Any claim, its spec and the part of a subject that it needs erased. */
export type Claim = UniversalClaim | StatisticalClaim;

/**
 * A universal claim, checked for type and erased so that claims of any spec form one list.
 *
 * `Part` is the part of a subject that the claim needs: the type of its check's second parameter. A theory with many
 * claims has makers of its own, in which it follows from `needs`.
 *
 * @example A claim about sorting
 * ```ts
 * import fc from "fast-check";
 * import { exactMargin, type Subject, universalClaim } from "@attest/attest/claims";
 *
 * interface Sorting {
 *   sort(values: readonly number[]): number[];
 * }
 *
 * const mutants: Subject<Sorting>[] = [
 *   { name: "unsorted", description: "in the order they came", sort: (values) => [...values] },
 *   { name: "by-text", description: "10 before 9", sort: (values) => values.toSorted() },
 * ];
 * universalClaim({
 *   id: "S1",
 *   slug: "least_comes_first",
 *   statement: "what is sorted begins with the least",
 *   source: "definition of sorting",
 *   regime: "one to nine whole numbers",
 *   kind: "ID",
 *   expected: "verified",
 *   needs: ["sort"],
 *   mutants,
 *   generator: fc.array(fc.nat(99), { minLength: 1, maxLength: 9 }),
 *   budget: { quick: 100, ci: 1000, deep: 5000 },
 *   check: (values, { sort }: Sorting) => exactMargin("first", sort(values)[0], Math.min(...values)),
 * });
 * ```
 */
export function universalClaim<Spec, Part extends object>(
  claim: PartsOf<UniversalClaim<Spec, Part>, Part>,
): Claim {
  // Erasure is sound: the runner only feeds specs of a claim's own generator to its check, and only
  // subjects that have its needs.
  return { ...withRegime(claim), unit: "cases" } as unknown as UniversalClaim;
}

/**
 * The claim with a rival in place of its law, or, without a name, with its own; `memory` holds what was measured on
 * one subject, by the replicate's seed.
 *
 * @throws {Error} If the claim has no such rival.
 */
export function underLaw(claim: Claim, rival?: string, memory?: Map<number, unknown>): Claim {
  if (claim.under === undefined) {
    if (rival === undefined) return claim;
    throw new Error(`${claim.id} states no law that ${rival} could replace`);
  }
  if (claim.unit === "replicates") return claim.under(rival, memory);
  return rival === undefined ? claim : claim.under(rival);
}

/** A statistical claim, its spec and the part of a subject that it needs erased. */
export function statisticalClaim<Spec, Part extends object>(
  claim: PartsOf<StatisticalClaim<Spec, Part>, Part>,
): Claim {
  return { ...withRegime(claim), unit: "replicates" } as unknown as StatisticalClaim;
}
