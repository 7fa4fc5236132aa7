/** Finds prose that says again what the printed ranges of a regime say. */

import { BEFORE_PROSE, BETWEEN_RANGES, regimeNumber } from "../../src/claim/regime_text.ts";

/**
 * The first range of a printed regime that its prose states again: a clause that has the symbol, and all that the
 * range says of it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { repeatedRange } from "./repeated_range.ts";
 *
 * assertEquals(repeatedRange("n 2 to 9 · d = 3; any points, 2 ≤ n ≤ 9"), "n 2 to 9");
 * assertEquals(repeatedRange("n 2 to 9 · d = 3; any points, n > d"), undefined);
 * ```
 */
export function repeatedRange(regime: string): string | undefined {
  const [ranges, ...prose] = regime.split(BEFORE_PROSE);
  const clauses = prose.join(BEFORE_PROSE).split(/[,;:]/);
  return ranges.split(BETWEEN_RANGES).find((range) => {
    const [, symbol, values] = /^(.+?) (?:= )?([−\d.π∞].*)$/u.exec(range) ?? [];
    return symbol !== undefined && clauses.some((clause) => {
      const said = numbersIn(clause);
      return hasWord(clause, symbol) && numbersIn(values).every((number) => said.includes(number));
    });
  });
}

/** The numbers of a text, as the printed regime writes them; that of ξ1 is a part of its name. */
function numbersIn(text: string): string[] {
  const all = text.matchAll(
    /(?<![\p{L}\p{N}_.^])([−±-]?)(∞|π|(?:\d+\.?\d*|\.\d+)(?:e[−-]?\d+)?(?:\/\d+)?)/gu,
  );
  return [...all].flatMap(([, sign, digits]) => {
    const [over, under = "1"] = digits.replace("−", "-").split("/");
    const size = Number(over) / Number(under);
    const number = Number.isNaN(size) ? digits : regimeNumber(size);
    if (sign === "±") return [`−${number}`, number];
    return [sign === "" ? number : `−${number}`];
  });
}

/** Whether the text has the word, not as a part of another. */
function hasWord(text: string, word: string): boolean {
  const part = String.raw`[\p{L}\p{N}_'/]`;
  return new RegExp(`(?<!${part})${RegExp.escape(word)}(?!${part})`, "u").test(text);
}
