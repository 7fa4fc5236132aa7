/** Documents of the repository as pages: Markdown to markup, with links that lead where the pages are. */

import MarkdownIt, { type Token } from "markdown-it";
import { html, Markup } from "../../src/report/html/markup.ts";

/** A document and its page. */
export interface DocumentPage {
  /** From the root of the repository. */
  readonly source: string;
  /** From the root of the site. */
  readonly path: string;
  /** What the bar calls it. */
  readonly name: string;
}

/** Documents that the site has, where they exist. */
export const DOCUMENTS: readonly DocumentPage[] = [
  { source: "README.md", path: "readme.html", name: "Readme" },
  { source: ".github/GUIDE.md", path: "guide.html", name: "Guide" },
  { source: "fixtures/baselines/PERFORMANCE.md", path: "benchmarks.html", name: "Benchmarks" },
  { source: "fixtures/baselines/CONFORMANCE.md", path: "conformance.html", name: "Conformance" },
  { source: ".github/ARCHITECTURE.md", path: "architecture.html", name: "Architecture" },
  { source: ".github/CONTRIBUTING.md", path: "contributing.html", name: "Contributing" },
  { source: ".github/CHANGELOG.md", path: "changelog.html", name: "Changes" },
];

/** What a document refers to and the site has, by its path in the repository. */
export type Targets = ReadonlyMap<string, string>;

/** A document's title, and its text as markup. */
export interface Rendered {
  readonly title: string;
  readonly markup: Markup;
}

/** Markdown as markup; `from` is where the document lies in the repository. */
export function renderDocument(
  markdown: string,
  { from, targets }: { readonly from: string; readonly targets: Targets },
): Rendered {
  const parser = new MarkdownIt({ html: false, linkify: false, typographer: false });
  const text = markdown.replaceAll(/^<!--[\s\S]*?-->\n/gm, "");
  const tokens = parser.parse(text, {});
  const slugs = new Map<string, number>();
  let title = from;
  let tables = 0;
  for (const [i, token] of tokens.entries()) {
    if (token.type === "heading_open") {
      const heading = textOf(tokens[i + 1]);
      if (token.tag === "h1") title = heading;
      token.attrSet("id", uniqueSlug(heading, slugs));
    }
    for (const child of token.children ?? []) {
      for (const name of ["href", "src"]) {
        const value = child.attrGet(name);
        if (value !== null) relink(child, { name, value: String(value), from, targets });
      }
    }
  }
  // Wide tables scroll by themselves, and the keyboard reaches them.
  parser.renderer.rules.table_open = () =>
    `<div class="scroll" tabindex="0" role="group" aria-label="Table ${++tables}"><table>`;
  parser.renderer.rules.table_close = () => "</table></div>";
  parser.renderer.rules.fence = (all, i) => codeBlock(all[i].content);
  parser.renderer.rules.code_block = (all, i) => codeBlock(all[i].content);
  return { title, markup: new Markup(parser.renderer.render(tokens, parser.options, {})) };
}

/** Code may be wider than a phone, so that the keyboard has to reach it. */
function codeBlock(text: string): string {
  return html`<pre tabindex="0"><code>${text}</code></pre>`.text;
}

function textOf({ children }: Token): string {
  return (children ?? []).map(({ content }) => content).join("");
}

/** As GitHub makes them, so that links between documents lead on. */
function uniqueSlug(heading: string, used: Map<string, number>): string {
  const slug = heading.toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-");
  const count = used.get(slug) ?? 0;
  used.set(slug, count + 1);
  return count === 0 ? slug : `${slug}-${count}`;
}

/** A link to what the site has leads there; one to another file of the repository is text. */
function relink(
  token: Token,
  { name, value, from, targets }: {
    readonly name: string;
    readonly value: string;
    readonly from: string;
    readonly targets: Targets;
  },
): void {
  if (/^([a-z]+:|#)/.test(value)) return;
  const [path, fragment] = value.split("#");
  const source = new URL(path, `file:///${from}`).pathname.slice(1);
  const target = targets.get(source);
  if (target === undefined) {
    // Left without its address, it is no link.
    token.attrs = (token.attrs ?? []).filter(([key]) => key !== name);
    return;
  }
  token.attrSet(name, fragment === undefined ? target : `${target}#${fragment}`);
}
