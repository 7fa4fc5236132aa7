import { assertAlmostEquals, assertEquals } from "@std/assert";
import { verifyStatistical } from "../verify/verify_statistical.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { randomStream } from "../prng.ts";
import { buildReport } from "./build.ts";
import { claimRates, evidencePath } from "./evidence_path.ts";
import { REFERENCE, statistical, universal } from "../claim/claims_for_tests.ts";
import { result, RUN } from "./results_for_tests.ts";

/** A report of one run on effects with this mean, and the run's own evidence. */
async function ran(changes: Parameters<typeof statistical>[0]) {
  const replicate = (_: unknown, seed: number) => 0.02 + 0.5 * randomStream(seed).normal();
  const claim = statistical({ replicate, ...changes });
  if (claim.unit !== "replicates") throw new Error("not about a mean");
  const control = { seed: 11, limit: 40, rates: CLAIM_RATES, shrink: false };
  const outcome = await verifyStatistical(claim, REFERENCE, control);
  return { report: buildReport([result(claim, { ...outcome, ok: false })], { run: RUN }), outcome };
}

for (const changes of [{}, { within: 0.3 }]) {
  Deno.test(`the path ends where the run did, with ${JSON.stringify(changes)}`, async () => {
    const { report, outcome } = await ran(changes);
    const rates = claimRates(report)!;
    assertAlmostEquals(rates.alpha, CLAIM_RATES.alpha, 1e-12);
    const path = evidencePath(report.claims[0], rates)!;
    assertEquals(path.length, outcome.cases + 1);
    assertEquals(path[0], { count: 0, for: 0, against: 0 });
    const [last] = path.slice(-1);
    assertEquals(last.count, outcome.cases);
    assertAlmostEquals(last.for, outcome.logEvidence!.for, 1e-9);
    assertAlmostEquals(last.against, outcome.logEvidence!.against, 1e-9);
  });
}

Deno.test("shards multiply: each goes on where the one before stopped", async () => {
  const { report: { claims: [claim] } } = await ran({});
  const [effects] = claim.streams!;
  const parts = [effects.slice(0, 13), [], effects.slice(13)];
  const end = (streams: number[][]) =>
    evidencePath({ ...claim, streams }, CLAIM_RATES)!.slice(-1)[0];
  const [first, , second] = parts.map((part) => end([part]));
  const joined = end(parts);
  assertEquals(joined.count, effects.length);
  assertAlmostEquals(joined.for, first.for + second.for, 1e-9);
  assertAlmostEquals(joined.against, first.against + second.against, 1e-9);
});

Deno.test("a claim about every case has no path, and its report no rates", () => {
  const report = buildReport([result(universal())], { run: RUN });
  assertEquals(evidencePath(report.claims[0], CLAIM_RATES), undefined);
  assertEquals(claimRates(report), undefined);
});
