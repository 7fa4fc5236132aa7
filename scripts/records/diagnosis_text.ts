/** A diagnosis for a terminal: five sentences, then the numbers. */

import type { Diagnosis } from "../../src/records/diagnosis.ts";
import type { Estimate } from "../../src/records/summary.ts";
import { numberText, percentText } from "../../src/report/text/number.ts";
import { layOut, wrapWords } from "../terminal/text_table.ts";
import { refusalWords } from "./refusal_words.ts";

/** Answers that a terminal shows. */
const SHOWN = 20;

/** The lines of a diagnosis. */
export function diagnosisText(
  diagnosis: Diagnosis,
  { sentences, leftOut, width }: {
    readonly sentences: readonly string[];
    readonly leftOut: readonly string[];
    readonly width: number;
  },
): string {
  return [
    ...sentences.flatMap((sentence, i) => indented(`${i + 1}. `, sentence, width)),
    "",
    ...tableLines(["what", "is", "90 % interval"], facts(diagnosis), width),
    "",
    ...tableLines(
      ["method", "left out", "interval", "kept aside", "interval"],
      methods(diagnosis),
      width,
    ),
    ...diagnosis.cannotTell.flatMap((text) => ["", ...indented("Cannot tell ", text, width)]),
    ...shiftLines(diagnosis, width),
    ...(diagnosis.answers.length === 0 ? [] : ["", ...answerLines(diagnosis, width)]),
    ...(leftOut.length + diagnosis.dropped.length === 0 ? [] : [
      "",
      ...wrapWords(
        `Left out: ${
          [...leftOut, ...diagnosis.dropped.map((name) => `${name} (constant)`)].join(", ")
        }.`,
        width,
      ),
    ]),
    "",
  ].join("\n");
}

function indented(start: string, text: string, width: number): string[] {
  const [first, ...rest] = wrapWords(text, width - start.length);
  return [start + first, ...rest.map((line) => " ".repeat(start.length) + line)];
}

/** Each number of a diagnosis with its name and its interval. */
export function facts(diagnosis: Diagnosis): [string, string, string][] {
  const { noise, slope, dimension, window, theory, coverage, coverageWhereHard, risk } = diagnosis;
  const estimate = (what: string, value: Estimate | null): [string, string, string] => [
    what,
    value === null ? "cannot tell" : numberText(value.value),
    value === null ? "" : intervalText(value),
  ];
  const dimensions = [dimension.twoNearest, dimension.likelihood].map((value) =>
    value === null ? "cannot tell" : numberText(value)
  );
  return [
    ["rows: answer, calibrate, confirm", Object.values(diagnosis.parts).join(", "), ""],
    estimate("noise σ, local fits", noise.local),
    estimate("noise σ, two nearest rows", noise.nearest),
    estimate("steepness L, root mean square", slope),
    ["directions: two nearest, likelihood", dimensions.join(", "), ""],
    ["distance to the nearest row", numberText(diagnosis.nearestDistance), ""],
    ["near-duplicates", percentText(diagnosis.duplicates.share), ""],
    [
      "window w, left out one by one",
      numberText(window.window.value),
      `${intervalText(window.window)} (80 %)`,
    ],
    ...theory.map(({ name, window, regret }): [string, string, string] => [
      `window w by ${name}`,
      numberText(window),
      `regret ${percentText(Math.max(0, regret))}`,
    ]),
    ["rows behind an answer", numberText(window.curve[window.index].effective), ""],
    ["coverage, promised 90 %", percentText(coverage.measured), shareText(coverage)],
    ...(coverageWhereHard === null ? [] : [[
      "coverage where labels differ most",
      percentText(coverageWhereHard.measured),
      shareText(coverageWhereHard),
    ] as [string, string, string]]),
    ...(risk === null ? [] : [[
      `wrong answers, promised ${percentText(risk.promised)}`,
      percentText(risk.measured),
      shareText(risk),
    ] as [string, string, string]]),
  ];
}

/** Each method with its errors. */
export function methods({ methods, heldOut }: Diagnosis): string[][] {
  return methods.map(({ name, error }) => {
    const held = heldOut.find((method) => method.name === name)?.error;
    return [
      name,
      numberText(error.value),
      intervalText(error),
      held === undefined ? "" : numberText(held.value),
      held === undefined ? "" : intervalText(held),
    ];
  });
}

function answerLines({ answers }: Diagnosis, width: number): string[] {
  const rows = answers.slice(0, SHOWN).map((answer) => [
    String(answer.query),
    answer.refused === null ? numberText(answer.answer) : "refused",
    answer.lower === null ? "" : `${numberText(answer.lower)} … ${numberText(answer.upper!)}`,
    answer.refused === null
      ? `${numberText(answer.effective)}: ${
        answer.references.slice(0, 3).map(({ row, weight }) => `${row} (${percentText(weight)})`)
          .join(", ")
      }`
      : refusalWords(answer.refused),
  ]);
  const more = answers.length - rows.length;
  return [
    ...tableLines(["query", "answer", "90 % interval", "rows behind it, or why not"], rows, width),
    ...(more > 0 ? [`… and ${more} more, in answers.csv with --out`] : []),
  ];
}

function shiftLines({ shift }: Diagnosis, width: number): string[] {
  return shift.flatMap(({ what, ratio, p }) => {
    const times = ratio === null ? "" : `, ${numberText(ratio)} times the records' in the middle`;
    return [
      "",
      ...wrapWords(
        p < 0.01
          ? `The queries are not like the records in ${what}${times} (p = ${
            numberText(p)
          }): promises may not hold.`
          : `Queries and records are alike in ${what} as far as can be told (p = ${
            numberText(p)
          }).`,
        width,
      ),
    ];
  });
}

function intervalText({ lower, upper }: Pick<Estimate, "lower" | "upper">): string {
  return `${numberText(lower)} … ${numberText(upper)}`;
}

function shareText(
  { lower, upper, of }: { readonly lower: number; readonly upper: number; readonly of: number },
): string {
  return `${numberText(100 * lower)} … ${percentText(upper)} of ${of}`;
}

function tableLines(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const columns = headers.map((header, i) => ({
    header,
    ...(i === headers.length - 1 && { wrap: 60 }),
  }));
  return layOut(columns, rows.map((row) => row.map((text) => ({ text }))), width);
}
