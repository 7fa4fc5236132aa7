/** Arbitraries that carry their range, so that neither bounds nor the printed regime need to say it again. */

import fc, { type Arbitrary } from "fast-check";
import type { Bound, Bounds } from "./regime.ts";
import { type RegimeParts, regimeText } from "./regime_text.ts";

/** What a field with listed values can be. */
export type FieldValue = string | number | boolean;

const RANGES = new WeakMap<object, Bound>();
/** The names of a generator's fields, in their order, and the ranges of those that have one. */
const FIELDS = new WeakMap<
  object,
  { readonly order: readonly string[]; readonly ranges: Bounds }
>();

/** The arbitrary, whose values are all in this range and reach its ends. */
export function ranged<Value>(arbitrary: Arbitrary<Value>, range: Bound): Arbitrary<Value> {
  RANGES.set(arbitrary, range);
  return arbitrary;
}

/** One of these values, each as often. */
export function oneOf<const Value extends FieldValue>(
  ...values: readonly Value[]
): Arbitrary<Value> {
  return ranged(fc.constantFrom(...values), { among: values });
}

/** This value and no other. */
export function always<const Value extends FieldValue>(value: Value): Arbitrary<Value> {
  return ranged(fc.constant(value), { among: [value] });
}

/**
 * Specs with these fields. Their ranges become the claim's bounds, but for fields that the claim's own `bounds` name:
 * there the claim's range wins over the generator's.
 *
 * @example A claim's bounds, from its generator
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { boundsOf, counts, oneOf, seeds, specs } from "@attest/attest";
 *
 * const generator = specs({ n: counts(1, 9), mask: oneOf("hard", "soft"), seed: seeds() });
 * assertEquals(boundsOf(generator), {
 *   n: { from: 1, to: 9 },
 *   mask: { among: ["hard", "soft"] },
 * });
 * ```
 */
export function specs<Spec>(
  fields: { readonly [Field in keyof Spec]: Arbitrary<Spec[Field]> },
): Arbitrary<Spec> {
  const known = Object.entries<Arbitrary<unknown>>(fields).flatMap(([name, field]) => {
    const range = RANGES.get(field);
    return range === undefined ? [] : [[name, range] as const];
  });
  const generator = fc.record(fields) as Arbitrary<Spec>;
  FIELDS.set(generator, { order: Object.keys(fields), ranges: Object.fromEntries(known) });
  return generator;
}

/** The ranges of a generator's fields, as far as they are known. */
export function boundsOf(generator: Arbitrary<unknown>): Bounds {
  return FIELDS.get(generator)?.ranges ?? {};
}

/** What a claim's regime is printed from, beside its generator; `regime` is what ranges cannot say. */
interface Unprinted extends Partial<Omit<RegimeParts, "order" | "prose">> {
  readonly generator: Arbitrary<unknown>;
  readonly regime?: string;
}

/** The claim with the ranges of its generator among its bounds, and the regime that is printed. */
export function withRegime<Own extends Unprinted>(claim: Own): Own & { readonly regime: string } {
  const { generator, regime: prose = "", strata = [], symbols = {} } = claim;
  const bounds = { ...boundsOf(generator), ...claim.bounds };
  const order = FIELDS.get(generator)?.order ?? [];
  const regime = regimeText({ bounds, order, strata, symbols, prose });
  return { ...claim, regime, ...(Object.keys(bounds).length > 0 && { bounds }) };
}
