/** Answers to the judge's questions: what is loaded, and what it does on a subject. */

import type { Claim, StatisticalClaim, UniversalClaim } from "../../src/claim/claim.ts";
import { referenceSubject, type Subject } from "../../src/claim/subject.ts";
import { decodeSpec, type Json } from "../../src/report/spec_json.ts";
import { CaseRun, type RunCase } from "../../src/verify/case_run.ts";
import { describeError } from "../../src/verify/outcome.ts";
import { neededPart } from "../../src/verify/needed_part.ts";
import { computeBlock } from "../../src/verify/replicate_block.ts";
import { notApplicable } from "../../src/verify/verify.ts";
import { measure, repeatCase, runCases } from "../../src/verify/verify_universal.ts";
import { loadClaim } from "../project/load_claims.ts";
import { loadMutant } from "../project/load_mutants.ts";
import { cardOf } from "./claim_card.ts";
import { putOn } from "./guise.ts";
import { allMutants, settingsOf, straysOf } from "./claim_traits.ts";
import { loadingOf } from "./loading.ts";
import { watchIntrinsics } from "./intrinsics.ts";
import type { Message, Question, SubjectName } from "./messages.ts";
import { meanTime, timePart } from "./timing.ts";

type Send = (message: Message) => void;
type Asked<Kind extends Question["kind"]> = Extract<Question, { kind: Kind }>;

/** Cases that are worth a message, and milliseconds after which fewer are. */
const [BATCH, TURN] = [200, 50];

/** Longest text of a message. */
const LONGEST = 20_000;

// Taken now, before a claim can set another clock.
const now = performance.now.bind(performance);

const changed = watchIntrinsics();

/** The claim of this process, once it was asked for. */
let loaded: Claim | undefined;

/** The card of a file's claim, and how it came. */
async function readClaim(file: string) {
  const own = await loadClaim(file);
  return { card: cardOf(own), loading: await loadingOf(file, own) };
}

/** Answers one question, and tells why where it cannot. */
export async function answer(question: Question, send: Send): Promise<void> {
  try {
    await answerTo(question, send);
  } catch (error) {
    send({ kind: "refused", reason: `crashed: ${describeError(error)}`.slice(0, LONGEST) });
  }
}

async function answerTo(question: Question, send: Send): Promise<void> {
  switch (question.kind) {
    case "cards":
      return await sendCards(question.files, send);
    case "claim":
      putOn(question.guise ?? {});
      loaded = await loadClaim(`${question.slug}_test.ts`);
      return send({ kind: "card", card: cardOf(loaded) } as unknown as Message);
    case "mutants":
      return send(await allMutants());
    case "strays":
      return send(await straysOf(claim()));
    case "settings":
      return send(settingsOf(statistical(), question.seeds));
    case "time":
      return send({ kind: "timed", ...timePart(statistical(), question) });
    case "rate":
      return send({ kind: "timed", ...meanTime(claim(), question) });
    case "memory":
      return send({ kind: "memory", bytes: Deno.memoryUsage().rss });
    case "cases":
      return await sendCases(universal(), question, send);
    case "block":
      return await sendBlock(statistical(), question, send);
    case "repeat":
      return await sendRepeated(claim(), question, send);
    case "check": {
      const spec = decodeSpec(question.spec as Json);
      const { capabilities } = neededPart(referenceSubject, claim().needs);
      return send({ kind: "checked", ...measure(universal(), capabilities, spec) });
    }
  }
}

function claim(): Claim {
  if (loaded === undefined) throw new Error("a claim must be asked for first, got none");
  return loaded;
}

function universal(): UniversalClaim {
  const own = claim();
  if (own.unit !== "cases") throw new Error(`${own.id} has replicates, and was asked for cases`);
  return own;
}

function statistical(): StatisticalClaim {
  const own = claim();
  if (own.unit !== "replicates") {
    throw new Error(`${own.id} has cases, and was asked for replicates`);
  }
  return own;
}

async function sendCards(files: readonly string[], send: Send): Promise<void> {
  const cards: unknown[] = [];
  for (let i = 0; i < files.length; i++) {
    const file = files[i];
    send({ kind: "reading", file: `props/${file}` });
    try {
      cards[i] = { file, ...await readClaim(file) };
    } catch (error) {
      cards[i] = { file, error: `${(error as Error).message}` };
    }
    // What comes after it would be read with what it changed.
    if (changed() !== undefined) break;
  }
  send({ kind: "cards", cards } as unknown as Message);
}

async function subjectOf(own: Claim, { mutant, other }: SubjectName): Promise<Subject> {
  if (mutant === undefined) return referenceSubject;
  if (other) return await loadMutant(mutant);
  const found = own.mutants.find(({ name }) => name === mutant);
  if (found === undefined) throw new Error(`${own.id} has no mutant ${mutant}`);
  return found;
}

async function sendCases(own: UniversalClaim, asked: Asked<"cases">, send: Send): Promise<void> {
  const begun = now();
  const subject = await subjectOf(own, asked.subject);
  const refused = notApplicable(own, subject);
  if (refused) return send({ kind: "refused", reason: refused.reason! });
  let cases: (RunCase & { seconds: number })[] = [];
  let due = now() + TURN;
  // The judge draws its own conclusions by the same rule; here it says when to stop, and what to shrink.
  const run = new CaseRun(own, asked);
  const flush = () => {
    if (cases.length > 0) send({ kind: "cases", cases } as unknown as Message);
    [cases, due] = [[], now() + TURN];
  };
  const { capabilities, read } = neededPart(subject, own.needs);
  const broken = await runCases(own, capabilities, {
    ...asked,
    clock: now,
    onCase(taken) {
      cases.push({ ...taken, seconds: taken.seconds! });
      run.take(taken);
      if (run.isOver || cases.length >= BATCH || now() >= due) flush();
      return !run.isOver;
    },
    onShrink(entry) {
      const counts = run.shrink(entry);
      if (counts) send({ kind: "shrunk", ...entry });
      return counts;
    },
  });
  flush();
  const seconds = (now() - begun) / 1000;
  send({ kind: "ran", ...(broken !== undefined && { broken }), read: [...read], seconds });
}

async function sendBlock(own: StatisticalClaim, asked: Asked<"block">, send: Send): Promise<void> {
  const subject = await subjectOf(own, asked.subject);
  const refused = notApplicable(own, subject);
  if (refused) return send({ kind: "refused", reason: refused.reason! });
  const begun = now();
  const effects = new Float64Array(asked.count);
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

async function sendRepeated(own: Claim, asked: Asked<"repeat">, send: Send): Promise<void> {
  const subject = await subjectOf(own, asked.subject);
  if (own.unit === "cases") {
    const { capabilities } = neededPart(subject, own.needs);
    const { spec, cells, margin, crash } = await repeatCase(own, capabilities, asked);
    const result = { ...(margin && { margin }), ...(crash !== undefined && { crash }) };
    return send({ kind: "repeated", spec, cells, ...result } as unknown as Message);
  }
  const effects = new Float64Array(1);
  const block = { seed: asked.seed, from: asked.index, count: 1, effects };
  const { done, settings: [drawn], halt } = computeBlock(own, subject, block);
  const result = done === 1 ? { effect: effects[0] } : { crash: halt };
  const { spec, cells } = drawn ?? { cells: [] };
  send({ kind: "repeated", spec, cells, ...result } as unknown as Message);
}
