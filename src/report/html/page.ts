/**
 * The shell of every page: one self-contained document with a bar of links, a heading and sections.
 *
 * A page loads nothing and, unless scripts are given, may not run any: its policy forbids what its text
 * might ask for, should a mistake ever let markup through.
 */

import { type Content, html, Markup } from "./markup.ts";
import { STYLE } from "./style.ts";

/** What opens every page, so that a file can be recognised as one before it is replaced. */
export const PAGE_START = '<!doctype html>\n<html lang="en" data-attest="page">';

/** One part of a page, with a link to it in the bar. */
export interface PageSection {
  /** Where `#id` leads: letters, digits, dots and dashes. */
  readonly id: string;
  /** Its heading. */
  readonly title: string;
  /** What the bar calls it; the title unless it is given. */
  readonly short?: string;
  /** What is below the heading. */
  readonly content: Content;
}

/** A page. */
export interface Page {
  /** The document's title and its first heading. */
  readonly title: string;
  /** Below the heading, before the first section. */
  readonly lead: Content;
  /** In order. */
  readonly sections: readonly PageSection[];
  /** At the end. */
  readonly footer?: Content;
  /** What the words mean: a button of the bar shows it anywhere on the page, and paper has it at the end. */
  readonly glossary?: Content;
  /** A script without which the page works too; the policy knows it by its hash, and allows no other. */
  readonly helper?: { readonly text: Markup; readonly hash: string };
  /** Scripts in order, each with what it is; a page without any needs none and allows none. */
  readonly scripts?: readonly PageScript[];
}

/** A script of a page: code of this project or of a package, or data as `scriptJson` writes it. */
export interface PageScript {
  /** Code runs, data is read by code. */
  readonly type: "text/javascript" | "application/json";
  /** For code to find data by. */
  readonly id?: string;
  /** Must not hold `</script`. */
  readonly text: Markup;
}

/**
 * The whole document.
 *
 * @example A page with one section
 * ```ts
 * import { assert } from "@std/assert";
 * import { htmlPage } from "./page.ts";
 *
 * const section = { id: "what", title: "What <changed>", content: "nothing" };
 * const text = htmlPage({ title: "Comparison", lead: null, sections: [section] });
 * assert(text.includes('<section id="what"') && text.includes("What &lt;changed&gt;"));
 * ```
 *
 * @throws {TypeError} On a script that would end its element.
 */
export function htmlPage(page: Page): string {
  return `${PAGE_START}${pageMarkup(page)}`;
}

/** The one policy of a page: nothing is loaded, and nothing runs that this project did not write. */
function policyOf({ scripts = [], helper }: Page): string {
  const base = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  // Vega compiles the expressions of a chart, which the policy calls eval; beside a hash the rest would not run.
  if (scripts.length > 0) return `${base}; script-src 'unsafe-inline' 'unsafe-eval'`;
  return helper === undefined ? base : `${base}; script-src '${helper.hash}'`;
}

function pageMarkup(page: Page): Markup {
  const { title, lead, sections, footer, glossary, helper, scripts = [] } = page;
  return html`
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="${policyOf(page)}">
      <title>${title}</title>
      <style>${new Markup(STYLE)}</style>
    </head>
    <body>
    <a class="skip" href="#main">Skip to the content</a>
    <header>
    <h1>${title}</h1>
    ${lead}
    </header>
    <nav class="bar" aria-label="Sections"><ul>
    ${sections.map(({ id, short, title }) =>
      html`
        <li><a href="#${id}">${short ?? title}</a></li>
      `
    )}${glossary !== undefined &&
      html`<li><button type="button" popovertarget="glossary">Glossary</button></li>`}</ul></nav>
    <main id="main" tabindex="-1">
    ${sections.map(sectionMarkup)}</main>
    <footer>${footer}</footer>
    ${glossary !== undefined && glossaryMarkup(glossary)}
    ${helper && scriptMarkup({ type: "text/javascript", text: helper.text })}
    ${scripts.map(scriptMarkup)}</body>
    </html>
  `;
}

function glossaryMarkup(content: Content): Markup {
  return html`
    <aside id="glossary" popover aria-labelledby="glossary-title">
    <h2 id="glossary-title">In words</h2>
    ${content}
    <button type="button" class="screen" popovertarget="glossary" popovertargetaction="hide">Close</button>
    </aside>
  `;
}

function sectionMarkup({ id, title, content }: PageSection): Markup {
  return html`
    <section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
    </section>
  `;
}

function scriptMarkup({ type, id, text }: PageScript): Markup {
  if (/<\/script|<!--/i.test(text.text)) {
    throw new TypeError(
      "a script must hold neither </script nor <!--, which HTML takes for its own",
    );
  }
  return html`
    <script type="${type}" ${id && html`
      id="${id}"
    `}>${text}</script>
  `;
}
