/** Markup that is safe by default: what is put into a template is text unless it is markup already. */

import { inertMarkup, printable, printableJson } from "../text/printable.ts";

/** Text that is known to be markup. */
export class Markup {
  /** The markup. */
  readonly text: string;

  /** Takes text for markup as it is: only for what this project wrote itself. */
  constructor(text: string) {
    this.text = text;
  }

  /** The markup. */
  toString(): string {
    return this.text;
  }
}

/** What a template takes: text is escaped, markup is kept, lists are joined, null and false are nothing. */
export type Content =
  | string
  | number
  | Markup
  | null
  | undefined
  | false
  | readonly Content[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/**
 * Text that HTML shows as it is, between tags and inside quoted attributes.
 *
 * @example A tag is shown
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeHtml } from "./markup.ts";
 *
 * assertEquals(escapeHtml("<b>a & b</b>"), "&lt;b&gt;a &amp; b&lt;/b&gt;");
 * ```
 */
export function escapeHtml(text: string): string {
  return inertMarkup(
    printable(text).replaceAll(/[&<>"'`]/g, (character) => ENTITIES[character]),
  );
}

/**
 * Markup with values put in, escaped unless they are {@link Markup} themselves.
 *
 * Values stand between tags or inside double-quoted attributes, never as names of tags or attributes.
 * White space at the template's ends and at the starts of its lines is dropped, so that it may be laid out like code.
 *
 * @example Text stays text
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { html } from "./markup.ts";
 *
 * const name = "<script>";
 * const { text } = html`<p title="${name}">${html`<b>ok</b>`}</p>`;
 * assertEquals(text, '<p title="&lt;script&gt;"><b>ok</b></p>');
 * ```
 */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  const last = parts.length - 1;
  return new Markup(
    parts.map((part, i) => {
      const inner = part.replaceAll(/\n +/g, "\n");
      const start = i === 0 ? inner.trimStart() : inner;
      return i === last ? start.trimEnd() : start + show(values[i]);
    }).join(""),
  );
}

function show(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(show).join("");
  return escapeHtml(String(content));
}

/**
 * JSON for a script element: no text in it can end the element or open a comment.
 *
 * @example A closing tag inside a string
 * ```ts
 * import { assert, assertEquals } from "@std/assert";
 * import { scriptJson } from "./markup.ts";
 *
 * const { text } = scriptJson({ name: "</script>" });
 * assert(!text.includes("<"));
 * assertEquals(JSON.parse(text), { name: "</script>" });
 * ```
 */
export function scriptJson(value: unknown): Markup {
  return new Markup(
    printableJson(JSON.stringify(value)).replaceAll(
      /[<>&]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
}
