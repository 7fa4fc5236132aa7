/** Strata: the parts of a regime in each of which a claim is decided. */

import { hashSeed } from "../prng.ts";

/** A part of the regime: some fields of the setting are fixed, the others are drawn. */
export interface Stratum<Spec = unknown> {
  /** What a report calls it. */
  readonly name: string;
  /** The fields that are fixed. */
  readonly setting: Partial<Spec>;
}

/** Most strata of a claim: each takes its own replicates. */
export const MOST_STRATA = 12;

/**
 * One stratum for each combination of these values, the last field changing fastest.
 *
 * @throws {RangeError} On no value of a field, and on more than twelve combinations.
 *
 * @example Two classes in two dimensions
 * ```ts
 * import { crossed } from "@attest/attest/claims";
 * import { assertEquals } from "@std/assert";
 *
 * const strata = crossed({ functionClass: ["affine", "relu"], dimension: [2, 3] });
 * assertEquals(strata.map(({ name }) => name), [
 *   "functionClass = affine, dimension = 2",
 *   "functionClass = affine, dimension = 3",
 *   "functionClass = relu, dimension = 2",
 *   "functionClass = relu, dimension = 3",
 * ]);
 * ```
 */
export function crossed<Spec extends Record<string, string | number | boolean>>(
  values: { readonly [Field in keyof Spec]: readonly Spec[Field][] },
): Stratum<Spec>[] {
  let settings: Partial<Spec>[] = [{}];
  for (const [field, own] of Object.entries(values) as [keyof Spec, Spec[keyof Spec][]][]) {
    settings = settings.flatMap((setting) => own.map((value) => ({ ...setting, [field]: value })));
  }
  if (settings.length === 0 || settings.length > MOST_STRATA) {
    throw new RangeError(
      `A claim has from 1 to ${MOST_STRATA} strata, got ${settings.length}`,
    );
  }
  return settings.map((setting) => ({ name: stratumName(setting), setting }));
}

/**
 * The strata in an order that the seed draws: who looks at a few takes the first ones, and other few next time.
 *
 * @example Under another seed, another first
 * ```ts
 * import { drawnOrder } from "./strata.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const strata = [{ name: "d = 2" }, { name: "d = 3" }, { name: "d = 5" }];
 * const firsts = Array.from({ length: 100 }, (_, seed) => drawnOrder(strata, seed)[0].name);
 * assertEquals(new Set(firsts).size, 3);
 * ```
 */
export function drawnOrder<Named extends { readonly name: string }>(
  strata: readonly Named[],
  seed: number,
): Named[] {
  const place = ({ name }: Named) => hashSeed(seed, "order of strata", name);
  return strata.toSorted((a, b) => place(a) - place(b));
}

/** "dimension = 2, mask = hard". */
function stratumName(setting: object): string {
  return Object.entries(setting).map(([field, value]) => `${field} = ${short(value)}`).join(", ");
}

function short(value: unknown): string {
  return typeof value === "number" ? String(Number(value.toPrecision(3))) : String(value);
}
