import { cacheMissesNewest } from "../fixtures/mutants/cache_misses_newest.ts";
import { cacheOfFirstPrompt } from "../fixtures/mutants/cache_of_first_prompt.ts";
import { cacheOfSixtyFour } from "../fixtures/mutants/cache_of_sixty_four.ts";
import { cacheOnePlaceTooFar } from "../fixtures/mutants/cache_one_place_too_far.ts";
import { cacheStepSeesItselfWhole } from "../fixtures/mutants/cache_step_sees_itself_whole.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { drawCall, listMargins } from "../src/measurement.ts";
import {
  counts,
  countsAndEnds,
  randomStream,
  seeds,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * Query i of m sees the points up to n − m + i. So when queries come a few at a time, and as many points with them, each
 * step's answers are those of the whole causal call: nothing of theirs comes later.
 */
export const claim = universalClaim({
  id: "D13.cache",
  slug: "cache_changes_nothing",
  statement:
    "queries that come step by step, with keys and values in a cache, are answered as in one causal call, however they are divided",
  source: "definition of a causal mask",
  regime: "two prompts of different lengths",
  symbols: { most: "queries a step at most", before: "points before them" },
  kind: "ID",
  expected: "verified",
  needs: ["attendCausal", "attendFromCache"],
  mutants: [
    cacheOnePlaceTooFar,
    cacheMissesNewest,
    cacheOfSixtyFour,
    cacheOfFirstPrompt,
    cacheStepSeesItselfWhole,
  ],
  generator: specs({
    steps: counts(1, 5),
    most: counts(1, 3),
    before: countsAndEnds([0, 9], [63, 64, 65, 127, 128, 129, 256]),
    heads: counts(1, 2),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ steps, most, before, heads, seed }, { attendCausal, attendFromCache }) {
    const stream = randomStream(seed, "D13.cache");
    const cacheSteps = Array.from({ length: steps }, () => stream.integer(1, most));
    const queries = cacheSteps.reduce((sum, step) => sum + step, 0);
    const points = before + queries;
    const shape = { prompts: 2, heads, keyHeads: heads, queries, points, dimension: 1 };
    const lengths = [points, stream.integer(queries, points)];
    const call = drawCall({ ...shape, valueDimension: 1 }, stream, lengths);
    const rule = { tolerance: TOLERANCE.forward };
    const whole = attendCausal({ ...call, causal: true });
    const stepwise = attendFromCache({ ...call, cacheSteps });
    return worstMargin(listMargins("place of the answer", stepwise, whole, rule));
  },
});

testClaim(claim);
