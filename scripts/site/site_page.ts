/** The shell of a page of the site: links to all parts, and the style of reports. */

import { type Content, html, Markup } from "../../src/report/html/markup.ts";
import { STYLE } from "../../src/report/html/style.ts";

/** The parts of the site that every page links to, in order; some are left out where there is no data. */
export interface SitePart {
  /** From the site's root. */
  readonly path: string;
  /** What links call it. */
  readonly name: string;
}

/** A page of the site. */
export interface SitePage {
  /** From the site's root, `claims/A1.html`. */
  readonly path: string;
  readonly title: string;
  readonly content: Content;
}

const SITE_STYLE = `
.bar a[aria-current] { font-weight: 700; color: var(--ink); background: var(--sunken); }
main { padding-top: 1.5rem; } .figures h2 { font-size: 1.05rem; line-height: 1.4; margin: 0 0 0.6rem; letter-spacing: 0; }
.prose { max-width: 54rem; } .prose table { width: auto; max-width: 100%; margin: 1rem 0; }
.prose img { max-width: 100%; height: auto; } .prose h1 { font-size: 2rem; } .prose h2 { border-bottom: 1px solid var(--edge); padding-bottom: 0.3rem; }
.prose pre { padding: 0.8rem 1rem; white-space: pre; } .prose .scroll table { min-width: 0; } .prose tbody td:first-child { white-space: normal; }
.intro { font-size: 1.3rem; line-height: 1.45; max-width: 56rem; }
.rows { list-style: none; padding: 0; } .rows li { display: grid; grid-template-columns: 9rem minmax(0, 1fr) auto; gap: 0.1rem 1rem; border-bottom: 1px solid var(--edge); padding: 0.7rem 0; align-items: baseline; }
.rows .formula, .rows p { grid-column: 2 / -1; margin: 0.2rem 0; } .rows a { font-weight: 700; overflow-wrap: anywhere; }
@media screen and (max-width: 46rem) { .rows li { grid-template-columns: minmax(0, 1fr) auto; } .rows li > * { grid-column: 1 / -1; } .rows li > a { grid-column: 1; } .intro { font-size: 1.1rem; } }
`;

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** The document; links of `parts` lead from where the page lies. */
export function sitePage({ path, title, content }: SitePage, parts: readonly SitePart[]): string {
  const root = "../".repeat(path.split("/").length - 1);
  const page = html`
    <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta http-equiv="Content-Security-Policy" content="${POLICY}">
      <title>${title} – Attest</title>
      <style>${new Markup(STYLE + SITE_STYLE)}</style>
    </head>
    <body>
      <a class="skip" href="#main">Skip to the content</a>
      <nav class="bar" aria-label="Site">
        <ul>
    ${parts.map((part) =>
      html`<li><a href="${root}${part.path}"${
        part.path === path && new Markup(' aria-current="page"')
      }>${part.name}</a></li>`
    )}</ul>
      </nav>
      <main id="main" tabindex="-1">
    ${content}
      </main>
      <footer>
        <p>Built by <code>deno task site</code> from the sources, the documents and the report of a run.</p>
      </footer>
    </body>
    </html>
  `;
  return `<!doctype html>\n<html lang="en" data-attest="site">${page}\n`;
}
