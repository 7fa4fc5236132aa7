/** The beginning of a run, new or to be gone on with: everything is read and checked, then its directory taken. */

import { join } from "node:path";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { ReportClaim } from "../../src/report/schema.ts";
import type { JobRun } from "../../src/verify/assemble_claim.ts";
import type { KeptCase } from "../../src/verify/replay_kept.ts";
import { WHOLE } from "../../src/verify/shard.ts";
import { givenProject } from "../base/project.ts";
import { UsageError } from "../base/usage_error.ts";
import { powerOfClaims } from "../calibration/load_calibration.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { type TouchedMutants, touchedMutants } from "../judged/touched_mutants.ts";
import { freshSeed, seedOf } from "../project/content_seed.ts";
import { loadCorpus } from "../project/corpus.ts";
import { corpusFiles } from "../project/corpus_files.ts";
import { selectClaims } from "../project/select_claims.ts";
import { defaultDirectory } from "../run_directory/default_directory.ts";
import type { ProjectHashes } from "../run_directory/build_hash.ts";
import { DirectoryOwner } from "../run_directory/directory_owner.ts";
import { JOURNAL, Journal } from "../run_directory/journal.ts";
import { requireNoUnfinishedResults } from "../run_directory/unfinished_results.ts";
import { openOutput } from "../run_directory/output_directory.ts";
import { plannedClaims, requirePlanned } from "../run_directory/planned_runs.ts";
import { readJournal } from "../run_directory/read_journal.ts";
import { PLAN, readPlan, type RunPlan } from "../run_directory/run_plan.ts";
import { type OpenModel, requireApplicable } from "./open_model.ts";
import type { VerifyArguments } from "./verify_arguments.ts";

/** What there is to run. */
interface Project extends ProjectHashes {
  readonly all: readonly ClaimCard[];
  /** The user's model that claims are put to, in place of the reference. */
  readonly model?: OpenModel | undefined;
}

/** What a run reads beside its claims. */
export interface Inputs {
  /** Kept cases by claim id. */
  readonly kept: ReadonlyMap<string, readonly KeptCase[]>;
  /** Where the matrix was asked for. */
  readonly mutants: TouchedMutants | undefined;
  /** What statistical claims take over many seeds. */
  readonly power: ReadonlyMap<string, ReportClaim["power"]>;
}

/** A run with what is done of it already, and the journal of what will be. */
export interface Begun extends Disposable {
  readonly plan: RunPlan;
  /** Those that the plan asks for. */
  readonly claims: readonly ClaimCard[];
  readonly inputs: Inputs;
  readonly out: string;
  readonly done: readonly JobRun[];
  readonly journal: Journal;
  readonly owner: DirectoryOwner;
}

async function readInputs(
  plan: RunPlan,
  { all, chosen }: { readonly all: readonly ClaimCard[]; readonly chosen: readonly ClaimCard[] },
): Promise<Inputs> {
  const kept = await loadCorpus(plan.kept, all);
  const power = await powerOfClaims();
  return { kept, power, mutants: plan.matrix ? await touchedMutants(chosen) : undefined };
}

/**
 * Begins the run that was asked for.
 *
 * @throws {UsageError} If anything that it reads cannot be used, or it cannot have its directory; then nothing
 * in there has been touched.
 */
export async function begin(
  asked: VerifyArguments,
  { all, code, build, model }: Project,
): Promise<Begun> {
  const { profile, out = defaultDirectory(asked) } = asked;
  const claims = selectClaims(all, asked.claim);
  if (model !== undefined) requireApplicable(claims, model);
  const { index, of } = asked.shard ?? WHOLE;
  // Shards have to agree on the seed without speaking to each other.
  const fresh = profile === "deep" && of === 1;
  const project = givenProject();
  const plan: RunPlan = {
    schema: "attest-run/2",
    profile,
    seed: asked.seed ?? (fresh ? freshSeed() : seedOf(code)),
    selected: asked.claim.length === 0 ? [] : claims.map(({ id }) => id),
    subject: model?.name ?? referenceSubject.name,
    ...(model && { given: model.given }),
    started: new Date().toISOString(),
    ...(project !== undefined && { project }),
    deno: Deno.version.deno,
    code,
    build,
    matrix: model === undefined && (asked.matrix === true || profile === "deep"),
    // Cases in which some other model failed.
    kept: model === undefined ? await corpusFiles() : [],
    shards: { of, run: [index] },
  };
  if (!asked.anew) await requireNoUnfinishedResults(out, plan);
  const inputs = await readInputs(plan, { all, chosen: claims });
  const owner = await openOutput(out, plan);
  const journal = Journal.create(out, plan);
  return begunWith({ plan, claims, inputs, out, done: [], journal, owner });
}

/** The run in a directory, with what is done of it; throws a UsageError as `begin` does. */
export async function resume(
  out: string,
  { all, code, build }: Project,
): Promise<Begun> {
  const plan = await readPlan(out);
  if (plan.project !== undefined && givenProject() === undefined) {
    throw new UsageError(
      `--resume needs the project that the run began with, got attest's own claims: add ` +
        `--project ${plan.project}`,
    );
  }
  if (plan.given !== undefined) {
    throw new UsageError(
      `--resume needs a run on the reference model, got ${out}, which is of ${plan.subject}: a model of your own ` +
        "may be another by now, so begin anew with --subject",
    );
  }
  if (plan.code !== code) {
    throw new UsageError(
      `--resume needs the sources that the run began with, ${plan.code}, got ${code}: start it anew`,
    );
  }
  if (plan.build !== build) {
    throw new UsageError(
      `--resume needs the scripts and packages that the run began with, build ${
        plan.build ?? "unknown"
      }, got ${build}: check them out again, or start it anew`,
    );
  }
  if (plan.shards.run.length !== 1) {
    throw new UsageError(
      `--resume needs a run that verify began, got ${out}, which merge joined: resume its shard`,
    );
  }
  const claims = plannedClaims(plan, { claims: all, path: join(out, PLAN) });
  const inputs = await readInputs(plan, { all, chosen: claims });
  const owner = DirectoryOwner.claim(out);
  try {
    const contents = await readJournal(out, plan);
    const path = join(out, JOURNAL);
    requirePlanned(contents?.runs ?? [], { plan, claims, path });
    const journal = contents ? Journal.resume(out, contents) : Journal.create(out, plan);
    return begunWith({ plan, claims, inputs, out, done: contents?.runs ?? [], journal, owner });
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
