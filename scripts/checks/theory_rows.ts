/** The rows of the theory: what the two papers and their neighbourhood state, and what an operator owes; each by its id. */

/** A1 … A15 with A11t, B1 … B13, C1 … C13, and D1 … D16 for attention as people build it. */
export const THEORY_ROWS: readonly string[] = [
  ...numbered("A", 15),
  "A11t",
  ...numbered("B", 13),
  ...numbered("C", 13),
  ...numbered("D", 16),
];

function numbered(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

/** The rows that no claim covers: a claim covers the row of its id, dotted suffixes left aside. */
export function uncoveredRows(ids: readonly string[]): string[] {
  const covered = new Set(ids.map((id) => id.split(".", 1)[0]));
  return THEORY_ROWS.filter((row) => !covered.has(row));
}
