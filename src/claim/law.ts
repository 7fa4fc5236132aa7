/** Laws that claims state, and wrong ones next to them that must fail where the law holds. */

import type { Bounds } from "./regime.ts";

/** A prediction for a setting. */
export type Law<Spec = unknown, Prediction = number> = (setting: Spec) => Prediction;

/** A wrong law next to a claim's own. */
// deno-lint-ignore no-explicit-any -- what a law predicts is between the claim and its rivals
export interface Rival<Spec = any, Prediction = any> {
  /** What a report calls it. */
  readonly name: string;
  /** In what it is wrong. */
  readonly description: string;
  /** Used in place of the claim's law. */
  readonly law: Law<Spec, Prediction>;
}

/** What wrong laws are made from. */
export interface RivalOptions<Spec> {
  /** The ranges of the variables. */
  readonly over: Bounds;
  /** τ, the claim's margin on the logarithm of measured over predicted. */
  readonly within: number;
  /** Variables whose exponents are moved; none by default. */
  readonly exponents?: readonly (keyof Spec & string)[];
  /** Variables that are ignored one by one; those of `exponents` by default. */
  readonly ignored?: readonly (keyof Spec & string)[];
  /** Terms that the law is a sum of, by name. */
  readonly terms?: Readonly<Record<string, Law<Spec>>>;
}

/** By how much an exponent is moved. */
const MOVED = 0.1;

/**
 * The wrong laws next to a positive one: its constant times and over 1 + 2τ, each exponent ± .1, each variable
 * ignored, none at all, and each term dropped.
 *
 * An exponent is moved about the middle of its variable's range, so that the rival is right on average: only the
 * ends of the range can tell it from the law. A middle is a geometric mean and need not be a whole number: where
 * a law takes counts only, its rivals that ignore a variable are written by hand.
 *
 * @throws {RangeError} On a variable without a range of positive numbers.
 *
 * @example Nine rivals of a power law
 * ```ts
 * import { rivalsOf } from "@attest/attest/claims";
 * import { assertEquals } from "@std/assert";
 *
 * const rivals = rivalsOf(({ n, s }: { n: number; s: number }) => Math.cbrt(n) / s, {
 *   over: { n: { from: 100, to: 900 }, s: { from: 1, to: 4 } },
 *   within: 0.1,
 *   exponents: ["n", "s"],
 * });
 * assertEquals(rivals.length, 9);
 * // At the middle of the range, 300, an exponent more changes nothing.
 * const [moved] = rivals.filter(({ name }) => name === "n^(e + 0.1)");
 * assertEquals(moved.law({ n: 300, s: 1 }), Math.cbrt(300));
 * ```
 */
export function rivalsOf<Spec>(
  law: Law<Spec>,
  { over, within, exponents = [], ignored = exponents, terms = {} }: RivalOptions<Spec>,
): Rival<Spec, number>[] {
  const middle = (name: string) => middleOf(over, name);
  const at = (setting: Spec, names: readonly string[]): Spec => ({
    ...setting,
    ...Object.fromEntries(names.map((name) => [name, middle(name)])),
  });
  const factor = 1 + 2 * within;
  const power = (name: keyof Spec & string, by: number): Rival<Spec, number> => ({
    name: `${name}^(e ${by < 0 ? "−" : "+"} ${Math.abs(by)})`,
    description: `the exponent of ${name} is ${Math.abs(by)} ${by < 0 ? "less" : "more"}`,
    law: (setting) => law(setting) * (Number(setting[name]) / middle(name)) ** by,
  });
  return [
    scaled(law, factor, `× ${digits(factor)}`),
    scaled(law, 1 / factor, `÷ ${digits(factor)}`),
    ...exponents.flatMap((name) => [power(name, MOVED), power(name, -MOVED)]),
    ...ignored.map((name) => ({
      name: `without ${name}`,
      description: `${name} is taken to be ${digits(middle(name))} throughout`,
      law: (setting: Spec) => law(at(setting, [name])),
    })),
    ...(ignored.length > 1
      ? [{
        name: "constant",
        description: "nothing depends on anything",
        law: (setting: Spec) => law(at(setting, ignored)),
      }]
      : []),
    ...Object.entries(terms).map(([name, term]) => ({
      name: `without ${name}`,
      description: `the term for ${name} is dropped`,
      law: (setting: Spec) => law(setting) - term(setting),
    })),
  ];
}

/** The law times a factor. */
export function scaled<Spec>(
  law: Law<Spec>,
  factor: number,
  name = `× ${digits(factor)}`,
): Rival<Spec, number> {
  return {
    name,
    description: `the law's constant ${name}`,
    law: (setting) => factor * law(setting),
  };
}

/** The geometric mean of a variable's ends. */
function middleOf(over: Bounds, name: string): number {
  const bound = over[name];
  const [from, to] = bound === undefined
    ? [NaN, NaN]
    : "among" in bound
    ? [Math.min(...bound.among.map(Number)), Math.max(...bound.among.map(Number))]
    : [bound.from, bound.to];
  if (!(from > 0 && to > from && to < Infinity)) {
    throw new RangeError(
      `A variable of a law has a range of positive numbers, got ${from} to ${to} for ${name}`,
    );
  }
  return Math.sqrt(from * to);
}

function digits(x: number): string {
  return String(Number(x.toPrecision(3)));
}
