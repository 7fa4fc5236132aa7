/** The windows that are tried: a grid that repeated squaring walks with one exponential a pair. */

import { requireCount, requirePositive } from "../validate.ts";

/** Windows w = least·2^j and 1.5·least·2^j, j below `octaves`. */
export interface WindowGrid {
  /** The widest window's w. */
  readonly least: number;
  /** How often w is doubled, and one more. */
  readonly octaves: number;
}

/** The inverse temperatures of a grid, ascending. */
export function windowsOf({ least, octaves }: WindowGrid): Float64Array {
  requirePositive("least window w", least);
  requireCount("octaves", octaves);
  return Float64Array.from(
    { length: 2 * octaves },
    (_, i) => least * 2 ** (i >> 1) * (i % 2 === 0 ? 1 : 1.5),
  );
}

/** What is near and what is typical among squared distances. */
export interface DistanceScale {
  /** Median over queries of the squared distance to the nearest row that is not at the query's place. */
  readonly nearest: number;
  /** Median of squared distances. */
  readonly typical: number;
}

/** At most so many doublings: beyond, the distances are of a table whose rows are all but one. */
const MOST_OCTAVES = 20;

/** From windows as wide as the table, which average all labels, to ones that see the nearest row alone. */
export function gridFor({ nearest, typical }: DistanceScale): WindowGrid {
  const least = 0.5 / typical;
  const octaves = Math.ceil(Math.log2(8 / nearest / least));
  return { least, octaves: Math.min(MOST_OCTAVES, Math.max(8, octaves)) };
}
