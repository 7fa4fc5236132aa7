/** A history drawn with characters: one line a claim, or one line a run with its interval. */

import { numberText } from "../../src/report/text/number.ts";
import { layOut } from "../terminal/text_table.ts";
import { measured, type Print, shortName } from "./history_tables.ts";
import type { KeptResult } from "./rows.ts";
import type { Trend } from "./trends.ts";

const BARS = "▁▂▃▄▅▆▇█";
/** Most runs that a line shows. */
export const MOST = 40;
/** Narrowest drawing. */
const NARROWEST = 16;

/** A spread of less than this share of the largest value is rounding. */
const FLAT = 1e-3;

/** Values as bars from the smallest to the largest; a space where there is none. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null && Number.isFinite(value)) as number[];
  const { least, most } = rangeOf(known);
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return " ";
    const flat = most - least <= FLAT * Math.max(Math.abs(least), Math.abs(most));
    const share = flat ? 0.5 : (value - least) / (most - least);
    return BARS[Math.min(BARS.length - 1, Math.floor(share * BARS.length))];
  }).join("");
}

/** Smallest and largest of however many numbers. */
function rangeOf(values: readonly number[]): { readonly least: number; readonly most: number } {
  return values.reduce(
    ({ least, most }, value) => ({ least: Math.min(least, value), most: Math.max(most, value) }),
    { least: Infinity, most: -Infinity },
  );
}

/** The last runs of every claim, one line each: mean effects, or smallest margins. */
export function overviewLines(trends: readonly Trend[], { width, paint }: Print): string[] {
  const rows = trends.map(({ claim, points }) => {
    const last = points.slice(-MOST);
    const values = last.map(({ result }) => result.mean ?? result.margin);
    const off = last.filter(({ result }) => result.verdict !== result.expected).length;
    return [
      { text: claim, paint: (line: string) => paint("bold", line) },
      { text: sparkline(values) },
      { text: measured(last.at(-1)!.result) },
      {
        text: off === 0 ? "" : `${off} not as expected`,
        paint: (line: string) => paint("red", line),
      },
    ];
  });
  const columns = [
    { header: "claim" },
    { header: `last ${MOST} runs` },
    { header: "newest: effect, or smallest margin" },
    { header: "" },
  ];
  return layOut(columns, rows, width);
}

/** A claim's runs below each other on one axis, with their intervals where they have one. */
export function intervalLines({ claim, points }: Trend, { width, paint }: Print): string[] {
  const results = points.map(({ result }) => result);
  const labels = points.map(({ run }) =>
    `${shortName(run.commit_sha)} ${run.started.slice(0, 10)}`
  );
  const texts = results.map(measured);
  const left = rangeOf(labels.map((label) => label.length)).most + 1;
  const right = rangeOf(texts.map((text) => text.length)).most + 2;
  const room = Math.max(NARROWEST, width - left - right);
  const ends = results.flatMap((result) => finiteEnds(result));
  if (ends.length === 0) return [paint("bold", claim), "nothing measured"];
  const { least, most } = rangeOf([0, ...ends]);
  const column = (value: number) =>
    most === least ? 0 : Math.round((value - least) / (most - least) * (room - 1));
  const scale = numberText(least).padEnd(room - numberText(most).length) + numberText(most);
  return [
    paint("bold", claim),
    ...points.map((_, i) =>
      `${labels[i].padEnd(left)}${drawn(results[i], column, room)}  ${texts[i]}`.trimEnd()
    ),
    `${" ".repeat(left)}${scale}`,
  ];
}

/** One interval on its line, `├──●──┤`, with the axis at 0. */
function drawn(result: KeptResult, column: (value: number) => number, room: number): string {
  const line = Array<string>(room).fill(" ");
  line[column(0)] = "│";
  const ends = finiteEnds(result);
  if (ends.length > 0) {
    const [from, to] = [column(Math.min(...ends)), column(Math.max(...ends))];
    if (to > from) line.fill("─", from, to + 1).splice(from, 1, "├");
    if (to > from) line[to] = "┤";
    line[column(result.mean ?? result.margin!)] = "●";
  }
  return line.join("");
}

function finiteEnds({ mean, lower, upper, margin }: KeptResult): number[] {
  const values = mean === null ? [margin] : [lower, mean, upper];
  return values.filter((value) => value !== null && Number.isFinite(value)) as number[];
}
