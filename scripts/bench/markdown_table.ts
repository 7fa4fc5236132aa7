/** What the tables of a bench are made of. */

import { escapeMarkdown } from "../../src/report/formats/markdown_text.ts";
import { numberText } from "../../src/report/text/number.ts";
import type { Spread } from "./statistics.ts";
import type { StepSize } from "./step_data.ts";

/** `3.1 [2.9, 3.4]`: the median between the least and the most. */
export function spreadText({ median, least, most }: Spread): string {
  return `${numberText(median)} [${numberText(least)}, ${numberText(most)}]`;
}

/** `(B, n, d)`. */
export function sizeText({ prompts, contextLength, dimension }: StepSize): string {
  return `(${prompts}, ${contextLength}, ${dimension})`;
}

/** A table whose first column is text and whose others are read as numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  const rule = header.map((_, i) => (i === 0 ? "---" : "--:"));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
