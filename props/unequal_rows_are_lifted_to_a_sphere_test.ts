import { rowsNormalised } from "../fixtures/mutants/rows_normalised.ts";
import { rowsNotLifted } from "../fixtures/mutants/rows_not_lifted.ts";
import { testClaim } from "../scripts/test_claim.ts";
import { nadarayaWatson, type Points } from "../src/measurement.ts";
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

const rowsOf = ({ count, columns, entries }: Points) =>
  Array.from({ length: count }, (_, i) => entries.slice(i * columns, (i + 1) * columns));

/**
 * ‖x′ − q′‖² = R² + ‖q′‖² − 2⟨x′, q′⟩ for rows of norm R, so e^{w⟨x′, q′⟩} is e^{−w‖x′ − q′‖²/2} times what no row
 * changes, whatever the norm of q′.
 */
export const claim = universalClaim({
  id: "E1",
  slug: "unequal_rows_are_lifted_to_a_sphere",
  statement:
    "rows x′ = (x, √(R² − ‖x‖²)) have norm R, and attention at wI weighs them by their distance to any query",
  source: "derived; what B1.unequal lacks",
  regime: "normal rows of norms up to R, queries of any norm, w R² up to 30",
  kind: "ID",
  expected: "verified",
  needs: ["liftRows"],
  mutants: [rowsNotLifted, rowsNormalised],
  generator: specs({
    n: counts(2, 17),
    d: counts(1, 7),
    spread: logUniform(0.01, 100),
    width: logUniform(0.01, 30),
    seed: seeds(),
  }),
  budget: { quick: 200, ci: 1000, deep: 5000 },
  check({ n, d, spread, width, seed }, { liftRows }) {
    const stream = randomStream(seed, "E1");
    const draw = (count: number) => ({
      count,
      columns: d,
      entries: Float64Array.from({ length: count * d }, () => spread * stream.normal()),
    });
    const points = draw(n);
    const norms = rowsOf(points).map((row) => Math.hypot(...row));
    const radius = 1.1 * Math.max(...norms);
    const lifted = rowsOf(liftRows(points, radius));
    const [query] = rowsOf(liftRows(draw(1), radius));
    const labels = Float64Array.from({ length: n }, () => stream.normal());
    const problem = { covariates: lifted, labels, query };
    const w = width / radius ** 2;
    return worstMargin(
      lifted.map((row) =>
        identityMargin("norm over R", Math.hypot(...row) / radius, 1, {
          tolerance: TOLERANCE.identity,
        })
      ),
      lifted.map((row, i) =>
        identityMargin("first coordinate over R", row[0] / radius, points.entries[i * d] / radius, {
          tolerance: TOLERANCE.identity,
        })
      ),
      identityMargin(
        "prediction",
        softmaxAttention(createPrompt(problem), scaledIdentity(d + 1, w)),
        nadarayaWatson(problem, w),
        { tolerance: TOLERANCE.identity },
      ),
    );
  },
});

testClaim(claim);
