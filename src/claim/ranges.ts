/** Arbitraries that carry their range, so that a claim need not say it again. */

import fc, { type Arbitrary } from "fast-check";
import type { Bound, Bounds } from "./regime.ts";

/** What a field with listed values can be. */
export type FieldValue = string | number | boolean;

const RANGES = new WeakMap<object, Bound>();
const FIELDS = new WeakMap<object, Bounds>();

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
 * Specs with these fields, whose ranges become the claim's bounds; a field's range that the claim writes itself goes
 * before.
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
  FIELDS.set(generator, Object.fromEntries(known));
  return generator;
}

/** The ranges of a generator's fields, as far as they are known. */
export function boundsOf(generator: Arbitrary<unknown>): Bounds {
  return FIELDS.get(generator) ?? {};
}

/** The claim with the ranges of its generator among its bounds. */
export function withRanges<
  Own extends { readonly generator: Arbitrary<unknown>; readonly bounds?: Bounds },
>(claim: Own): Own {
  const bounds = { ...boundsOf(claim.generator), ...claim.bounds };
  return Object.keys(bounds).length === 0 ? claim : { ...claim, bounds };
}
