/** Formulas on a page: MathML that a library wrote, read by a strict grammar and written anew. */

import { escapeHtml, Markup } from "./markup.ts";

/** Elements that a formula consists of; none of them loads, links or runs anything. */
const ELEMENTS = new Set([
  ...["math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mstyle", "mpadded"],
  ...["msub", "msup", "msubsup", "munder", "mover", "munderover", "mfrac", "msqrt", "mroot"],
  ...["mtable", "mtr", "mtd"],
]);

const LENGTH = /^-?\d*\.?\d+(em|ex|mu|px)?$/;
const TRUTH = /^(true|false)$/;
/** Attributes that are kept, and what their values look like; every other one is left out. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  display: /^block$/,
  form: /^(prefix|infix|postfix)$/,
  mathvariant: /^normal$/,
  columnalign: /^(left|center|right)( (left|center|right))*$/,
  scriptlevel: /^[+-]?\d$/,
  class: /^tml-[a-z-]+( tml-[a-z-]+)*$/,
  ...Object.fromEntries(
    ["fence", "stretchy", "separator", "movablelimits", "accent", "accentunder", "displaystyle"]
      .concat("largeop", "symmetric").map((name) => [name, TRUTH]),
  ),
  ...Object.fromEntries(
    ["width", "height", "depth", "lspace", "rspace", "linethickness", "minsize", "maxsize"]
      .map((name) => [name, LENGTH]),
  ),
};

const TOKEN = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<>]*")*) ?(\/?)>|([^<>]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" },
};
/** Operators without a shape, which tell what a neighbourhood means: application, times, a comma, plus. */
const INVISIBLE: Readonly<Record<string, string>> = {
  ...{ "\u2061": "&af;", "\u2062": "&it;", "\u2063": "&ic;", "\u2064": "&#8292;" },
};
/** More is no formula. */
const LONGEST = 100_000;

/**
 * MathML as markup: known elements that close in order, known attributes, and text that is escaped like all text.
 * Styles, identifiers, links and events are left out.
 *
 * @throws {RangeError} On anything that is no formula.
 *
 * @example What is not of a formula does not pass
 * ```ts
 * import { assertEquals, assertThrows } from "@std/assert";
 * import { mathMarkup } from "./math_markup.ts";
 *
 * const { text } = mathMarkup('<math onclick="x()"><mi style="color:red">w</mi></math>');
 * assertEquals(text, "<math><mi>w</mi></math>");
 * assertThrows(() => mathMarkup("<math><a>w</a></math>"), RangeError);
 * ```
 */
export function mathMarkup(mathml: string): Markup {
  if (mathml.length > LONGEST) throw refusal(`${mathml.length} characters`);
  const open: string[] = [];
  let [written, end] = ["", 0];
  for (const token of mathml.matchAll(TOKEN)) {
    const [all, closing, name, attributes, single, text] = token;
    // A formula is one element, `math`, and holds no other.
    if (end > 0 && open.length === 0) throw refusal(`${all} after its end`);
    end = token.index + all.length;
    if (text !== undefined) {
      if (open.length === 0) throw refusal(`text before its start`);
      written += textMarkup(text);
      continue;
    }
    if (!ELEMENTS.has(name) || (name === "math") !== (open.length === (closing ? 1 : 0))) {
      throw refusal(all);
    }
    if (closing) {
      if (open.pop() !== name) throw refusal(`${all} out of order`);
      written += `</${name}>`;
    } else {
      written += `<${name}${attributesMarkup(attributes)}>`;
      if (single) written += `</${name}>`;
      else open.push(name);
    }
  }
  if (end !== mathml.length || open.length > 0 || end === 0) {
    throw refusal(mathml.slice(end, end + 40) || "no end");
  }
  return new Markup(written);
}

function refusal(what: string): RangeError {
  return new RangeError(
    `a formula is one math element of known elements that close in order, got ${what.slice(0, 80)}`,
  );
}

function attributesMarkup(attributes: string): string {
  return Array.from(attributes.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)).filter(([, name, value]) =>
    Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name].test(value)
  ).map(([, name, value]) => ` ${name}="${value}"`).join("");
}

function textMarkup(text: string): string {
  const plain = text.replaceAll(
    /&(?:#x([\da-f]{1,5})|#(\d{1,6})|([a-z]+));/gi,
    (all, hex, decimal, name) => {
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      if (name !== undefined) return ENTITIES[name] ?? all;
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
  return plain.split(/([\u2061-\u2064])/).map((part) => INVISIBLE[part] ?? escapeHtml(part)).join(
    "",
  );
}
