/** The regime as it is printed: the ranges of a claim's fields, and then what ranges cannot say. */

import type { Bound, Bounds } from "./regime.ts";

/** How a theory writes the fields of a spec, and the words that a field may have for a value. */
export type Symbols<Spec = Readonly<Record<string, unknown>>> = {
  readonly [Word in (keyof Spec & string) | Extract<Spec[keyof Spec], string>]?: string;
};

/** What the printed regime is made of. */
export interface RegimeParts {
  /** The ranges, by field. */
  readonly bounds: Bounds;
  /** Fields in the order in which they are printed; those of `bounds` that are missing here come last. */
  readonly order?: readonly string[];
  /** Where the claim is decided: a field that each of them fixes has their values, and no range. */
  readonly strata?: readonly Fixed[];
  /** How fields and words are written; by their own names where nothing is said. */
  readonly symbols?: Symbols;
  /** What ranges cannot say. */
  readonly prose?: string;
}

/** A stratum, as far as it is printed. */
interface Fixed {
  readonly setting: object;
}

type Value = string | number | boolean;

/** What stands between two ranges. */
export const BETWEEN_RANGES = " · ";
/** What stands between ranges and prose. */
export const BEFORE_PROSE = "; ";
/** Ends of ranges that no decimal number is. */
const NAMED = new Map([[1 / 3, "1/3"], [2 / 3, "2/3"], [Math.PI, "π"], [Infinity, "∞"]]);

/**
 * The ranges in the order of the fields, then the prose.
 *
 * @throws {RangeError} On two fields with ranges that are written alike.
 *
 * @example Ranges, a list, a single value and a relation
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { regimeText } from "./regime_text.ts";
 *
 * const bounds = {
 *   contextLength: { from: 200, to: 3000 },
 *   lipschitz: { from: 0.1, to: 10 },
 *   mask: { among: ["hard", "soft"] },
 *   dimension: { among: [3] },
 * };
 * assertEquals(
 *   regimeText({ bounds, symbols: { contextLength: "n", lipschitz: "L" }, prose: "L ≤ √n" }),
 *   "n 200 to 3000 · L 0.1 to 10 · mask hard or soft · dimension = 3; L ≤ √n",
 * );
 * ```
 */
export function regimeText(
  { bounds, order = [], strata = [], symbols = {}, prose = "" }: RegimeParts,
): string {
  const names = [...new Set([...order, ...Object.keys(bounds)])]
    .filter((name) => Object.hasOwn(bounds, name));
  requireDistinct(names.map((name) => written(name, symbols)));
  const fixed = names.filter((name) => strata.length > 0 && strata.every((own) => has(own, name)));
  const ranges = names.map((name) => {
    const own = fixed.includes(name)
      ? narrowed(bounds[name], valuesIn(strata, name))
      : bounds[name];
    return rangeText(written(name, symbols), own, symbols);
  });
  const all = [...ranges, ...combinationsText(strata, fixed)].join(BETWEEN_RANGES);
  return [all, prose].filter((part) => part !== "").join(BEFORE_PROSE);
}

/** Two ranges under one symbol could be either's. */
function requireDistinct(symbols: readonly string[]): void {
  const twice = symbols.find((symbol, k) => symbols.indexOf(symbol) < k);
  if (twice === undefined) return;
  throw new RangeError(
    `a field has a symbol of its own, got ${twice} twice: give one of the two another in symbols`,
  );
}

/** Strata that are not all combinations of their values say less than the values one by one. */
function combinationsText(strata: readonly Fixed[], fixed: readonly string[]): string[] {
  const all = fixed.reduce((product, name) => product * valuesIn(strata, name).length, 1);
  const own = new Set(strata.map((stratum) => fixed.map((name) => value(stratum, name)).join()));
  return fixed.length > 0 && own.size < all ? [`in ${own.size} combinations`] : [];
}

/** These values alone, in the order of the list that they are from. */
function narrowed(bound: Bound, values: readonly Value[]): Bound {
  return { among: "among" in bound ? bound.among.filter((own) => values.includes(own)) : values };
}

function has({ setting }: Fixed, field: string): boolean {
  return Object.hasOwn(setting, field);
}

function value({ setting }: Fixed, field: string): Value {
  return (setting as Readonly<Record<string, Value>>)[field];
}

function valuesIn(strata: readonly Fixed[], field: string): Value[] {
  return [...new Set(strata.map((stratum) => value(stratum, field)))];
}

function written(word: string, symbols: Symbols): string {
  return (Object.hasOwn(symbols, word) ? symbols[word] : undefined) ?? word;
}

function rangeText(symbol: string, bound: Bound, symbols: Symbols): string {
  if ("from" in bound && bound.from < bound.to) {
    return `${symbol} ${regimeNumber(bound.from)} to ${regimeNumber(bound.to)}`;
  }
  const values = "from" in bound ? [bound.from] : bound.among;
  if (values.every((value) => typeof value === "boolean")) {
    return values.length > 1 ? `${symbol} or not` : values[0] ? symbol : `not ${symbol}`;
  }
  const ascending = values.every((value) => typeof value === "number")
    ? values.toSorted((a, b) => a - b)
    : values;
  const texts = ascending.map((value) =>
    typeof value === "number" ? regimeNumber(value) : written(String(value), symbols)
  );
  const equals = texts.length === 1 || typeof values[0] === "number" ? "= " : "";
  return `${symbol} ${equals}${alternatives(texts)}`;
}

function alternatives(texts: readonly string[]): string {
  const last = texts[texts.length - 1];
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} or ${last}`;
}

/** All digits of a number as people write it: 0.1, 1000, 1e-3, −2e5. */
export function regimeNumber(value: number): string {
  if (value < 0) return `−${regimeNumber(-value)}`;
  const plain = NAMED.get(value) ?? String(value);
  const short = value.toExponential().replace("e+", "e");
  const isFar = value >= 1e5 || value < 0.01;
  return isFar && short.length < plain.length ? short : plain;
}
