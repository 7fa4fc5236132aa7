/** What follows from other parts of an outcome or of an entry, held to them. */

import { type Cell, type CellCount, countCell } from "../claim/regime.ts";
import type { LogEvidence } from "../decision/verdict.ts";
import type { Outcome } from "./outcome.ts";

/** Part by which numbers may differ: files come from machines whose logarithms may end in other bits. */
const ROUNDING = 1e-9;

/** Whether two numbers are the same up to rounding; infinities are only the same as themselves. */
export function closeTo(a: number, b: number | undefined): boolean {
  if (b === undefined) return false;
  if (Object.is(a, b) || a === b) return true;
  // Everything is less than infinitely far from what is infinite.
  return Number.isFinite(b) && Math.abs(a - b) <= ROUNDING * (1 + Math.abs(b));
}

/** Whether evidence is the same on both sides. */
export function sameEvidence(a: LogEvidence, b: LogEvidence): boolean {
  return closeTo(a.for, b.for) && closeTo(a.against, b.against);
}

/** Why it is undecided is told of what is undecided, and of nothing else. */
export function obstacleContradiction(
  { verdict, cause, reason }: Pick<Outcome, "verdict" | "cause" | "reason">,
): string | undefined {
  for (const [name, told] of [["reason", reason], ["cause", cause]] as const) {
    if ((verdict === "undecided") !== (told !== undefined)) {
      return `it is ${verdict} ${told === undefined ? "without" : "with"} a ${name}`;
    }
  }
  return undefined;
}

/** What contradicts in counts of cells: other cells than expected, or a verdict on one that is not its. */
export function cellsContradiction(
  cells: readonly Omit<CellCount, "upper">[],
  { expected, cases }: {
    /** Undefined where the claim is not known. */
    readonly expected?: readonly Pick<Cell, "name" | "atLeast">[];
    readonly cases: number;
  },
): string | undefined {
  const names = (list: readonly Pick<Cell, "name" | "atLeast">[]) =>
    JSON.stringify(list.map(({ name, atLeast }) => [name, atLeast]));
  if (expected && names(cells) !== names(expected)) return "its cells are not the claim's";
  for (const { name, atLeast, cases: hits, reached } of cells) {
    if (hits > cases) return `its cell ${name} has ${hits} of ${cases} cases`;
    if (countCell({ name, atLeast }, hits, cases).reached !== reached) {
      return `its cell ${name} is said to be ${reached ? "" : "not "}reached with ${hits} cases`;
    }
  }
  return undefined;
}
