/** What the words of a report mean, for a reader who has nothing but the page. */

import { html, type Markup } from "./markup.ts";

/** The explanation at the end of every report. */
export const READING: Markup = html`
  <dl>
    <dt>Claim</dt>
    <dd>A sentence of the theory of in-context learning, with a generator of cases, a measurement and a
  rule that decides. Ids begin with the source: A and B are papers (arXiv 2411.10830 and 2402.11639), C
  neighbouring facts.</dd>
    <dt>Verified</dt>
    <dd>For an identity or an inequality: no generated case failed. For a statement about a mean: a
  fair bet against “no effect” multiplied its stake beyond the threshold, which it does by luck with a chance of
  at most the stated error, however often one looks.</dd>
    <dt>Refuted</dt>
    <dd>A case failed, or the bet against “an effect of interest” won. Some statements are known to be
  false: they are here to be refuted, and then this is the expected verdict.</dd>
    <dt>Undecided</dt>
    <dd>Neither; never counted as a success.</dd>
    <dt>Margin</dt>
    <dd>How far a case is from breaking the claim: at least 0 holds.</dd>
    <dt>Effect, interval</dt>
    <dd>The mean over independent replicates, and the values that the data do not rule out. The
  interval holds its level whenever the run stopped.</dd>
    <dt>E-value</dt>
    <dd>What one unit of stake has grown to. 1 is no evidence; the threshold is the inverse of the
  allowed chance of error.</dd>
    <dt>Mutant</dt>
    <dd>A model that is wrong on purpose. A claim has to notice its mutants, or it could not fail at all.</dd>
    <dt>Rival</dt>
    <dd>A wrong law next to the one that a claim states: another exponent, a term dropped, a constant off. It is
  put in the law's place, and has to fail on what was measured for the claim.</dd>
    <dt>Stratum</dt>
    <dd>A part of the regime in which a claim is decided by itself; it is verified only if it is in every one.</dd>
    <dt>Parts of the regime</dt>
    <dd>Edges and corners of what the claim covers, and how many cases fell there.</dd>
  </dl>
`;
