/** `attest replay`: a kept counterexample, checked again. */

import { claimOfCounterexample } from "../../src/report/counterexample.ts";
import type { Counterexample } from "../../src/report/counterexample_schema.ts";
import { type Fact, factLines, failingMarginText } from "../../src/report/text/failure.ts";
import { type Json, specText } from "../../src/report/spec_json.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { checkCase } from "../judged/check_case.ts";
import type { ClaimCard } from "../judged/claim_card.ts";
import { listClaims } from "../judged/list_claims.ts";
import type { GivenModel } from "../pool/pool_options.ts";
import { openModel } from "./open_model.ts";
import { readCounterexample } from "../project/read_counterexample.ts";
import { writeOutput } from "../terminal/terminal.ts";
import { complaint, UsageError } from "../base/usage_error.ts";

/** Prints the case with its numbers; 0 when it comes out as the claim expects, else 1. */
export async function runReplay(path: string, subject?: string): Promise<number> {
  await using model = subject === undefined ? undefined : await openModel(subject);
  const { file, claim } = await usable(path, async () => {
    const file = await readCounterexample(path);
    const wanted = model?.name ?? referenceSubject.name;
    if (file.subject !== wanted) {
      const help = model === undefined ? ": name the model by --subject" : "";
      throw new RangeError(`its subject must be ${wanted}, got ${file.subject}${help}`);
    }
    return { file, claim: claimOfCounterexample(file, await listClaims()) };
  });
  const { fails, facts } = await replay(claim, file, model);
  const ok = fails === (claim.expected === "refuted");
  const lines = factLines([
    ["claim", `${claim.id} ${claim.slug}`],
    ["statement", claim.statement],
    ["case", specText(file.spec as Json)],
    ...facts,
    ["result", `${fails ? "fails" : "holds"}, ${ok ? "as expected" : "not as expected"}`],
  ]);
  writeOutput(`${lines.join("\n")}\n`);
  return ok ? 0 : 1;
}

/** Measures the case again; a crash is a failure of its own. */
async function replay(
  claim: ClaimCard,
  file: Counterexample,
  model: GivenModel | undefined,
): Promise<{ fails: boolean; facts: Fact[] }> {
  const { margin, crash } = await checkCase(claim, file.spec, model);
  if (margin === undefined) return { fails: true, facts: [["got", `a crash: ${crash}`]] };
  const facts: Fact[] = [
    ["got", `${margin.got} for ${margin.what}`],
    ["wanted", `${margin.wanted}`],
    ["margin", `${failingMarginText(margin)}; ${file.margin.margin} when it was kept`],
  ];
  return { fails: !(margin.margin >= 0), facts };
}

/** What is wrong with a file is the user's to know, under the file's name. */
async function usable<Result>(path: string, read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot replay ${path}: ${complaint(error)}`);
  }
}
