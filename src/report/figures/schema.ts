/** The schema of figures.json, `attest-figures/1`: what the figures of a report show, as numbers. */

import * as z from "zod";
import { CLAIM_ID } from "../schema.ts";

/** Name and version of the format. */
export const FIGURES_SCHEMA = "attest-figures/1";

const prose = z.string().min(1).max(1000);

const axis = z.strictObject({
  label: z.string().min(1).max(120),
  scale: z.enum(["linear", "log"]),
}).meta({ description: "An axis; a log axis has positive values only." });

const point = z.strictObject({
  x: z.number(),
  y: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
}).meta({ description: "A point with the ends of its interval, null where nothing is random." });

const series = z.strictObject({
  name: z.string().min(1).max(120),
  kind: z.enum(["measured", "curve", "theory"]).meta({
    description: "Measured points; a curve that was computed; what theory predicts or bounds.",
  }),
  points: z.array(point).min(1).max(2000),
});

const figure = z.strictObject({
  id: z.string().max(60).regex(/^[a-z][a-z0-9_]*$/),
  title: prose,
  claims: z.array(z.string().max(40).regex(CLAIM_ID)).max(20)
    .meta({ description: "Ids of the claims that it illustrates." }),
  caption: prose.meta({ description: "What was done and what to see." }),
  x: axis,
  y: axis,
  series: z.array(series).min(1).max(12),
  rules: z.array(z.strictObject({ at: z.number(), label: z.string().max(60) })).max(20)
    .meta({ description: "Places on the x axis that matter." }),
}).refine(
  ({ x, y, series }) =>
    series.every(({ points }) =>
      points.every((p) =>
        (x.scale === "linear" || p.x > 0) &&
        (y.scale === "linear" || [p.y, p.low, p.high].every((value) => value === null || value > 0))
      )
    ),
  { path: ["series"], message: "must be positive on a log axis" },
);

/** figures.json. */
export const figuresSchema = z.strictObject({
  schema: z.literal(FIGURES_SCHEMA),
  seed: z.int(),
  replicates: z.int().min(1).meta({ description: "Independent replicates of each random point." }),
  figures: z.array(figure).max(40),
}).refine(({ figures }) => new Set(figures.map(({ id }) => id)).size === figures.length, {
  path: ["figures"],
  message: "must have different ids",
}).meta({ title: FIGURES_SCHEMA, description: "The figures of a report, as numbers." });

/** The figures of a report. */
export type Figures = z.infer<typeof figuresSchema>;
/** One of them. */
export type Figure = Figures["figures"][number];
/** One series of a figure. */
export type FigureSeries = Figure["series"][number];
/** One point of a series. */
export type FigurePoint = FigureSeries["points"][number];
