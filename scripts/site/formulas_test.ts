/** Every formula of a claim is LaTeX that a page can show; `deno task test:rooms`. */

import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { mathMarkup } from "../../src/report/html/math_markup.ts";
import { listClaims } from "../judged/list_claims.ts";
import { formulaMathml, mathmlOrNothing } from "../charts/formula.ts";

Deno.test("the formula of every claim is LaTeX, and a page shows it", async () => {
  const claims = await listClaims();
  const shown = claims.flatMap(({ id, formula }) => {
    if (formula === undefined) return [];
    try {
      return [mathMarkup(formulaMathml(formula)).text.length > 0 && id];
    } catch (error) {
      throw new Error(`the formula of ${id} must be LaTeX, got ${formula}`, { cause: error });
    }
  });
  assert(shown.length > 0);
});

Deno.test("every claim that states a law has a formula", async () => {
  const lawful = (await listClaims()).filter(({ rivals }) => rivals !== undefined);
  assertEquals(lawful.filter(({ formula }) => formula === undefined).map(({ id }) => id), []);
});

Deno.test("what is no LaTeX is refused with its place, and costs a page nothing", () => {
  for (const wrong of [String.raw`\frac{`, String.raw`\nonsense x`, "a & b", "x^2^3", "}"]) {
    assertThrows(() => formulaMathml(wrong), Error, undefined, wrong);
    assertEquals(mathmlOrNothing(wrong), undefined);
  }
});

/** What a claim that is hostile might write; each is refused, or comes out without its sting. */
const HOSTILE = [
  String.raw`\href{javascript:alert(1)}{x}`,
  String.raw`\url{javascript:alert(1)}`,
  String.raw`\includegraphics{https://example.invalid/x.png}`,
  String.raw`\class{bar}{x}`,
  String.raw`\id{main}{x}`,
  String.raw`\style{position:fixed}{x}`,
  String.raw`\data{x=1}{y}`,
  String.raw`\color{red}{x}`,
  String.raw`\label{main}\tag{1} x`,
  String.raw`\def\x{\x\x}\x`,
  String.raw`\text{</math><script>alert(1)</script>}`,
  String.raw`\text{<img src=x onerror=alert(1)>}`,
  String.raw`\unicode{x3c}script\unicode{x3e}`,
  String.raw`\rule{99999em}{99999em}`,
  `<script>alert(1)</script>`,
];

Deno.test("a hostile formula makes no element but those of formulas, no link, style or identifier", () => {
  for (const latex of HOSTILE) {
    const mathml = mathmlOrNothing(latex);
    if (mathml === undefined) continue;
    let markup: string;
    try {
      markup = mathMarkup(mathml).text;
    } catch {
      continue;
    }
    const tags = markup.match(/<[^>]*>/g)!.join("");
    assertEquals(/<(?!\/?m[a-z]+[ >])|\s(href|src|style|id|on\w+)=|9999/.exec(tags), null, latex);
  }
});

Deno.test("a formula's structure arrives: a cube root of a fraction", () => {
  const { text } = mathMarkup(
    formulaMathml(String.raw`w^*=\left(\frac{2nL^2}{9\sigma^2}\right)^{1/3}`),
  );
  assertStringIncludes(text, "<mfrac><mrow><mn>2</mn><mi>n</mi><msup><mi>L</mi>");
  assertStringIncludes(text, '<math display="block"');
});
