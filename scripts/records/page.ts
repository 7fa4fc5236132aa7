/** A diagnosis as a page for people who do not know the theory. */

import type { Answer, Diagnosis } from "../../src/records/diagnosis.ts";
import { type Content, html, type Markup } from "../../src/report/html/markup.ts";
import { htmlPage } from "../../src/report/html/page.ts";
import { numberText, percentText } from "../../src/report/text/number.ts";
import { facts, methods } from "./diagnosis_text.ts";
import { answersPicture, windowPicture } from "./pictures.ts";
import { refusalWords } from "./refusal_words.ts";

/** Queries that get a part of the page; all are in answers.csv. */
const SHOWN = 200;

/** The page: five sentences, pictures, numbers, and a part for each query. */
export function diagnosisPage(
  diagnosis: Diagnosis,
  { file, sentences, leftOut }: {
    readonly file: string;
    readonly sentences: readonly string[];
    readonly leftOut: readonly string[];
  },
): string {
  const { answers, cannotTell } = diagnosis;
  return htmlPage({
    title: `Should past cases predict ${diagnosis.label.name} in ${file}?`,
    lead: html`<ol>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ol>`,
    sections: [
      {
        id: "pictures",
        title: "Pictures",
        content: html`
          <div class="figures">
            <div class="card">${windowPicture(diagnosis)}</div>
            <div class="card">${answersPicture(diagnosis)}</div>
          </div>
        `,
      },
      ...(cannotTell.length === 0 ? [] : [{
        id: "unknown",
        title: "What cannot be told",
        short: "Cannot tell",
        content: html`<ul>${cannotTell.map((text) => html`<li>${text}</li>`)}</ul>`,
      }]),
      ...(answers.length === 0 ? [] : [{
        id: "queries",
        title: "Query by query",
        short: "Queries",
        content: queryParts(diagnosis),
      }]),
      { id: "numbers", title: "Numbers", content: numbers(diagnosis) },
      { id: "made", title: "How this was made", short: "How", content: made(diagnosis, leftOut) },
    ],
    footer:
      html`<p>Written by Attest from <code>diagnosis.json</code>, which holds the same numbers for machines.</p>`,
  });
}

function queryParts({ answers, label }: Diagnosis): Content {
  const shown = answers.slice(0, SHOWN);
  return [
    html`
      <nav aria-label="Queries">
        <ul class="legend">${shown.map(({ query, refused }) =>
          html`<li><a href="#query-${query}">${query}${refused !== null && " (refused)"}</a></li>`
        )}</ul>
      </nav>
    `,
    answers.length > SHOWN &&
    html`<p class="muted">The first ${SHOWN} of ${answers.length}; all are in answers.csv.</p>`,
    shown.map((answer) => queryPart(answer, label.name)),
  ];
}

function queryPart(answer: Answer, label: string): Markup {
  const { query, references, refused, lower, upper, effective } = answer;
  const rest = 1 - references.reduce((sum, { weight }) => sum + weight, 0);
  return html`
    <article class="card" id="query-${query}" aria-labelledby="query-${query}-title">
      <h3 id="query-${query}-title">Query ${query}: ${refused === null
        ? `${label} ≈ ${numberText(answer.answer)}`
        : `refused, ${refusalWords(refused)}`}</h3>
      <p>${lower === null
        ? "Too few rows were kept aside for an interval."
        : `In 90 % of cases like it the label lies between ${numberText(lower)} and ${
          numberText(upper!)
        }.`} It rests on about ${numberText(effective)} rows${answer.label === null
        ? ""
        : `; its label is ${numberText(answer.label)}`}.</p>
      <div class="scroll" tabindex="0" role="group" aria-label="Rows behind query ${query}">
        <table>
          <caption>The rows with the largest weights${rest > 0.005
            ? `; the others share ${percentText(rest)}`
            : ""}</caption>
          <thead>
            <tr>
              <th scope="col">row</th>
              <th scope="col" class="number">${label}</th>
              <th scope="col" class="number">distance</th>
              <th scope="col" class="number">weight</th>
              <th scope="col">share</th>
            </tr>
          </thead>
          <tbody>${references.map(({ row, label, distance, weight }) =>
            html`
              <tr>
                <th scope="row">${row}</th>
                <td class="number">${numberText(label)}</td>
                <td class="number">${numberText(distance)}</td>
                <td class="number">${percentText(weight)}</td>
                <td>${bar(weight)}</td>
              </tr>
            `
          )}</tbody>
        </table>
      </div>
      <p><a href="#queries">All queries</a></p>
    </article>
  `;
}

function bar(weight: number): Markup {
  const width = Math.max(1, Math.round(100 * weight));
  return html`
    <svg width="100" height="10" viewBox="0 0 100 10" aria-hidden="true">
      <rect width="${width}" height="10" fill="var(--series-1)" />
    </svg>
  `;
}

function numbers(diagnosis: Diagnosis): Content {
  return [
    tableMarkup("Estimates and promises", ["what", "is", "90 % interval"], facts(diagnosis)),
    tableMarkup(
      "Root mean square errors, in standard deviations of the label",
      ["method", "left out one by one", "90 % interval", "on rows kept aside", "90 % interval"],
      methods(diagnosis),
    ),
    tableMarkup(
      "What cheaper attention would cost",
      ["attention over", "error", "multiplications for an answer"],
      diagnosis.cheaper.map(({ name, error, work }) => [name, numberText(error), numberText(work)]),
    ),
    diagnosis.shift.length > 0 && tableMarkup(
      "Are the queries like the records?",
      ["in", "median over that of the records", "p"],
      diagnosis.shift.map(({ what, ratio, p }) => [
        what,
        ratio === null ? "" : numberText(ratio),
        numberText(p),
      ]),
    ),
  ];
}

function tableMarkup(
  caption: string,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
): Markup {
  return html`
    <div class="card">
      <div class="scroll" tabindex="0" role="group" aria-label="${caption}">
        <table>
          <caption>${caption}</caption>
          <thead>
            <tr>${headers.map((header) => html`<th scope="col">${header}</th>`)}</tr>
          </thead>
          <tbody>${rows.map(([first, ...rest]) =>
            html`<tr><th scope="row">${first}</th>${
              rest.map((cell) => html`<td>${cell}</td>`)
            }</tr>`
          )}</tbody>
        </table>
      </div>
    </div>
  `;
}

function made(diagnosis: Diagnosis, leftOut: readonly string[]): Content {
  const { parts, features, dropped, failSafe, pays, tolerance } = diagnosis;
  return html`
    <p>Rows were parted at random: ${parts.fitted} answer, ${parts
      .calibrating} set intervals and the fail-safe,
    ${parts
      .confirming} confirm them. Numbers and dates are standardised by the rows that answer, categories are a
    column for each text, gaps are the median with a column that marks them, and rows are lifted to a sphere, where
    attention weighs by distance.</p>
    <p>Columns: ${features.map(({ name }) => name).join(", ")}.${dropped.length > 0 &&
      ` Constant and left out: ${dropped.join(", ")}.`}${leftOut.length > 0 &&
      ` Left out: ${leftOut.join(", ")}.`}</p>
    <p>An answer is wrong when it is off by more than ${numberText(
      tolerance,
    )}. With chance ${numberText(1 - failSafe.delta)} at most ${percentText(
      failSafe.risk,
    )} of what is answered is wrong (learn then test).${pays !== null &&
      ` Whether softmax attention pays is decided by betting on squared errors of rows kept aside; it is said to pay, or not to, wrongly with chance ${
        numberText(pays.alpha)
      } at most each. Differences beyond ${
        numberText(pays.bound)
      } are clipped, ${pays.clipped} were.`}</p>
  `;
}
