/** Claim ids as a reader counts: A1, A3, A11, A11.time, B1. */

const ORDER = new Intl.Collator("en", { numeric: true });

/** Negative if `a` comes before `b`, 0 if they are the same. */
export function naturalOrder(a: string, b: string): number {
  return ORDER.compare(a, b);
}
