/** Answers about what a claim comes to on a subject: cases, replicates, and one of them once more. */

import {
  type Claim,
  type StatisticalClaim,
  underLaw,
  type UniversalClaim,
} from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import type { Subject } from "../../src/claim/subject.ts";
import { CaseRun, type RunCase } from "../../src/verify/case_run.ts";
import { neededPart } from "../../src/verify/needed_part.ts";
import { computeBlock } from "../../src/verify/replicate_block.ts";
import { lackOf } from "../../src/verify/verify.ts";
import { repeatCase, runCases } from "../../src/verify/verify_universal.ts";
import { loadMutant } from "../project/load_mutants.ts";
import { AskedSubject, type AskJudge } from "./asked_subject.ts";
import { LookAhead } from "./look_ahead.ts";
import type { Message, Question, SubjectName } from "./messages.ts";

/** Takes a part of an answer. */
export type Send = (message: Message) => void;
/** Where parts of an answer go, and where a user's model is asked. */
export interface Ways {
  readonly send: Send;
  readonly askJudge: AskJudge;
}
type Asked<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

/** Cases that are worth a message, and milliseconds after which fewer are. */
const [BATCH, TURN] = [200, 50];

// Taken now, before a claim can set another clock.
const now = performance.now.bind(performance);

/** What was measured on the reference model, by the replicate's seed: rivals are held to the same. */
const MEMORY = new Map<number, unknown>();

/** The claim, or the same with a rival in place of its law; on a mutant it is measured anew. */
function ruled<Own extends Claim>(
  own: Own,
  { mutant, rival, given }: SubjectName,
  memory?: Map<number, unknown>,
): Own {
  if (given !== undefined) return underLaw(own) as Own;
  return (mutant === undefined ? underLaw(own, rival, memory) : own) as Own;
}

function askedOf({ given }: SubjectName, askJudge: AskJudge): AskedSubject | undefined {
  return given && new AskedSubject(given, askJudge);
}

async function subjectOf(
  own: Claim,
  { mutant, other }: SubjectName,
  given: AskedSubject | undefined,
): Promise<Subject> {
  if (given !== undefined) return given.subject;
  if (mutant === undefined) return referenceSubject;
  if (other) return await loadMutant(mutant);
  const found = own.mutants.find(({ name }) => name === mutant);
  if (found === undefined) throw new Error(`${own.id} has no mutant ${mutant}`);
  return found;
}

/** The cases of a shard, a few at a time, and smaller ones where one fails. */
export async function sendCases(
  claim: UniversalClaim,
  asked: Asked<"cases">,
  { send, askJudge }: Ways,
): Promise<void> {
  const begun = now();
  const own = ruled(claim, asked.subject);
  const given = askedOf(asked.subject, askJudge);
  const subject = await subjectOf(own, asked.subject, given);
  const lack = lackOf(own, subject);
  if (lack) return send({ kind: "refused", cause: "not applicable", reason: lack.reason });
  let cases: (RunCase & { seconds: number })[] = [];
  let due = now() + TURN;
  // The judge draws its own conclusions by the same rule; here it says when to stop, and what to shrink.
  const run = new CaseRun(own, asked);
  const flush = () => {
    if (cases.length > 0) send({ kind: "cases", cases } as unknown as Message);
    [cases, due] = [[], now() + TURN];
  };
  const { capabilities, read } = neededPart(subject, own.needs);
  const ahead = given && new LookAhead(own, given, asked);
  const broken = await runCases(own, capabilities, {
    ...asked,
    clock: now,
    ...(ahead && { pause: () => (run.isOver ? undefined : ahead.before(run.cases)) }),
    onCase(taken) {
      cases.push({ ...taken, seconds: taken.seconds! });
      run.take(taken);
      if (run.isOver || cases.length >= BATCH || now() >= due) flush();
      return !run.isOver;
    },
    onShrink(entry) {
      // A model that has ended fails of everything, which makes no case smaller.
      const counts = given?.ended === undefined && run.shrink(entry);
      if (counts) send({ kind: "shrunk", ...entry });
      return counts;
    },
  });
  flush();
  const seconds = (now() - begun) / 1000;
  send({ kind: "ran", ...(broken !== undefined && { broken }), read: [...read], seconds });
}

/** The effects of some replicates. */
export async function sendBlock(
  claim: StatisticalClaim,
  asked: Asked<"block">,
  { send, askJudge }: Ways,
): Promise<void> {
  const own = ruled(claim, asked.subject, MEMORY);
  const given = askedOf(asked.subject, askJudge);
  const subject = await subjectOf(own, asked.subject, given);
  const lack = lackOf(own, subject);
  if (lack) return send({ kind: "refused", cause: "not applicable", reason: lack.reason });
  const begun = now();
  const effects = new Float64Array(asked.count);
  given?.prepare((recording) => {
    computeBlock(own, recording, { ...asked, effects });
  });
  const { done, settings, halt, crash, read } = computeBlock(own, subject, {
    ...asked,
    effects,
    clock: now,
  });
  send({
    kind: "block",
    ...{ done, settings, effects: [...effects.subarray(0, done)] },
    ...(halt !== undefined && { halt }),
    ...(crash !== undefined && { crash }),
    read,
    seconds: (now() - begun) / 1000,
  } as unknown as Message);
}

/** One case or replicate by its number, as every process must have it. */
export async function sendRepeated(
  claim: Claim,
  asked: Asked<"repeat">,
  { send, askJudge }: Ways,
): Promise<void> {
  const { seed, index, stratum } = asked;
  // What is remembered would come out the same whatever it was measured by.
  const own = ruled(claim, asked.subject);
  const given = askedOf(asked.subject, askJudge);
  const subject = await subjectOf(own, asked.subject, given);
  if (own.unit === "cases") {
    const { capabilities } = neededPart(subject, own.needs);
    const { spec, cells, margin, crash } = await repeatCase(own, capabilities, asked);
    const result = { ...(margin && { margin }), ...(crash !== undefined && { crash }) };
    return send({ kind: "repeated", spec, cells, ...result } as unknown as Message);
  }
  const effects = new Float64Array(1);
  const block = { seed, from: index, count: 1, effects, ...(stratum !== undefined && { stratum }) };
  given?.prepare((recording) => {
    computeBlock(own, recording, block);
  });
  const { done, settings: [drawn], halt } = computeBlock(own, subject, block);
  const result = done === 1 ? { effect: effects[0] } : { crash: halt };
  const { spec, cells } = drawn ?? { cells: [] };
  send({ kind: "repeated", spec, cells, ...result } as unknown as Message);
}
