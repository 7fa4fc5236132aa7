/** Claims × mutants: which claim notices which mistake. */

import type { MutantResult } from "../verify/claim_result.ts";

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
      const [models, rivals] = [undefined, true].map((kind) =>
        results.filter(({ rival }) => rival === kind)
      );
      const byName = new Map(models.map((result) => [result.name, result]));
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

/** How thin the ice is: what rests on one pair of a claim and a mutant. */
export interface ThinIce {
  /** Ids of claims that kill no mutant but their own. */
  readonly narrow: readonly string[];
  /** Mutants that one claim alone kills, and which. */
  readonly single: readonly { readonly mutant: string; readonly by: string }[];
}

/** The claims and mutants of a matrix that little else stands behind; `own` has the mutants that claims name. */
export function thinIce(
  { mutants, rows }: KillMatrix,
  own: ReadonlyMap<string, readonly string[]>,
): ThinIce {
  const killedBy = ({ cells }: KillMatrix["rows"][number]) =>
    mutants.filter((_, i) => cells[i] === "killed");
  const narrow = rows.filter((row) => {
    const declared = new Set(own.get(row.id));
    return killedBy(row).every((name) => declared.has(name));
  });
  const single = mutants.flatMap((mutant, i) => {
    const killers = rows.filter(({ cells }) => cells[i] === "killed");
    return killers.length === 1 ? [{ mutant, by: killers[0].id }] : [];
  });
  return { narrow: narrow.map(({ id }) => id), single };
}

/** The same as sentences, none where every claim and every mutant has others beside it. */
export function thinIceLines({ narrow, single }: ThinIce): string[] {
  return [
    ...(narrow.length > 0 ? [`Kill no mutant but their own: ${narrow.join(", ")}.`] : []),
    ...(single.length > 0
      ? [
        `Killed by one claim alone: ${
          single.map(({ mutant, by }) => `${mutant} (${by})`).join(", ")
        }.`,
      ]
      : []),
  ];
}

/** A claim with what was put to it. */
export interface TriedClaim {
  readonly id: string;
  readonly mutants: readonly { readonly name: string; readonly rival?: true | undefined }[];
}

/** The mutants that each claim of a report names. */
export function ownMutants(
  claims: readonly TriedClaim[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(claims.map(({ id, mutants }) => [
    id,
    mutants.filter(({ rival }) => !rival).map(({ name }) => name),
  ]));
}
