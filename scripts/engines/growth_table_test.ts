import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Report } from "../../src/report/schema.ts";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import { growthRow, growthTable, type Joined } from "./growth_table.ts";

/** A claim about cases and one about replicates, with a mutant. */
function joined(of: number, counts: readonly number[], evidence: readonly number[]): Joined {
  const threshold = -Math.log(CLAIM_RATES.alpha);
  const strata = evidence.map((share) => ({ logEvidence: { for: share * threshold, against: 0 } }));
  const claims = [
    { unit: "cases", ok: true, cases: 1000 },
    { unit: "replicates", ok: of < 3, cases: counts.reduce((a, b) => a + b), strata },
  ] as unknown as Report["claims"];
  const run = (shard: number, mutant: string | null, cases: number): JobRun => (
    // In shards, seconds are of another machine, and have no say.
    {
      ...{ shard, claim: "A1", mutant, seconds: of === 1 ? cases / 10 : 99 },
      outcome: { verdict: "verified", cases },
    }
  );
  const runs = counts.flatMap((
    count,
    i,
  ) => [run(i + 1, null, count), run(i + 1, "wrong", 10 / of)]);
  return { of, report: { claims }, runs };
}

Deno.test("growth: shares are of the whole run, at its pace", () => {
  const whole = joined(1, [100], [1.1, 2]);
  const row = growthRow(joined(2, [60, 70], [1.4, 1.3]), whole);
  assertEquals([row.of, row.ok], [2, [2, 2]]);
  assertAlmostEquals(row.replicates, 1.3);
  assertAlmostEquals(row.evidence, 1.3);
  // 10 s for 100 replicates and 1 s for the mutant's 10.
  assertAlmostEquals(row.slowest, 7.5 / 11);
  assertAlmostEquals(row.work, 14 / 11);
});

Deno.test("growth: the whole run is 1, and a row of the table", () => {
  const whole = joined(1, [100], [1.1, 2]);
  assertEquals(
    growthTable([growthRow(whole, whole), growthRow(joined(4, [9, 9, 9, 9], [0.5]), whole)])
      .trimEnd().split("\n").slice(2),
    ["| 1 | 2 of 2 | 1.00 | 1.10 | 1.00 | 1.00 |", "| 4 | 1 of 2 | 0.36 | 0.50 | 0.10 | 0.42 |"],
  );
});
