/** A project in which everything is as expected, in one of every kind of claim. */

import { claimText, gainText } from "../test_project/claim_texts.ts";
import { byName } from "../test_project/other_project.ts";

/** A universal claim that holds. */
export const SMALL: string = byName(claimText({ id: "A1", slug: "small" }));
/** A universal claim that is known to be false. */
export const LARGE: string = byName(claimText({
  id: "A2",
  slug: "large",
  largest: 50,
  expected: "refuted",
  failsIn: 0.05,
  mutant: "(scores) => scores.map(() => 0)",
  more: "(scores) => scores.map(() => 0)",
  check: `return inequalityMargin("x", x * weigh(Float64Array.of(1))[0], 5, { tolerance: 0 });`,
}));
/** A statistical claim that holds. */
export const GAIN: string = byName(gainText({ id: "B10", slug: "gain" }));

/** Its files by their paths. */
export const GOOD: Readonly<Record<string, string>> = {
  "props/small_test.ts": SMALL,
  "props/large_test.ts": LARGE,
  "props/gain_test.ts": GAIN,
};

/** File of the claim that is off. */
export const BAD_FILE = "props/bad_test.ts";

/** The text of claim B1 of the file above, "x is at most 5", with these changes. */
export function badClaim(asked: Partial<Parameters<typeof claimText>[0]> = {}): string {
  return byName(claimText({ id: "B1", slug: "bad", ...asked }));
}

/** Whether a check is on the reference model. */
const ON_REFERENCE = "weigh(Float64Array.of(0))[0] === 1";
/** A check that holds on the reference model alone. */
export const HOLDS =
  'return identityMargin("weight", weigh(Float64Array.of(0))[0], 1, { tolerance: 0 });';

/** The same, which before does this on the reference model: without the act all would be as expected. */
export function holdsAfter(act: string): string {
  return `if (${ON_REFERENCE}) { ${act} }\n    ${HOLDS}`;
}
