/** A claim that is not as expected, in full. */

import { type Fact, failureFacts, type Replay } from "../../src/report/text/failure.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import { wrapWords } from "./text_table.ts";
import type { TablePrint } from "./verdict_table.ts";

/** What there is to know of it, labels in a column. */
export function failureLines(
  claim: ReportClaim,
  replay: Replay,
  { width, paint }: TablePrint,
): string[] {
  const facts = failureFacts(claim, replay);
  const column = Math.max(...facts.map(([label]) => label.length)) + 2;
  return facts.flatMap(([label, text]) =>
    factText([label, text], width - column).map((line, i) =>
      (i === 0 ? paint("bold", label) + " ".repeat(column - label.length) : " ".repeat(column)) +
      (label === "verdict" ? paint("red", line) : line)
    )
  );
}

/** Prose is wrapped; what is copied into a command line stays in one piece. */
function factText([label, text]: Fact, width: number): string[] {
  return ["case", "replay", "run again"].includes(label) ? [text] : wrapWords(text, width);
}
