/** What the cases of one run have reached of the claim's regime. */

import type { ClaimFacts } from "../claim/facts.ts";
import { regimeLeft, regimeNotReached } from "./obstacle.ts";
import { type Obstacle, type Outcome, undecided } from "./outcome.ts";
import {
  type Bounds,
  type Cell,
  type CellCount,
  countCell,
  edgeCells,
  outsideRegime,
} from "../claim/regime.ts";

/** Why a spec is outside the bounds, undefined when it is inside. */
export function leftRegime(bounds: Bounds | undefined, spec: unknown): Obstacle | undefined {
  const outside = bounds && outsideRegime(bounds, spec);
  return outside === undefined ? undefined : regimeLeft(outside);
}

/** The claim's own cells, by their place in its list, that a spec falls into: only a claim can tell. */
export function cellsHit(cells: readonly Cell[] | undefined, spec: unknown): number[] {
  return (cells ?? []).flatMap((cell, i) => {
    const holds: unknown = cell.holds(spec);
    if (typeof holds === "boolean") return holds ? [i] : [];
    throw new TypeError(
      `holds of cell ${cell.name} must return true or false, got ${typeof holds}`,
    );
  });
}

/** Counts how often each edge of the bounds and each cell was reached. */
export class CellLedger {
  readonly #bounds: Bounds;
  readonly #edges: readonly Cell[];
  readonly #cells: readonly Pick<Cell, "name" | "atLeast">[];
  readonly #hits: number[];
  #cases = 0;

  /** Starts without cases. */
  constructor({ bounds = {}, cells = [] }: Pick<ClaimFacts, "bounds" | "cells">) {
    this.#bounds = bounds;
    this.#edges = edgeCells(bounds);
    this.#cells = [...this.#edges, ...cells];
    this.#hits = this.#cells.map(() => 0);
  }

  /**
   * Enters a case that falls into these of the claim's own cells; one outside the regime is not counted, and
   * why it is outside is returned.
   */
  enter(spec: unknown, own: readonly number[]): Obstacle | undefined {
    const outside = leftRegime(this.#bounds, spec);
    if (outside !== undefined) return outside;
    this.#cases++;
    this.#edges.forEach((cell, i) => this.#hits[i] += cell.holds(spec) ? 1 : 0);
    for (const cell of own) this.#hits[this.#edges.length + cell]++;
    return undefined;
  }

  /** The counts as an outcome has them: none where the regime has no parts. */
  counts(): { cells?: readonly CellCount[] } {
    if (this.#cells.length === 0) return {};
    return { cells: this.#cells.map((cell, i) => countCell(cell, this.#hits[i], this.#cases)) };
  }
}

/** The outcome, unless it is a pass that surely missed a part of its regime: that is no pass. */
export function judgeReach(outcome: Outcome): Outcome {
  const { cells = [], cases, verdict } = outcome;
  const missed = cells.filter(({ reached }) => !reached);
  if (missed.length === 0 || verdict !== "verified") return outcome;
  return { ...undecided(cases, regimeNotReached(missed, cases)), cells };
}

/** The counts of several parts of one run together. */
export function mergeCells(parts: readonly Outcome[]): { cells?: readonly CellCount[] } {
  const counted = parts.filter(({ cells }) => cells !== undefined);
  if (counted.length === 0) return {};
  const cases = counted.reduce((sum, part) => sum + part.cases, 0);
  return {
    cells: counted[0].cells!.map(({ name, atLeast }, i) => {
      const hits = counted.reduce((sum, part) => sum + part.cells![i].cases, 0);
      return countCell({ name, atLeast }, hits, cases);
    }),
  };
}
