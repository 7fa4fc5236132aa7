/** A figure as a Vega-Lite specification. */

import type { TopLevelSpec } from "vega-lite";
import type { Figure } from "../../src/report/figures/schema.ts";
import { printable } from "../../src/report/text/printable.ts";
import { hasMarkers, seriesStyles } from "../../src/report/html/series_style.ts";
import { CHART_THEME } from "./chart_theme.ts";

/** The place of the points in CSS pixels where nothing else is asked for: it fits a phone without shrinking. */
const [WIDTH, HEIGHT] = [270, 210];

/** Titles of y axes lie flat above them: nobody has to turn their head. */
const ABOVE = {
  titleAngle: 0,
  titleAlign: "left",
  titleAnchor: "end",
  titleBaseline: "bottom",
  titleX: -30,
  titleY: -10,
} as const;

/** One row of a chart's data. */
interface Row {
  readonly series: string;
  readonly x: number;
  readonly y: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly drawn: "markers" | "line";
}

/** Lines, with bars and markers where points are few, bands where they are many. */
export function figureSpec(
  figure: Figure,
  { interactive = false, width = WIDTH, height = HEIGHT }: {
    readonly interactive?: boolean;
    readonly width?: number;
    readonly height?: number;
  } = {},
): TopLevelSpec {
  const { x, y, series, rules } = figure;
  // Series are told apart by place: two names that print alike stay two.
  const styles = seriesStyles(series);
  const values: Row[] = series.flatMap((one, i) =>
    one.points.map((point) => (
      { ...point, series: String(i), drawn: hasMarkers(one) ? "markers" : "line" } as const
    ))
  );
  const domain = series.map((_, i) => String(i));
  const colour = {
    field: "series",
    scale: { domain, range: styles.map(({ colour }) => colour) },
    legend: null,
  };
  const interval = { y: { field: "low" }, y2: { field: "high" } } as const;
  const some = (drawn: Row["drawn"]) => `datum.drawn === '${drawn}' && datum.low !== null`;
  const names = series.map(({ name }) => printable(name));
  const spec = {
    width,
    height,
    data: { values: values.map((row) => ({ ...row, name: names[Number(row.series)] })) },
    encoding: {
      x: {
        field: "x",
        type: "quantitative",
        title: printable(x.label),
        scale: { type: x.scale, nice: false, ...(x.scale === "linear" && { zero: false }) },
        axis: { grid: false, labelOverlap: true, format: ".4~g", tickCount: 6 },
      },
      y: {
        type: "quantitative",
        title: printable(y.label),
        scale: { type: y.scale },
        axis: { labelOverlap: true, format: ".4~g", tickCount: 6, ...ABOVE },
      },
    },
    layer: [
      ...rules.map(({ at }) => ({
        data: { values: [{ x: at }] },
        mark: { type: "rule", color: "var(--axis)", strokeDash: [1, 3], strokeWidth: 1.5 },
        encoding: { y: null },
      })),
      {
        transform: [{ filter: some("line") }],
        mark: { type: "area", opacity: 0.22 },
        encoding: { ...interval, color: colour },
      },
      {
        transform: [{ filter: some("markers") }],
        mark: { type: "rule", strokeWidth: 1.5 },
        encoding: { ...interval, color: colour },
      },
      {
        mark: { type: "line", strokeWidth: 2 },
        encoding: {
          y: { field: "y" },
          color: colour,
          strokeDash: {
            field: "series",
            scale: { domain, range: styles.map(({ dash }) => dash.length > 0 ? dash : [1, 0]) },
            legend: null,
          },
        },
      },
      {
        transform: [{ filter: "datum.drawn === 'markers'" }],
        mark: { type: "point", filled: true, size: 50, opacity: 1 },
        encoding: {
          y: { field: "y" },
          color: colour,
          shape: {
            field: "series",
            scale: { domain, range: styles.map(({ marker }) => marker ?? "circle") },
            legend: null,
          },
          ...(interactive && { tooltip: tooltip() }),
        },
        // Shift, so that a page still scrolls under the pointer.
        ...(interactive && {
          params: [{
            name: "view",
            select: { type: "interval", zoom: "wheel![event.shiftKey]" },
            bind: "scales",
          }],
        }),
      },
    ],
    config: CHART_THEME,
  };
  // The type of a specification is a union too wide to be inferred from its parts; compiling it checks it.
  return spec as unknown as TopLevelSpec;
}

function tooltip(): unknown[] {
  return [
    { field: "name", title: "series" },
    ...["x", "y", "low", "high"].map((field) => ({ field, type: "quantitative", format: ".4~g" })),
  ];
}
