/** The pictures of a diagnosis. */

import type { Diagnosis } from "../../src/records/diagnosis.ts";
import { html, type Markup } from "../../src/report/html/markup.ts";
import { numberText } from "../../src/report/text/number.ts";
import { plotFigure } from "./plot.ts";

/** Points that a picture shows. */
const SHOWN = 300;

/** Error against window, with the window that is used, its interval, and where theory puts it. */
export function windowPicture({ window, theory, label }: Diagnosis): Markup {
  const unit = label.deviation;
  const errors = window.curve.map(({ error }) => Math.sqrt(error) / unit);
  const [first, last] = [window.curve[0].window, window.curve.at(-1)!.window];
  const places = theory.filter(({ window }) => window >= first && window <= last);
  const summary =
    `Root mean square error, left out one by one, against the inverse temperature w (larger is narrower): least, ${
      numberText(Math.min(...errors))
    } standard deviations, at w = ${numberText(window.window.value)}; resampled, it lies between ${
      numberText(window.window.lower)
    } and ${numberText(window.window.upper)} in 80 % of cases (shaded)${
      places.length === 0
        ? ""
        : `; theory puts it at ${
          places.map(({ window, name }) => `${numberText(window)} (${name})`).join(" and at ")
        } (dashed)`
    }.`;
  return plotFigure({
    id: "picture-window",
    summary,
    xName: "w",
    yName: "error",
    xRange: [first, last],
    yRange: [0, Math.max(1, ...errors)],
    logarithmic: true,
    marks: ({ x, y, top, bottom }) => {
      const [low, high] = [Number(x(window.window.lower)), Number(x(window.window.upper))];
      return html`
        <rect x="${low}" y="${top}" width="${Math.max(2, high - low)}" height="${bottom -
          top}" fill="var(--grid)" />
        <path d="M${window.curve.map((point, i) => `${x(point.window)} ${y(errors[i])}`).join(
          "L",
        )}" fill="none" stroke="var(--series-1)" stroke-width="2" />
        <circle cx="${x(window.window.value)}" cy="${y(
          errors[window.index],
        )}" r="5" fill="var(--card)" stroke="var(--series-1)"
          stroke-width="3" />
        ${places.map(({ window }) =>
          html`
            <path d="M${x(window)} ${top}V${bottom}" stroke="var(--series-2)" stroke-width="2"
              stroke-dasharray="4 3" />
          `
        )}
      `;
    },
  });
}

/** Answers against labels on rows kept aside, with their intervals; refused ones are crosses. */
export function answersPicture({ confirming, label }: Diagnosis): Markup {
  const shown = confirming.slice(0, SHOWN);
  const values = shown.flatMap(({ label, answer }) => [label, answer]);
  const range = [Math.min(...values), Math.max(...values)] as const;
  const inside = (value: number) => Math.min(range[1], Math.max(range[0], value));
  const refused = shown.filter(({ refused }) => refused !== null).length;
  const off = shown.filter(({ label, lower, upper }) =>
    label < (lower ?? -Infinity) || label > (upper ?? Infinity)
  );
  return plotFigure({
    id: "picture-answers",
    summary:
      `Answers against the true ${label.name} of ${shown.length} rows that no promise was made on: ${
        shown.length - refused
      } are answered (circles), ${refused} refused (crosses); lines are 90 % intervals, and ${off.length} labels lie outside theirs.`,
    xName: `true ${label.name}`,
    yName: "answer",
    xRange: range,
    yRange: range,
    marks: ({ x, y }) =>
      html`
        <path d="M${x(range[0])} ${y(range[0])}L${x(range[1])} ${y(range[1])}" stroke="var(--axis)"
          stroke-dasharray="3 3" />
        ${shown.map((point) =>
          html`
            ${point.lower !== null && html`
              <path d="M${x(point.label)} ${y(inside(point.lower))}V${y(
                inside(point.upper!),
              )}" stroke="var(--grid)" stroke-width="2" />
            `}
          `
        )}
        ${shown.map((point) => {
          const [left, up] = [Number(x(point.label)), Number(y(point.answer))];
          return point.refused === null
            ? html`
              <circle cx="${left}" cy="${up}" r="3" fill="none" stroke="var(--series-1)"
                stroke-width="1.5" />
            `
            : html`
              <path d="M${left - 3} ${up -
                3}l6 6m0-6l-6 6" stroke="var(--series-5)" stroke-width="1.5" />
            `;
        })}
      `,
  });
}
