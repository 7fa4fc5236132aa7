/** What implementations of attention may do in one way or the other, and have to say. */

/** The ways of one subject. */
export interface AttentionFacts {
  /** A query that sees nothing is answered with zeros, or its call is refused: a `Refusal` is thrown. */
  readonly emptyRow: "zero" | "refused";
  /**
   * Which queries' heads a head of keys serves: `blocks` those that follow one another, head h of H has keys
   * ⌊h·G/H⌋ of G; `rounds` every G-th, head h has keys h mod G.
   */
  readonly groups: "blocks" | "rounds";
  /** Of equal scores at the edge of the k largest the first points stay, or the last. */
  readonly ties: "first" | "last";
  /** The largest finite number of the type that it computes in. */
  readonly largestNumber: number;
}

/** The reference's ways. */
export const REFERENCE_FACTS: AttentionFacts = Object.freeze<AttentionFacts>({
  emptyRow: "zero",
  groups: "blocks",
  ties: "first",
  largestNumber: Number.MAX_VALUE,
});
