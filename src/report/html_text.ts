/** HTML as values: text is escaped unless it was made here. */

/** A piece of a page, safe to put into another. */
export class Html {
  /** Its source. */
  readonly source: string;

  /** Takes a source as it is: what comes from outside goes through `html`. */
  constructor(source: string) {
    this.source = source;
  }
}

/** What a template takes: pages' pieces as they are, all else as text. */
export type HtmlPart = Html | string | number | readonly HtmlPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * A template whose parts are escaped, in texts and in quoted attributes alike.
 *
 * @example Whatever a claim states stays a statement
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { html } from "./html_text.ts";
 *
 * assertEquals(html`<b>${"1 < 2"}</b>`.source, "<b>1 &lt; 2</b>");
 * ```
 */
export function html(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(
    texts.map((text, i) => text + (i < parts.length ? sourceOf(parts[i]) : "")).join(""),
  );
}

function sourceOf(part: HtmlPart): string {
  if (part instanceof Html) return part.source;
  if (typeof part === "object") return part.map(sourceOf).join("");
  return String(part).replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}
