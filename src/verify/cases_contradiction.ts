/** What in an outcome of cases contradicts the rest of it. */

import type { UniversalFacts } from "../claim/facts.ts";
import type { Outcome } from "./outcome.ts";
import { type Shard, stoppingShare } from "./shard.ts";
import { isShareShown } from "./share_rule.ts";

/** The part of a run that the cases are of. */
interface Part {
  /** Most cases of this part. */
  readonly limit: number;
  readonly shard: Shard;
}

/** "it is verified, but holds a counterexample"; undefined where all parts agree. */
export function casesContradiction(
  { failsIn }: Pick<UniversalFacts, "failsIn">,
  outcome: Outcome,
  part: Part,
): string | undefined {
  const { verdict, cases, counterexample, closest, effect, streams, logEvidence } = outcome;
  if (effect || streams || logEvidence) return "it is about cases, but holds effects";
  const { failing } = outcome;
  if (failing !== undefined) {
    if (failsIn === undefined) return "it counts failing cases, which its claim does not";
    const wrong = shareContradiction(failsIn, { ...outcome, failing }, part);
    if (wrong) return wrong;
  } else if (failsIn !== undefined && verdict !== "undecided") {
    return `it is ${verdict} without a count of failing cases`;
  } else if (verdict === "undecided" && counterexample) {
    return "it is undecided, but holds a counterexample";
  }
  if (verdict === "verified") {
    if (counterexample) return "it is verified, but holds a counterexample";
    if (cases !== part.limit) return `it is verified after ${cases} cases of ${part.limit}`;
    const holds = part.limit === 0 || (closest !== undefined && closest.margin.margin >= 0);
    return holds ? undefined : "it is verified, but its smallest margin does not hold";
  }
  if (verdict === "undecided") return undefined;
  if (!counterexample) return "it is refuted, but holds no counterexample";
  const fails = [counterexample, closest].every((entry) => !(entry && entry.margin.margin >= 0));
  return fails ? undefined : "it is refuted, but its counterexample holds";
}

function shareContradiction(
  failsIn: number,
  { verdict, cases, failing, counterexample }: Outcome & { readonly failing: number },
  { limit, shard }: Part,
): string | undefined {
  if (failing > cases) return `it has ${failing} failing cases of ${cases}`;
  if (verdict === "verified" && failing > 0) return `it is verified, but ${failing} cases fail`;
  const isShown = isShareShown({ failing, cases }, { failsIn });
  if (isShown !== (verdict === "refuted")) {
    return `it is ${verdict}, but ${failing} of ${cases} cases fail`;
  }
  if (isShown && counterexample && !Number.isFinite(counterexample.margin.margin)) {
    return "it is refuted by a margin that is not finite";
  }
  const share = stoppingShare(shard);
  if (cases < limit && !isShareShown({ failing, cases }, { failsIn, share })) {
    return `it ended after ${cases} cases of ${limit}`;
  }
  const holdsOne = counterexample !== undefined;
  const mayHold = isShown || (shard.of > 1 && failing > 0);
  return holdsOne && !mayHold ? `it is ${verdict}, but holds a counterexample` : undefined;
}
