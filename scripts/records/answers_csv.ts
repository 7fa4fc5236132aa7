/** The answers as CSV for machines, in which no cell is a formula. */

import type { Answer } from "../../src/records/diagnosis.ts";
import { refusalWords } from "./refusal_words.ts";

/** Header and a line for each answer; lines end as RFC 4180 says. */
export function answersCsv(
  answers: readonly Answer[],
  { label }: { readonly label: string },
): string {
  const header = [
    "query",
    `answer: ${label}`,
    "lower",
    "upper",
    "refused",
    "effective rows",
    "rows",
    "weights",
  ];
  const lines = answers.map((answer) => [
    answer.query,
    answer.answer,
    answer.lower ?? "",
    answer.upper ?? "",
    answer.refused === null ? "" : refusalWords(answer.refused),
    answer.effective,
    answer.references.map(({ row }) => row).join(" "),
    answer.references.map(({ weight }) => Number(weight.toPrecision(6))).join(" "),
  ]);
  return [header, ...lines].map((line) => `${line.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * A cell that a spreadsheet shows and does not run: text that starts like a formula gets a quote before it.
 *
 * Numbers stay numbers, negative ones too.
 */
export function csvCell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
