/** What a job is about, loaded: a claim and a subject. */

import type { Claim } from "../../src/claim/claim.ts";
import { type Outcome, undecided } from "../../src/verify/outcome.ts";
import { referenceSubject, type Subject } from "../../src/claim/subject.ts";
import type { ClaimJob } from "./claim_job.ts";
import { claimFile, ROOT } from "../base/paths.ts";
import { loadMutant } from "../project/load_mutants.ts";

/** Both, or the outcome that the lack of one amounts to. */
export type JobParts =
  | { readonly claim: Claim; readonly subject: Subject }
  | { readonly refused: Outcome };

/** Loads the claim from props/, and the mutant where the job names one. */
export async function loadParts(job: ClaimJob): Promise<JobParts> {
  const { claim }: { claim: Claim } = await import(
    new URL(claimFile(job.slug), ROOT).href
  );
  const subject = job.mutant === undefined
    ? referenceSubject
    : job.other
    ? await loadMutant(job.mutant)
    : claim.mutants.find(({ name }) => name === job.mutant);
  return subject === undefined
    ? { refused: undecided(0, `${job.claimId} has no mutant ${job.mutant}`) }
    : { claim, subject };
}
