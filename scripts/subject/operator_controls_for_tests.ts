/**
 * Prints, as JSON, what the claims of group D make of operators that are asked as a process is, in numbers:
 * `operator_controls_for_tests.ts SEED`. A program, as claim files are tests when they load in one.
 */

import { REFERENCE_FACTS } from "../../src/attention/attention_facts.ts";
import type { Capabilities } from "../../src/attention/capabilities.ts";
import { givenSubject, lacking } from "../../src/attention/given_subject.ts";
import { type OperatorOption, OPTION_NAMES, OPTIONS } from "../../src/attention/offer.ts";
import { FORMS, type Operation, type Operations } from "../../src/attention/operations.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { Claim } from "../../src/claim/claim.ts";
import { batchedAttention } from "../../src/model/batched_attention.ts";
import type { AttentionCall } from "../../src/tasks/attention_call.ts";
import { claimControl, runClaim } from "../../src/verify/verify.ts";
import { claimFiles } from "../project/claim_files.ts";
import { loadClaim } from "../project/load_claims.ts";
import { FALSE, HONEST, type Operator, type Ways } from "./operators_for_tests.ts";

/** Cases that are enough for operators that are right. */
const FEW = 25;
const SEED = Number(Deno.args[0]);

/** The operation, with every call and answer taken apart into numbers and put together again. */
function throughNumbers<Name extends Operation>(name: Name, act: Operations[Name]) {
  const { pack, unpack, flatten, answer } = FORMS[name];
  return (...args: Parameters<Operations[Name]>) => {
    const packed = pack(args);
    const call = unpack({ ...packed, values: packed.values.slice() });
    const given = (act as (...args: readonly unknown[]) => unknown)(...call);
    return answer(Float64Array.from(flatten(given) as ArrayLike<number>), packed.sizes);
  };
}

function subjectOf(operator: Operator, ways: Ways = {}, options = OPTION_NAMES) {
  const { attendBatch, attendGradient } = operator;
  const given = {
    attendBatch: throughNumbers("attendBatch", attendBatch),
    ...(attendGradient && { attendGradient: throughNumbers("attendGradient", attendGradient) }),
  };
  const offered = { options, facts: { ...REFERENCE_FACTS, ...ways } };
  return { name: "control", description: "a control", ...givenSubject(given, offered) };
}

/** What nothing but an operator has. */
const OPERATOR: readonly string[] = ["attendBatch", "attendGradient", ...Object.values(OPTIONS)];
const claims = (await Promise.all((await claimFiles()).map(loadClaim)))
  .filter(({ needs }) => needs.some((need) => OPERATOR.includes(need)));

/** A claim's verdict, from as many cases as in the profile ci, or so many. */
async function verdictOf(claim: Claim, subject: ReturnType<typeof subjectOf>, cases = Infinity) {
  const control = claimControl(claim, { seed: SEED, profile: "ci" });
  const limit = Math.min(control.limit, cases);
  const { verdict, cause } = await runClaim(claim, subject, { ...control, limit, shrink: false });
  return cause ?? verdict;
}

/** Which options a call has on. */
function optionsOf(call: AttentionCall): OperatorOption[] {
  return OPTION_NAMES.filter((name) =>
    name === "groups"
      ? call.shape.keyHeads < call.shape.heads
      : ![undefined, false].includes(call[name] as undefined)
  );
}

/** An operator that knows what a claim needs, and throws at any other option. */
function frugal({ needs }: Claim) {
  const known = OPTION_NAMES.filter((name) => needs.includes(OPTIONS[name]));
  const check = (call: AttentionCall) => {
    const other = optionsOf(call).filter((name) => !known.includes(name));
    if (other.length > 0) throw new Error(`it was asked for ${other}`);
  };
  return subjectOf(
    {
      attendBatch: (call) => (check(call), batchedAttention(call)),
      attendGradient: (call, c) => (check(call), referenceSubject.attendGradient(call, c)),
    },
    {},
    known,
  );
}

const honest: Record<string, Record<string, string>> = {};
/** False operators and mutants that pass. */
const passed: string[] = [];
const tried: string[] = [];
for (const [name, [operator, ways]] of Object.entries(HONEST)) {
  honest[name] = {};
  const subject = subjectOf(operator, ways);
  for (const claim of claims) {
    if (claim.needs.includes("attendGradient") && !operator.attendGradient) continue;
    const verdict = await verdictOf(claim, subject, FEW);
    if (!["verified", "regime not reached"].includes(verdict)) honest[name][claim.id] = verdict;
  }
}
for (const [name, [operator, ways, ...ids]] of Object.entries(FALSE)) {
  for (const claim of claims.filter(({ id }) => ids.includes(id))) {
    const verdict = await verdictOf(claim, subjectOf(operator, ways));
    tried.push(claim.id);
    if (verdict !== "refuted") passed.push(`${claim.id} ${name}`);
  }
}

const asked: Record<string, string> = {};
let mutants = 0;
for (const claim of claims) {
  const verdict = await verdictOf(claim, frugal(claim), FEW);
  if (!["verified", "regime not reached"].includes(verdict)) asked[claim.id] = verdict;
  for (const mutant of claim.mutants as unknown as readonly (Capabilities & { name: string })[]) {
    // One function for all options, as a user's model is; the others answer some options alone.
    // Those of D12 know a call by its identity, which has none in numbers.
    if (claim.id === "D12") continue;
    if (Object.values(OPTIONS).some((name) => mutant[name] !== mutant.attendBatch)) continue;
    mutants++;
    const subject = subjectOf(mutant, mutant.attentionFacts());
    if (await verdictOf(claim, subject) !== "refuted") passed.push(`${claim.id} ${mutant.name}`);
  }
}
console.log(JSON.stringify({
  honest,
  tried,
  asked,
  passed,
  mutants,
  reached: claims.filter(({ needs }) =>
    lacking({
      operations: ["attendBatch", "attendGradient"],
      operator: { options: OPTION_NAMES, facts: REFERENCE_FACTS },
    }, needs).length === 0
  ).length,
  claims: claims.length,
}));
