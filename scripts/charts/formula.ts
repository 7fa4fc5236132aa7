/** LaTeX to MathML, which browsers typeset themselves. */

import temml from "temml";

/**
 * The MathML of a formula that stands by itself.
 *
 * @throws {Error} On what is no LaTeX: the message says where.
 */
export function formulaMathml(latex: string): string {
  return temml.renderToString(latex, {
    displayMode: true,
    throwOnError: true,
    // No links, images, identifiers or styles of a formula's own, and no macro without end.
    trust: false,
    strict: true,
    maxExpand: 200,
    maxSize: [20, 20],
  });
}

/** Undefined where a formula is no LaTeX: a page then shows what was written. */
export function mathmlOrNothing(latex: string): string | undefined {
  try {
    return formulaMathml(latex);
  } catch {
    return undefined;
  }
}
