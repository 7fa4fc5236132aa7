import { labelsOfNextRow } from "../fixtures/mutants/labels_of_next_row.ts";
import { queryAmongNeighbours } from "../fixtures/mutants/query_among_neighbours.ts";
import { rootOfWindow } from "../fixtures/mutants/root_of_window.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { lift, pickRecords } from "../src/measurement.ts";
import {
  counts,
  createPrompt,
  identityMargin,
  logUniform,
  randomStream,
  scaledIdentity,
  seeds,
  softmaxAttention,
  specs,
  TOLERANCE,
  universalClaim,
  worstMargin,
} from "../src/mod.ts";

/**
 * e^{−w‖x−q‖²/2} at 2w is its square and at 1.5w it times its root, so a grid of windows takes one exponential a
 * pair. The row that is asked is left out of the sums, not subtracted from them.
 */
export const claim = universalClaim({
  id: "E2",
  slug: "left_out_answer_is_attention_without_the_row",
  statement:
    "at each window of a grid that repeated squaring walks, a row's left-out answer is attention on the others",
  source: "definition of leave-one-out; repeated squaring derived",
  regime: "lifted normal rows, eight octaves of windows",
  kind: "ID",
  expected: "verified",
  needs: ["askRecords"],
  mutants: [queryAmongNeighbours, labelsOfNextRow, rootOfWindow],
  generator: specs({
    n: counts(3, 23),
    d: counts(1, 5),
    least: logUniform(0.001, 0.5),
    seed: seeds(),
  }),
  budget: { quick: 100, ci: 1000, deep: 5000 },
  check({ n, d, least, seed }, { askRecords }) {
    const stream = randomStream(seed, "E2");
    const points = {
      count: n,
      columns: d,
      entries: Float64Array.from({ length: n * d }, () => stream.normal()),
    };
    const labels = Float64Array.from({ length: n }, () => stream.normal());
    const records = { ...lift(points, 10), labels };
    const asked = stream.integer(0, n - 1);
    const rows = Int32Array.from({ length: n }, (_, i) => i);
    const { windows, predictions } = askRecords(records, pickRecords(records, [asked]), {
      grid: { least, octaves: 8 },
      neighbours: 3,
      groups: { rows, queries: Int32Array.of(asked) },
    });
    const others = pickRecords(records, [...rows].filter((row) => row !== asked));
    const prompt = createPrompt({
      covariates: rowsOf(others),
      labels: others.labels,
      query: rowsOf(pickRecords(records, [asked]))[0],
    });
    return worstMargin(
      [0, 1, 2, 7, 15].map((i) =>
        identityMargin(
          "answer",
          predictions[i],
          softmaxAttention(prompt, scaledIdentity(d + 1, windows[i])),
          { tolerance: TOLERANCE.identity },
        )
      ),
    );
  },
});

function rowsOf(
  { count, columns, entries }: {
    readonly count: number;
    readonly columns: number;
    readonly entries: Float64Array;
  },
): Float64Array[] {
  return Array.from({ length: count }, (_, i) => entries.slice(i * columns, (i + 1) * columns));
}

testClaim(claim);
