/** `attest verify`: claims are chosen, run, reported, and turned into an exit code. */

import { plural } from "../../src/report/text/summary.ts";
import type { Shard } from "../../src/verify/shard.ts";
import { CasesFile } from "../run_directory/cases_file.ts";
import { projectHashes } from "../run_directory/build_hash.ts";
import { finishRun } from "./finish_run.ts";
import { type Interrupt, listenForInterrupt } from "../terminal/interrupt.ts";
import { listClaims } from "../judged/list_claims.ts";
import { earlierSeconds } from "../project/earlier_seconds.ts";
import { ProgressLine } from "../terminal/progress.ts";
import { begin, type Begun, resume } from "./begin_run.ts";
import type { RunPlan } from "../run_directory/run_plan.ts";
import { type OpenModel, openModel, withoutOpponents } from "./open_model.ts";
import type { VerifyArguments } from "./verify_arguments.ts";
import { stderrIsLive, terminalWidth, writeError } from "../terminal/terminal.ts";
import { CLAIM_PATIENCE, PATIENCE } from "../pool/patience.ts";
import { verifyAll } from "../pool/verify_all.ts";

/** Runs, and returns the exit code: 0 all as expected, 1 not, 130 interrupted. */
export async function runVerify(asked: VerifyArguments): Promise<number> {
  const progress = stderrProgress();
  // From here on: a stop is told from a crash as soon as there is something to keep.
  const interrupt = listenForInterrupt(() =>
    progress.note("attest: stopping after the current cases; Ctrl-C again stops at once")
  );
  try {
    // Read while the claims load.
    await using model = asked.subject === undefined
      ? undefined
      : await openModel(asked.subject, asked.subjectLimit);
    const [all, hashes] = await Promise.all([listClaims(), projectHashes()]);
    using begun = asked.resume === undefined
      ? await begin(asked, { all, ...hashes, model })
      : await resume(asked.resume, { all, ...hashes });
    return await run(begun, { asked, progress, interrupt, model });
  } finally {
    interrupt.release();
  }
}

async function run(
  { plan, claims: chosen, out, done, journal, owner, inputs: { kept, mutants, power } }: Begun,
  { asked, progress, interrupt, model }: {
    readonly asked: VerifyArguments;
    readonly progress: ProgressLine;
    readonly interrupt: Interrupt;
    readonly model: OpenModel | undefined;
  },
): Promise<number> {
  const claims = model === undefined ? chosen : chosen.map(withoutOpponents);
  await using cases = asked.cases ? await CasesFile.open(out) : undefined;
  progress.note(introduction(plan, { claims: claims.length, done: done.length }));
  let failure: unknown;
  const from = performance.now();
  const { seed, profile } = plan;
  const { stopped, stop, hold } = interrupt;
  const runs = await verifyAll(claims, {
    ...{ seed, profile, shard: shardOf(plan), progress, stop, done, kept },
    ...(model && { given: model, listed: new Map(chosen.map((claim) => [claim.id, claim])) }),
    workers: asked.workers ?? navigator.hardwareConcurrency,
    ...(mutants && { others: mutants.others }),
    ...(stderrIsLive() && { earlier: await earlierSeconds(profile) }),
    patience: asked.limit ?? PATIENCE[profile],
    claimPatience: asked.claimLimit ?? CLAIM_PATIENCE[profile],
    ...(cases && {
      cases: { since: Date.parse(plan.started) / 1000, add: cases.add.bind(cases) },
    }),
    onRun(job) {
      try {
        if (failure === undefined) journal.append(job);
      } catch (error) {
        // No more is run than can be kept; what is decided is still shown.
        failure = error;
        Atomics.store(stop, 0, 1);
      }
    },
  });
  hold();
  const finishing = finishRun({
    ...{ claims, runs, plan, out, json: asked.json, table: asked.table, finished: new Date() },
    // The kept cases of a run are fixed when it begins, and shards are one run: `merge` keeps what they found.
    keep: asked.keep && plan.shards.of === 1 && model === undefined,
    joined: false,
    interrupted: stopped() || failure !== undefined,
    seconds: (performance.now() - from) / 1000,
    mutants: mutants?.all,
    power,
  });
  if (failure === undefined) {
    const code = await finishing;
    await cases?.finish(claims.map(({ id }) => id));
    owner.finish();
    if (profile === "deep" && plan.shards.of === 1 && model === undefined && !stopped()) {
      // The report is written, so the figures may be cut short.
      interrupt.release();
      progress.note("attest: measuring the figures, about a minute");
      await (await import("../run_directory/figures_file.ts")).writeFigures(out, { seed, profile });
    }
    return code;
  }
  // The first complaint says what to do; a report that cannot be written either adds nothing.
  await finishing.catch(() => {});
  throw failure;
}

function shardOf({ shards: { of, run: [index] } }: RunPlan): Shard {
  return { index, of };
}

/** `attest: shard 2 of 4: 79 claims, profile ci, seed 7, going on after 12 results`. */
function introduction(
  { profile, seed, shards: { of, run } }: RunPlan,
  { claims, done }: { readonly claims: number; readonly done: number },
): string {
  const part = of === 1 ? "" : `shard ${run[0]} of ${of}: `;
  const after = done === 0 ? "" : `, going on after ${plural(done, "result")}`;
  return `attest: ${part}${plural(claims, "claim")}, profile ${profile}, seed ${seed}${after}`;
}

function stderrProgress(): ProgressLine {
  return new ProgressLine({
    live: stderrIsLive(),
    width: terminalWidth,
    write: writeError,
    now: () => performance.now(),
  });
}
