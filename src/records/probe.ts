/** Queries put to records: what attention answers at every window, and the nearest rows, in one pass. */

import type { Points, Records } from "./points.ts";
import { type WindowGrid, windowsOf } from "./window_grid.ts";

/** Which rows a query may not see: those whose group is the query's own. */
export interface Groups {
  /** The group of each row. */
  readonly rows: Int32Array;
  /** The group of each query; −1 sees all. */
  readonly queries: Int32Array;
}

/** How queries are put. */
export interface ProbeOptions {
  /** Windows. */
  readonly grid: WindowGrid;
  /** How many of the nearest rows are kept, at most. */
  readonly neighbours: number;
  /** Leaves rows out, as leave-one-out does; all rows are seen by default. */
  readonly groups?: Groups;
  /** Told of every query that is done. */
  readonly onQuery?: (done: number) => void;
}

/** What came out, one row a query. */
export interface Probes {
  /** m. */
  readonly count: number;
  /** W inverse temperatures, ascending. */
  readonly windows: Float64Array;
  /** m×W: Σa_i y_i. */
  readonly predictions: Float64Array;
  /** m×W: Σa_i², one over the effective number of rows. */
  readonly squares: Float64Array;
  /** m×W: Σe^{−w(‖x−q‖² − least)/2}, so that the nearest row's weight is one over it. */
  readonly totals: Float64Array;
  /** k, of the neighbours that are kept. */
  readonly kept: number;
  /** m×k rows, nearest first, the earlier first among equals; −1 where there are no more. */
  readonly nearest: Int32Array;
  /** m×k squared distances. */
  readonly distances: Float64Array;
}

/** A weight this small against the largest is left out: of 10⁶ rows all such weights are below 10⁻¹⁰. */
const NEGLIGIBLE = 1e-16;

/**
 * What softmax attention answers to each query at each window of the grid, and which rows are nearest.
 *
 * One exponential a pair: e^{−w‖x−q‖²/2} at 2w is its square, at 1.5w it times its root. The nearest row's term is
 * 1, so nothing underflows, and terms that no longer count are dropped on the way.
 *
 * @param records n rows on one sphere (see `lift`), with labels.
 * @param queries m points of as many columns.
 * @throws {RangeError} Where the columns differ, or a query sees no row.
 */
export function probe(records: Records, queries: Points, options: ProbeOptions): Probes {
  const { grid, groups, onQuery } = options;
  if (queries.columns !== records.columns) {
    throw new RangeError(
      `queries must have ${records.columns} columns like the records, got ${queries.columns}`,
    );
  }
  const windows = windowsOf(grid);
  const kept = Math.min(options.neighbours, records.count);
  const { count } = queries;
  const probes: Probes = {
    count,
    windows,
    predictions: new Float64Array(count * windows.length),
    squares: new Float64Array(count * windows.length),
    totals: new Float64Array(count * windows.length),
    kept,
    nearest: new Int32Array(count * kept).fill(-1),
    distances: new Float64Array(count * kept).fill(Infinity),
  };
  const scratch = newScratch(records.count);
  const seenFrom = { labels: records.labels, columns: columnsOf(records) };
  for (let q = 0; q < count; q++) {
    const seen = measure(seenFrom, queries, { q, groups, scratch });
    if (seen === 0) throw new RangeError(`each query must see a row, got none for query ${q}`);
    keepNearest(scratch, seen, {
      nearest: probes.nearest.subarray(q * kept, (q + 1) * kept),
      distances: probes.distances.subarray(q * kept, (q + 1) * kept),
    });
    const least = probes.distances[q * kept];
    for (let i = 0; i < seen; i++) {
      scratch.kernel[i] = Math.exp(-0.5 * grid.least * (scratch.kernel[i] - least));
    }
    sweep(scratch, seen, {
      predictions: probes.predictions.subarray(q * windows.length, (q + 1) * windows.length),
      squares: probes.squares.subarray(q * windows.length, (q + 1) * windows.length),
      totals: probes.totals.subarray(q * windows.length, (q + 1) * windows.length),
    });
    onQuery?.(q + 1);
  }
  return probes;
}

/** Of the rows that a query sees: the squared distance, then the kernel; the label; which row it is. */
interface Scratch {
  readonly kernel: Float64Array;
  readonly labels: Float64Array;
  readonly rows: Int32Array;
}

function newScratch(count: number): Scratch {
  return {
    kernel: new Float64Array(count),
    labels: new Float64Array(count),
    rows: new Int32Array(count),
  };
}

/** Fills the scratch with what query q sees; how many rows that are. */
function measure(
  { labels, columns }: Pick<Records, "labels"> & { readonly columns: readonly Float64Array[] },
  queries: Points,
  { q, groups, scratch }: {
    readonly q: number;
    readonly groups: Groups | undefined;
    readonly scratch: Scratch;
  },
): number {
  const { kernel, rows } = scratch;
  const query = queries.entries.subarray(q * columns.length, (q + 1) * columns.length);
  squaredDistances(columns, query, kernel);
  const own = groups?.queries[q] ?? -1;
  let seen = 0;
  for (let i = 0; i < labels.length; i++) {
    if (groups !== undefined && own >= 0 && groups.rows[i] === own) continue;
    kernel[seen] = kernel[i];
    scratch.labels[seen] = labels[i];
    rows[seen] = i;
    seen++;
  }
  return seen;
}

/** Rows that are gone through together: their distances stay in the nearest cache. */
const BLOCK = 1024;

/** ‖x − q‖² of every row, three columns at a time: a third of the time that row by row takes. */
function squaredDistances(
  columns: readonly Float64Array[],
  query: Float64Array,
  out: Float64Array,
): void {
  for (let start = 0; start < out.length; start += BLOCK) {
    const end = Math.min(out.length, start + BLOCK);
    out.fill(0, start, end);
    let j = 0;
    for (; j + 2 < columns.length; j += 3) {
      const [a, b, c] = [columns[j], columns[j + 1], columns[j + 2]];
      const [qa, qb, qc] = [query[j], query[j + 1], query[j + 2]];
      for (let i = start; i < end; i++) {
        const da = a[i] - qa;
        const db = b[i] - qb;
        const dc = c[i] - qc;
        out[i] += da * da + db * db + dc * dc;
      }
    }
    for (; j < columns.length; j++) {
      const a = columns[j];
      const qa = query[j];
      for (let i = start; i < end; i++) out[i] += (a[i] - qa) * (a[i] - qa);
    }
  }
}

/** The columns of points, each on its own. */
function columnsOf({ count, columns, entries }: Points): Float64Array[] {
  return Array.from(
    { length: columns },
    (_, j) => Float64Array.from({ length: count }, (_, i) => entries[i * columns + j]),
  );
}

/** The nearest by insertion: after the first rows hardly any is near enough to move the others. */
function keepNearest(
  { kernel: squared, rows }: Scratch,
  seen: number,
  { nearest, distances }: { readonly nearest: Int32Array; readonly distances: Float64Array },
): void {
  const last = distances.length - 1;
  let limit = Infinity;
  for (let i = 0; i < seen; i++) {
    const distance = squared[i];
    if (distance >= limit) continue;
    let at = Math.min(i, last);
    while (at > 0 && distances[at - 1] > distance) {
      distances[at] = distances[at - 1];
      nearest[at] = nearest[at - 1];
      at--;
    }
    distances[at] = distance;
    nearest[at] = rows[i];
    limit = distances[last];
  }
}

/** Σa y and Σa² at every window, two windows an octave, squaring in between. */
function sweep(
  { kernel, labels }: Scratch,
  seen: number,
  { predictions, squares, totals }: Pick<Probes, "predictions" | "squares" | "totals">,
): void {
  let active = seen;
  for (let w = 0; w < predictions.length; w += 2) {
    let [total, above, square, total15, above15, square15] = [0, 0, 0, 0, 0, 0];
    let left = 0;
    for (let i = 0; i < active; i++) {
      const k = kernel[i];
      const y = labels[i];
      const k15 = k * Math.sqrt(k);
      const k2 = k * k;
      total += k;
      above += k * y;
      square += k2;
      total15 += k15;
      above15 += k15 * y;
      square15 += k15 * k15;
      if (k2 < NEGLIGIBLE) continue;
      kernel[left] = k2;
      labels[left] = y;
      left++;
    }
    active = left;
    totals[w] = total;
    totals[w + 1] = total15;
    predictions[w] = above / total;
    squares[w] = square / (total * total);
    predictions[w + 1] = above15 / total15;
    squares[w + 1] = square15 / (total15 * total15);
  }
}
