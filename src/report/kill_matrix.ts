/** Claims × mutants: which claim notices which mistake. */

import type { MutantResult } from "../verify/verify.ts";

/**
 * `killed`: the claim comes out other than expected; `survived`: it does not notice; `untouched`: the
 * mutant changes nothing that the claim needs; `undecided`: the run on it did not decide.
 */
export type MatrixCell = "killed" | "survived" | "untouched" | "undecided";

/** The matrix, a row for each claim. */
export interface KillMatrix {
  readonly mutants: string[];
  readonly rows: {
    readonly id: string;
    readonly cells: MatrixCell[];
    /** Wrong laws that the claim refuted, of those that were put to it; absent for a claim without a law. */
    readonly rivals?: { readonly killed: number; readonly of: number } | undefined;
  }[];
}

/** What the matrix is made of: a claim with every mutant that was run on it. */
export interface MatrixRun {
  readonly id: string;
  readonly mutants: readonly MutantResult[];
}

/**
 * The matrix of `runs`; a mutant without a run in a claim does not touch it.
 *
 * @example One claim that notices one of two mutants
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { killMatrix } from "./kill_matrix.ts";
 *
 * const mutants = [{ name: "halved", killed: true, verdict: "refuted", cases: 1 }] as const;
 * const { rows } = killMatrix([{ id: "A1", mutants }], ["doubled", "halved"]);
 * assertEquals(rows, [{ id: "A1", cells: ["untouched", "killed"] }]);
 * ```
 */
export function killMatrix(runs: readonly MatrixRun[], mutants: readonly string[]): KillMatrix {
  return {
    mutants: [...mutants],
    rows: runs.map(({ id, mutants: results }) => {
      const byName = new Map(results.map((result) => [result.name, result]));
      const rivals = results.filter(({ rival }) => rival);
      const killed = rivals.filter(({ killed }) => killed).length;
      return {
        id,
        cells: mutants.map((name) => cellOf(byName.get(name))),
        ...(rivals.length > 0 && { rivals: { killed, of: rivals.length } }),
      };
    }),
  };
}

function cellOf(result: MutantResult | undefined): MatrixCell {
  if (result === undefined) return "untouched";
  if (result.killed) return "killed";
  return result.verdict === "undecided" ? "undecided" : "survived";
}

/** Claims that kill nothing and mutants that nothing kills, one line each: a hole in the matrix. */
export function matrixHoles({ mutants, rows }: KillMatrix): string[] {
  const idle = rows.filter(({ cells }) => !cells.includes("killed"))
    .map(({ id }) => `${id} kills no mutant`);
  const alive = mutants.filter((_, i) => rows.every(({ cells }) => cells[i] !== "killed"))
    .map((name) => `${name} is killed by no claim`);
  return [...idle, ...alive];
}
