/** Reports for the tests in a browser: every claim with every mutant, and one whose texts hold markup. */

import { randomStream } from "../../src/prng.ts";
import { buildReport } from "../../src/report/build.ts";
import type { Figures } from "../../src/report/figures/schema.ts";
import { RUN } from "../../src/report/results_for_tests.ts";
import type { Report } from "../../src/report/schema.ts";
import { CLAIM_RATES } from "../../src/verify/error_rates.ts";
import type { ClaimResult } from "../../src/verify/claim_result.ts";
import { deciderFor } from "../../src/verify/replicate_rule.ts";
import { listClaims } from "../judged/list_claims.ts";
import { mutantNames } from "../project/mutant_files.ts";

/** Every claim on every mutant, as large as a deep run; verdicts are made up, one of each bad sort among them. */
export async function fullReport(): Promise<Report> {
  const [claims, mutants] = await Promise.all([listClaims(), mutantNames()]);
  const stream = randomStream("a report for the browser");
  const results = claims.map((claim, i): ClaimResult => {
    const margin = { margin: 0.125, got: 1.5, wanted: 1.625, what: "what was measured" };
    const decider = claim.unit === "replicates" ? deciderFor(claim, CLAIM_RATES) : undefined;
    const effects = Array.from(
      { length: 200 },
      () => claim.unit === "replicates" ? claim.bound * stream.between(-0.2, 0.4) : 0,
    );
    effects.forEach((effect) => decider?.observe(effect));
    const [lower, upper] = decider?.interval() ?? [0, 0];
    const verdict = i === 3 ? "undecided" : i === 5 ? "refuted" : claim.expected;
    return {
      claim,
      outcome: {
        verdict,
        cases: decider ? effects.length : 5000,
        closest: { spec: { n: 7, seed: 3 }, margin },
        cells: [{ name: "n = 7", atLeast: 0.015, cases: 120, upper: 0.03, reached: i !== 6 }],
        ...(verdict === "undecided" && { reason: "interrupted after 3 cases" }),
        ...(verdict === "refuted" && { counterexample: { spec: { n: 2 }, margin } }),
        ...(decider && {
          effect: { mean: decider.mean!, lower, upper, level: 0.95, name: "effect" },
          streams: [effects],
          logEvidence: decider.logEvidence,
        }),
      },
      mutants: claim.mutants.map(({ name }, k) => (
        { name, killed: i !== 7 || k > 0, verdict: "refuted", cases: 13 } as const
      )),
      others: mutants.filter(() => stream.uniform() < 0.2).map((name) => (
        { name, killed: stream.uniform() < 0.5, verdict: "refuted", cases: 4 } as const
      )),
      ok: verdict === claim.expected && i !== 7,
      seed: i,
      seconds: i / 7,
    };
  });
  return buildReport(results, {
    run: RUN,
    mutants,
    counterexamples: new Map(claims.map(({ id }) => [id, `counterexamples/${id}.json`])),
    power: new Map(
      claims.map(({ id }) => [id, { median: 24, ninetieth: 40, seeds: 200, unexpected: 0 }]),
    ),
  });
}

/** What would run or load something if any of it were taken for markup. */
export const HOSTILE =
  `</title></style></script><script>window.stolen=1</script><img src="https://example.invalid/x.png" onerror="window.stolen=1">"'\`<!--<b class=stolen>&lt;b&gt;\${1}`;

/** The report with every free string made hostile, mutants' names included. */
export function hostileReport(report: Report): Report {
  const text = HOSTILE;
  const name = text.slice(0, 119);
  // Mutants stay different ones, as a page tells which of them stand alone.
  const names = new Map<string, string>();
  const renamed = (own: string) => {
    if (!names.has(own)) names.set(own, `${name.slice(0, 114)}${names.size}`);
    return names.get(own)!;
  };
  const hostile = structuredClone(report);
  hostile.run.subject = name;
  for (const claim of hostile.claims) {
    Object.assign(claim, { statement: text, source: text, regime: text });
    if (claim.formula !== undefined) claim.formula = text;
    if (claim.plain !== undefined) claim.plain = text;
    claim.needs = claim.needs!.map(renamed);
    if (claim.reason !== null) claim.reason = text;
    if (claim.effect) claim.effect.name = text;
    if (claim.margin) Object.assign(claim.margin, { what: text, spec: { [text]: text } });
    if (claim.counterexample) {
      Object.assign(claim.counterexample, { what: text, spec: [text] });
    }
    for (const mutant of claim.mutants) mutant.name = renamed(mutant.name);
    for (const cell of claim.cells) cell.name = text;
  }
  if (hostile.matrix) hostile.matrix.mutants = hostile.matrix.mutants.map(renamed);
  return hostile;
}

/** The figures with every free string made hostile. */
export function hostileFigures(figures: Figures): Figures {
  const name = HOSTILE.slice(0, 119);
  const hostile = structuredClone(figures);
  for (const figure of hostile.figures) {
    Object.assign(figure, { title: HOSTILE, caption: HOSTILE });
    for (const axis of [figure.x, figure.y]) axis.label = name;
    for (const series of figure.series) series.name = name;
    for (const rule of figure.rules) rule.label = name.slice(0, 59);
  }
  return hostile;
}
