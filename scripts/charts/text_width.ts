/** How wide text is drawn, for layout without a browser. */

import * as vega from "vega";

/** Mean width of a letter over the size of its font, in the sans-serif faces of the page. */
const LETTER = 0.6;

/** What Vega measures text with; its type declarations leave it out. */
interface TextMetrics {
  width: (item: { readonly fontSize?: number }, text: unknown) => number;
}

/** Without a canvas Vega takes 0.8 for a letter, which leaves wide gaps beside long labels. */
export function measureTextByLetters(): void {
  const { textMetrics } = vega as unknown as { readonly textMetrics?: TextMetrics };
  if (textMetrics === undefined) throw new Error("Vega's text metrics have moved");
  textMetrics.width = ({ fontSize = 11 }, text) => LETTER * fontSize * String(text ?? "").length;
}
