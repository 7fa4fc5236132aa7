/** The path of the e-values as a small drawing with its thresholds. */

import type { ErrorRates } from "../../decision/verdict.ts";
import type { EvidencePoint } from "../evidence_path.ts";
import { eValueText } from "../text/number.ts";
import { unitText } from "../text/measured.ts";
import { html, type Markup } from "./markup.ts";

/** Size of the drawing, in CSS pixels. */
const [WIDTH, HEIGHT] = [340, 190];
/** Room for labels. */
const MARGIN = { top: 14, right: 12, bottom: 34, left: 46 };
/** Powers of ten below which evidence is not told apart. */
const FLOOR = -5;
/** Most points drawn: a pixel shows no more. */
const MOST_POINTS = 150;

/**
 * A figure of log₁₀ e-values for (solid) and against (dashed) a claim over replicates, and the thresholds.
 *
 * @param id Unique on the page, for the drawing's title.
 */
export function evidenceFigure(
  path: readonly EvidencePoint[],
  { id, rates }: { readonly id: string; readonly rates: ErrorRates },
): Markup {
  const [last] = path.slice(-1);
  const summary =
    `E-values after ${unitText(last.count, "replicates")}: ${eValueText(last.for)} for the claim, ${
      eValueText(last.against)
    } against it. ` +
    `It is decided at ${thresholdText(rates)}.`;
  return html`
    <figure class="chart">
    ${drawing(path, { id, rates, summary })}
    <figcaption>${summary} Solid: for; dashed: against; dotted: the threshold, the inverse of the chance of
    error.</figcaption>
    </figure>
  `;
}

/** "2.0e5"; of a stratum, whose share of β is less, "2.0e5 for it, at 6.0e5 against it". */
function thresholdText({ alpha, beta }: ErrorRates): string {
  const [pro, contra] = [alpha, beta].map((rate) => eValueText(-Math.log(rate)));
  return alpha === beta ? pro : `${pro} for it, at ${contra} against it`;
}

function drawing(
  path: readonly EvidencePoint[],
  { id, rates, summary }: {
    readonly id: string;
    readonly rates: ErrorRates;
    readonly summary: string;
  },
): Markup {
  const thresholds = [rates.alpha, rates.beta].map((rate) => -Math.log10(rate));
  const values = path.flatMap((point) => [point.for, point.against]).map(inTens);
  const low = Math.max(FLOOR, Math.floor(Math.min(0, ...values)));
  const high = Math.ceil(Math.max(...thresholds, ...values) + 0.3);
  const count = Math.max(1, path.length - 1);
  const x = (n: number) => MARGIN.left + (n / count) * (WIDTH - MARGIN.left - MARGIN.right);
  const y = (tens: number) =>
    MARGIN.top + ((high - tens) / (high - low)) * (HEIGHT - MARGIN.top - MARGIN.bottom);
  const line = (key: "for" | "against") =>
    thin(path).map((point) =>
      `${fixed(x(point.count))},${fixed(y(Math.max(low, inTens(point[key]))))}`
    ).join(" ");
  const step = Math.max(1, Math.ceil((high - low) / 5));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => low + i)
    .filter((tens) => tens % step === 0);
  const right = WIDTH - MARGIN.right;
  return html`
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img"
      aria-labelledby="${id}" font-size="11" fill="var(--ink)">
      <title id="${id}">${summary}</title>
      <g stroke="var(--grid)">${ticks.map((tens) =>
        html`
          <path d="M${MARGIN.left} ${fixed(y(tens))}H${right}" />
        `
      )}</g>
      <g text-anchor="end">${ticks.map((tens) =>
        html`<text x="${MARGIN.left - 6}" y="${fixed(y(tens) + 4)}">${powerOfTen(tens)}</text>`
      )}</g>
      <g fill="none"
        stroke-width="2">${[...new Set(thresholds)].map((tens) =>
          html`
            <path stroke="var(--axis)" stroke-dasharray="2 3" d="M${MARGIN.left} ${fixed(
              y(tens),
            )}H${right}" />
          `
        )}<polyline stroke="var(--series-1)" points="${line(
          "for",
        )}"/><polyline stroke="var(--series-2)" stroke-dasharray="6 4" points="${line(
          "against",
        )}"/></g>
      <g text-anchor="middle">
        <text x="${fixed(x(0))}" y="${HEIGHT - 18}">0</text>
        <text x="${fixed(x(count))}" y="${HEIGHT - 18}">${count}</text>
        <text x="${fixed(x(count / 2))}" y="${HEIGHT - 5}">replicates</text>
      </g>
    </svg>
  `;
}

/** What is drawn of a long path: evenly spaced points, the last among them. */
function thin(path: readonly EvidencePoint[]): readonly EvidencePoint[] {
  if (path.length <= MOST_POINTS) return path;
  const step = (path.length - 1) / (MOST_POINTS - 1);
  return Array.from({ length: MOST_POINTS }, (_, i) => path[Math.round(i * step)]);
}

function inTens(logValue: number): number {
  return logValue / Math.LN10;
}

function powerOfTen(tens: number): string {
  const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
  if (tens === 0) return "1";
  const sign = tens < 0 ? "⁻" : "";
  return `10${sign}${[...String(Math.abs(tens))].map((digit) => digits[Number(digit)]).join("")}`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}
