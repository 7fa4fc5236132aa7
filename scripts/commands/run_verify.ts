/** `attest verify`: claims are chosen, run, reported, and turned into an exit code. */

import { join } from "node:path";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import type { Profile } from "../../src/claim/claim.ts";
import { plural } from "../../src/report/text/summary.ts";
import { type Shard, WHOLE } from "../../src/verify/shard.ts";
import { referenceSubject } from "../../src/claim/subject.ts";
import { CasesFile } from "../run_directory/cases_file.ts";
import { conclude } from "./finish_run.ts";
import { powerOfClaims } from "../calibration/load_calibration.ts";
import { loadCorpus } from "../project/corpus.ts";
import { corpusFiles } from "../project/corpus_files.ts";
import { contentCode, freshSeed, seedOf } from "../project/content_seed.ts";
import { defaultDirectory } from "../run_directory/default_directory.ts";
import { DirectoryOwner } from "../run_directory/directory_owner.ts";
import { type Interrupt, listenForInterrupt } from "../terminal/interrupt.ts";
import { JOURNAL, Journal } from "../run_directory/journal.ts";
import { readJournal } from "../run_directory/read_journal.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import { touchedMutants } from "../judged/touched_mutants.ts";
import { openOutput } from "../run_directory/output_directory.ts";
import { ProgressLine } from "../terminal/progress.ts";
import { plannedClaims, requirePlanned } from "../run_directory/planned_runs.ts";
import { PLAN, readPlan, type RunPlan } from "../run_directory/run_plan.ts";
import { selectClaims } from "../project/select_claims.ts";
import { stderrIsLive, terminalWidth, writeError } from "../terminal/terminal.ts";
import { UsageError } from "../base/usage_error.ts";
import { PATIENCE } from "../pool/patience.ts";
import { verifyAll } from "../pool/verify_all.ts";

/** Arguments of `attest verify`, each checked on its own. */
export interface VerifyArguments {
  /** Ids and slugs; none stand for all. */
  readonly claim: readonly string[];
  readonly profile: Profile;
  readonly seed?: number;
  /** Where it is written, by default where such runs are. */
  readonly out?: string;
  readonly json: boolean;
  /** Run every claim on every mutant, as the deep profile does. */
  readonly matrix?: boolean;
  /** Workers that claims are spread over; as many as cores when absent. */
  readonly workers?: number;
  /** Seconds that one case or replicate may take; by the profile when absent. */
  readonly limit?: number;
  /** Add failing cases to the corpus; on unless told otherwise. */
  readonly keep: boolean;
  /** The part of the run to do; all of it when absent. */
  readonly shard?: Shard;
  /** Write a line about each generated case. */
  readonly cases?: boolean;
  /** Directory of a run to go on with; its plan takes the place of the other arguments. */
  readonly resume?: string;
}

/** A run with what is done of it already, and the journal of what will be. */
interface Begun extends Disposable {
  readonly plan: RunPlan;
  readonly out: string;
  readonly done: readonly JobRun[];
  readonly journal: Journal;
  readonly owner: DirectoryOwner;
}

/** Runs, and returns the exit code: 0 all as expected, 1 not, 130 interrupted. */
export async function runVerify(asked: VerifyArguments): Promise<number> {
  const progress = stderrProgress();
  // From here on: a stop is told from a crash as soon as there is something to keep.
  const interrupt = listenForInterrupt(() =>
    progress.note("attest: stopping after the current cases; Ctrl-C again stops at once")
  );
  try {
    const claims = await listClaims();
    using begun = asked.resume === undefined
      ? await begin(asked, selectClaims(claims, asked.claim).map(({ id }) => id))
      : await resume(asked.resume, claims);
    const { selected } = begun.plan;
    const chosen = claims.filter(({ id }) => selected.length === 0 || selected.includes(id));
    return await run(begun, { asked, all: claims, claims: chosen, progress, interrupt });
  } finally {
    interrupt.release();
  }
}

async function run(
  { plan, out, done, journal, owner }: Begun,
  { asked, all, claims, progress, interrupt }: {
    readonly asked: VerifyArguments;
    /** All claims that there are … */
    readonly all: readonly ClaimCard[];
    /** … and those to run. */
    readonly claims: readonly ClaimCard[];
    readonly progress: ProgressLine;
    readonly interrupt: Interrupt;
  },
): Promise<number> {
  const mutants = plan.matrix ? await touchedMutants(claims) : undefined;
  const kept = await loadCorpus(plan.kept, all);
  const power = await powerOfClaims();
  await using cases = asked.cases ? await CasesFile.open(out) : undefined;
  progress.note(introduction(plan, { claims: claims.length, done: done.length }));
  let failure: unknown;
  const from = performance.now();
  const { seed, profile } = plan;
  const { stopped, stop, hold } = interrupt;
  const runs = await verifyAll(claims, {
    ...{ seed, profile, shard: shardOf(plan), progress, stop, done, kept },
    workers: asked.workers ?? navigator.hardwareConcurrency,
    ...(mutants && { others: mutants.others }),
    patience: asked.limit ?? PATIENCE[profile],
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
  const concluded = conclude({
    ...{ claims, runs, plan, out, json: asked.json, finished: new Date() },
    // The kept cases of a run are fixed when it begins, and shards are one run: `merge` keeps what they found.
    keep: asked.keep && plan.shards.of === 1,
    joined: false,
    interrupted: stopped() || failure !== undefined,
    seconds: (performance.now() - from) / 1000,
    mutants: mutants?.all,
    power,
  });
  if (failure === undefined) {
    const code = await concluded;
    await cases?.finish(claims.map(({ id }) => id));
    owner.finish();
    if (profile === "deep" && plan.shards.of === 1 && !stopped()) {
      // The report is written, so the figures may be cut short.
      interrupt.release();
      progress.note("attest: measuring the figures, about a minute");
      await (await import("../run_directory/figures_file.ts")).writeFigures(out, { seed, profile });
    }
    return code;
  }
  // The first complaint says what to do; a report that cannot be written either adds nothing.
  await concluded.catch(() => {});
  throw failure;
}

async function begin(asked: VerifyArguments, selected: string[]): Promise<Begun> {
  const { profile, out = defaultDirectory(asked) } = asked;
  const code = await contentCode();
  const { index, of } = asked.shard ?? WHOLE;
  // Shards have to agree on the seed without speaking to each other.
  const fresh = profile === "deep" && of === 1;
  const plan: RunPlan = {
    schema: "attest-run/2",
    profile,
    seed: asked.seed ?? (fresh ? freshSeed() : seedOf(code)),
    selected: asked.claim.length === 0 ? [] : selected,
    subject: referenceSubject.name,
    started: new Date().toISOString(),
    deno: Deno.version.deno,
    code,
    matrix: asked.matrix === true || profile === "deep",
    kept: await corpusFiles(),
    shards: { of, run: [index] },
  };
  const owner = await openOutput(out, plan);
  return begunWith({ plan, out, done: [], journal: Journal.create(out, plan), owner });
}

async function resume(out: string, claims: readonly ClaimCard[]): Promise<Begun> {
  const plan = await readPlan(out);
  const code = await contentCode();
  if (plan.code !== code) {
    throw new UsageError(
      `--resume needs the sources that the run began with, ${plan.code}, got ${code}: start it anew`,
    );
  }
  if (plan.shards.run.length !== 1) {
    throw new UsageError(`--resume goes on with one run, got ${out}, which joins several`);
  }
  const chosen = plannedClaims(plan, { claims, path: join(out, PLAN) });
  const owner = DirectoryOwner.claim(out);
  try {
    const contents = await readJournal(out, plan);
    const path = join(out, JOURNAL);
    requirePlanned(contents?.runs ?? [], { plan, claims: chosen, path });
    const journal = contents ? Journal.resume(out, contents) : Journal.create(out, plan);
    return begunWith({ plan, out, done: contents?.runs ?? [], journal, owner });
  } catch (error) {
    owner.abandon();
    throw error;
  }
}

function begunWith(begun: Omit<Begun, typeof Symbol.dispose>): Begun {
  return {
    ...begun,
    [Symbol.dispose]() {
      begun.journal[Symbol.dispose]();
      begun.owner[Symbol.dispose]();
    },
  };
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
