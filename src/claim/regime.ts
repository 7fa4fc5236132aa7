/** A claim's preconditions as data, and whether its generator reaches their edges. */

import { clopperPearson } from "../decision/passed_bound.ts";

/** Smallest and largest value allowed, both included, or the list of allowed values. */
export type Bound =
  | { readonly from: number; readonly to: number }
  | { readonly among: readonly (string | number | boolean)[] };

/** Bounds by the name of a spec's field. */
export type Bounds = Readonly<Record<string, Bound>>;

/** A part of the regime that the generator must reach: an edge, a corner, a class. */
export interface Cell<Spec = unknown> {
  /** What a report calls it. */
  readonly name: string;
  /** Smallest share of cases that must fall into it, in (0, 1). */
  readonly atLeast: number;
  /** Whether a case falls into it. */
  holds(spec: Spec): boolean;
}

/** How often a cell was reached. */
export interface CellCount {
  /** The cell's name. */
  readonly name: string;
  /** Smallest share asked for. */
  readonly atLeast: number;
  /** Cases that fell into it. */
  readonly cases: number;
  /** Upper end of the Clopper–Pearson interval of its share. */
  readonly upper: number;
  /** False when the share is surely too small. */
  readonly reached: boolean;
}

/**
 * Every edge and every listed value must come up in this share of cases. A generator that never gets
 * there is found out by a thousand cases, the least that the ci profile runs.
 */
const EDGE_SHARE = 0.015;
/** How sure one must be that a cell is missed before it counts: a chance of 1 in a million to err. */
const LEVEL = 0.999998;

function field(spec: unknown, name: string): unknown {
  return (spec as Readonly<Record<string, unknown>>)[name];
}

/** The first bound that a spec breaks, as a sentence, or undefined inside the regime. */
export function outsideRegime(bounds: Bounds, spec: unknown): string | undefined {
  for (const [name, bound] of Object.entries(bounds)) {
    const value = field(spec, name);
    if ("among" in bound) {
      if (!bound.among.some((allowed) => Object.is(allowed, value))) {
        return `${name} must be one of ${bound.among.join(", ")}, got ${value}`;
      }
    } else if (!(typeof value === "number" && value >= bound.from && value <= bound.to)) {
      return `${name} must be in [${bound.from}, ${bound.to}], got ${value}`;
    }
  }
  return undefined;
}

/** A cell for each end of each range and for each listed value. */
export function edgeCells(bounds: Bounds): Cell[] {
  return Object.entries(bounds).flatMap(([name, bound]) => {
    const values = "among" in bound ? bound.among : [...new Set([bound.from, bound.to])];
    return values.map((value) => ({
      name: `${name} = ${value}`,
      atLeast: EDGE_SHARE,
      holds: (spec: unknown) => Object.is(field(spec, name), value),
    }));
  });
}

/**
 * A cell for each of a field's critical values but the largest, which is the upper end of its bound already.
 *
 * @param values Ascending.
 */
export function innerCells(name: string, values: readonly number[]): Cell[] {
  return values.slice(0, -1).map((value) => ({
    name: `${name} = ${value}`,
    atLeast: EDGE_SHARE,
    holds: (spec) => field(spec, name) === value,
  }));
}

/** The verdict on a cell that `hits` of `cases` fell into. */
export function countCell(
  { name, atLeast }: Pick<Cell, "name" | "atLeast">,
  hits: number,
  cases: number,
): CellCount {
  const [, upper] = clopperPearson(hits, cases, { level: LEVEL });
  return { name, atLeast, cases: hits, upper, reached: upper >= atLeast };
}
