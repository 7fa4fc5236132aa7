/**
 * Files with something changed, put to every reader: each is refused on one line, or says no more than before.
 *
 * `deno test … scripts/commands/bad_inputs_test.ts -- 1000` puts so many to each.
 */

import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { statistical, universal } from "../../src/claim/claims_for_tests.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { hashSeed } from "../../src/prng.ts";
import { buildReport } from "../../src/report/build.ts";
import { contradiction } from "../../src/report/contradiction.ts";
import { RUN } from "../../src/report/results_for_tests.ts";
import { assembleClaim, type JobRun } from "../../src/verify/assemble_claim.ts";
import { claimControl, runClaim } from "../../src/verify/verify.ts";
import { parseOutside } from "../base/outside_file.ts";
import { UsageError } from "../base/usage_error.ts";
import { calibrationSchema } from "../calibration/calibration.ts";
import { readCounterexample } from "../project/read_counterexample.ts";
import { badInputs } from "../run_directory/bad_inputs_for_tests.ts";
import { readFigures } from "../run_directory/figures_file.ts";
import { JOURNAL, Journal } from "../run_directory/journal.ts";
import { readJournal } from "../run_directory/read_journal.ts";
import { plannedClaims, requirePlanned } from "../run_directory/planned_runs.ts";
import { parseReport } from "../run_directory/read_report.ts";
import { PLAN, readPlan, type RunPlan } from "../run_directory/run_plan.ts";
import { inScratch } from "../base/scratch_for_tests.ts";

const COUNT = Number(Deno.args[0] ?? 100);
/** Longest that one input may take, in milliseconds. */
const PATIENCE = 5000;

// The mutants of the claims change nothing, and survive: this run is red, and must not become green.
const CLAIMS = [universal({ bounds: { x: { from: 0, to: 5 } } }), statistical()];

const PLANNED: RunPlan = {
  schema: "attest-run/2",
  ...{ profile: "ci", seed: RUN.seed, selected: [], subject: "reference", started: RUN.started },
  ...{ deno: "2.9.6", code: RUN.code, matrix: false, kept: [], shards: { of: 1, run: [1] } },
};

async function jobs(): Promise<JobRun[]> {
  const runs: JobRun[] = [];
  for (const claim of CLAIMS) {
    const control = claimControl(claim, { seed: RUN.seed, profile: "ci" });
    for (const mutant of [null, ...claim.mutants]) {
      const outcome = await runClaim(claim, mutant ?? referenceSubject, control);
      runs.push({ shard: 1, claim: claim.id, mutant: mutant?.name ?? null, seconds: 1, outcome });
    }
  }
  return runs;
}

function reportOf(runs: readonly JobRun[]) {
  const parts = { seed: RUN.seed, of: 1, partial: false };
  return buildReport(CLAIMS.map((claim) => assembleClaim(claim, runs, parts)), { run: RUN });
}

/** Runs a reader on every input: what it throws is for the user, on one line, and soon. */
async function tryAll(
  name: string,
  { text, read }: { readonly text: string; readonly read: (text: string) => unknown },
): Promise<void> {
  let refused = 0;
  const seed = hashSeed("bad inputs", text.length);
  for (const input of badInputs(text, { seed, count: COUNT })) {
    const begun = performance.now();
    try {
      await read(input);
    } catch (error) {
      const shown = `${name}: ${input.slice(0, 300)}`;
      assert(error instanceof UsageError, `${shown}: ${(error as Error).stack}`);
      assert(!error.message.includes("\n") && error.message.length < 2000, shown);
      refused++;
    }
    assert(performance.now() - begun < PATIENCE, name);
  }
  // Most changes are mistakes; a generator of harmless ones would show nothing.
  assert(refused > COUNT / 3, `${name}: ${refused} of ${COUNT} refused`);
}

inScratch("a plan that was changed is refused, or is a plan", async (folder) => {
  const text = JSON.stringify(PLANNED);
  await tryAll("run.json", {
    text,
    async read(input) {
      await Deno.writeTextFile(join(folder, PLAN), input);
      const plan = await readPlan(folder);
      for (const { id } of plannedClaims(plan, { claims: CLAIMS, path: folder })) assert(id);
    },
  });
});

inScratch(
  "a journal that was changed is refused, and never makes a red run green",
  async (folder) => {
    Journal.create(folder, PLANNED, await jobs())[Symbol.dispose]();
    const [head, ...lines] = (await Deno.readTextFile(join(folder, JOURNAL))).trimEnd().split("\n");
    const text = `[${lines.join(",")}]`;
    await tryAll("journal.jsonl", {
      text,
      async read(input) {
        // A text that is no list of lines any more is a journal all the same.
        const changed = input.startsWith("[{") && input.endsWith("}]")
          ? input.slice(1, -1).replaceAll('},{"shard"', '}\n{"shard"')
          : input;
        await Deno.writeTextFile(join(folder, JOURNAL), `${head}\n${changed}\n`);
        const contents = await readJournal(folder, PLANNED);
        requirePlanned(contents!.runs, { plan: PLANNED, claims: CLAIMS, path: folder });
        const report = reportOf(contents!.runs);
        assertEquals([report.run.ok, contradiction(report)], [false, undefined], input);
      },
    });
  },
);

Deno.test("a report that was changed is refused, and never makes a red run green", async () => {
  const report = reportOf(await jobs());
  await tryAll("report.json", {
    text: JSON.stringify(report),
    read(input) {
      const read = parseReport(input, "report.json");
      assertEquals(read.run.ok, false, input);
      const verdicts = read.claims.map(({ id, verdict, ok }) => [id, verdict, ok]);
      assertEquals(verdicts, report.claims.map(({ id, verdict, ok }) => [id, verdict, ok]), input);
    },
  });
});

inScratch(
  "figures, counterexamples and calibrations that were changed are refused",
  async (folder) => {
    const point = { x: 1, y: 2, low: null, high: 3 };
    const series = [{ name: "measured", kind: "measured", points: [point, point] }];
    const axis = { label: "x", scale: "log" };
    const figure = {
      id: "one",
      title: "One",
      claims: ["A1"],
      caption: "One figure.",
      x: axis,
      y: axis,
    };
    const figures = [{ ...figure, series, rules: [] }];
    await tryAll("figures.json", {
      text: JSON.stringify({ schema: "attest-figures/1", seed: 1, replicates: 6, figures }),
      async read(input) {
        await Deno.writeTextFile(join(folder, "figures.json"), input);
        await readFigures(folder);
      },
    });
    const margin = { margin: -1, got: 6, wanted: 5, what: "x" };
    const kept = { schema: "attest-counterexample/1", claim: "A1", slug: "small_numbers", seed: 3 };
    await tryAll("counterexample", {
      text: JSON.stringify({
        ...kept,
        subject: "reference",
        fingerprint: "01234567",
        spec: {},
        margin,
      }),
      async read(input) {
        const path = join(folder, "case.json");
        await Deno.writeTextFile(path, input);
        await readCounterexample(path).catch(asUsage);
      },
    });
    const entry = { id: "B10", seeds: 200, fingerprint: "01234567", unexpected: 0, median: 9 };
    await tryAll("calibration", {
      text: JSON.stringify({
        ...{ schema: "attest-calibration/2", profile: "ci" },
        claims: [{ ...entry, ninetieth: 12 }],
      }),
      read(input) {
        try {
          if (!calibrationSchema.safeParse(parseOutside(input)).success) {
            throw new RangeError("schema");
          }
        } catch (error) {
          asUsage(error as Error);
        }
      },
    });
  },
);

/** What these readers throw, their callers say under the file's name. */
function asUsage(error: Error): never {
  const known = error instanceof SyntaxError || error instanceof TypeError ||
    (error instanceof RangeError && !/call stack/.test(error.message));
  throw known ? new UsageError(error.message) : error;
}
