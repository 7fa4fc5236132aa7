/** Specifications to drawings, without a browser. */

import { parse, type Spec, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { html, Markup } from "../../src/report/html/markup.ts";
import { measureTextByLetters } from "./text_width.ts";

/** A chart, drawn. */
export interface DrawnChart {
  /** The drawing with its text alternative. */
  readonly svg: Markup;
  /** What Vega draws it from. */
  readonly spec: Spec;
}

/**
 * Draws a specification.
 *
 * @param id Unique on the page, for the drawing's description.
 * @param summary The drawing in words.
 */
export async function drawChart(
  specification: TopLevelSpec,
  { id, summary }: { readonly id: string; readonly summary: string },
): Promise<DrawnChart> {
  const { spec } = compile(specification);
  measureTextByLetters();
  const view = new View(parse(spec), { renderer: "none" });
  try {
    return { svg: asImage(await view.toSVG(), { id, summary }), spec };
  } finally {
    view.finalize();
  }
}

/** The drawing as one image to those who do not see it, without digits that no screen shows. */
function asImage(svg: string, { id, summary }: { id: string; summary: string }): Markup {
  const [, opening, content] = /^<svg\b([^>]*)>([\s\S]*)<\/svg>\s*$/.exec(svg) ?? [];
  const [, size] = /(width="[\d.]+" height="[\d.]+" viewBox="[-\d. ]+")/.exec(opening ?? "") ?? [];
  if (size === undefined) throw new Error("Vega's SVG has changed its form");
  // Inside tags only: what looks like an attribute in a text is text.
  const short = sharingLooks(content.replaceAll(/<[^>]*>/g, withoutClutter));
  return html`
    <svg ${new Markup(size)} role="img"
      aria-labelledby="${id}"><title id="${id}">${summary}</title>${new Markup(
        short,
      )}</svg>
  `;
}

/** Neighbours of one look say it once, and squares and circles are one path: a kill matrix has thousands of them. */
function sharingLooks(content: string): string {
  return content.replaceAll(
    /<path transform="[^"]*" d="[^"]*"( [^>]* opacity="1")\/>(?:<path transform="[^"]*" d="[^"]*"\1\/>)+/g,
    (run, look: string) => {
      const marks = run.split("<path ").slice(1);
      const outlines = marks.map((mark) => squareOf(mark) ?? circleOf(mark));
      return outlines.every((outline) => outline !== undefined)
        ? `<path d="${outlines.join("")}"${look}/>`
        : `<g${look}>${run.replaceAll(`${look}/>`, "/>")}</g>`;
    },
  );
}

/** A mark of straight lines to the side and down, from where it lies; undefined for another. */
function squareOf(mark: string): string | undefined {
  const [, right, down, x, y, sides] =
    /^transform="translate\(([-\d.]+),([-\d.]+)\)" d="M([-\d.]+),([-\d.]+)((?:[hv][-\d.]+)+Z)"/
      .exec(mark) ??
      [];
  if (sides === undefined) return undefined;
  const [left, top] = [[right, x], [down, y]].map(([by, from]) =>
    tenths(Number(by) + Number(from))
  );
  return `M${left},${top}${sides}`;
}

/** A circle about where it lies; undefined for another mark. */
function circleOf(mark: string): string | undefined {
  const [, x, y, radius] =
    /^transform="translate\(([-\d.]+),([-\d.]+)\)" d="M([\d.]+),0A\3,\3,0,1,1,-\3,0A\3,\3,0,1,1,\3,0"/
      .exec(mark) ?? [];
  if (radius === undefined) return undefined;
  const half = `a${radius},${radius} 0 1 1`;
  const across = tenths(2 * Number(radius));
  return `M${tenths(Number(x) + Number(radius))},${y}${half}-${across},0${half} ${across},0`;
}

/** A tag without labels for machines, its coordinates to a tenth of a pixel. */
function withoutClutter(tag: string): string {
  return tag.replaceAll(/ (role|aria-[a-z]+)="[^"]*"/g, "").replaceAll(
    / (d|transform|x|y|x2|y2)="([^"]*)"/g,
    (_, name, value) => ` ${name}="${value.replaceAll(/-?\d+\.\d{2,}(e-\d+)?/g, rounded)}"`,
  );
}

function rounded(number: string): string {
  return tenths(Number(number));
}

function tenths(number: number): string {
  return String(Math.round(number * 10) / 10);
}
