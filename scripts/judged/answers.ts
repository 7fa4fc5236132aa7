/** Answers to the judge's questions: what is loaded, and what it does on a subject. */

import type { Claim, StatisticalClaim, UniversalClaim } from "../../src/claim/claim.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import { decodeSpec, type Json } from "../../src/report/spec_json.ts";
import { crashed } from "../../src/verify/obstacle.ts";
import { describeError } from "../../src/verify/outcome.ts";
import { neededPart } from "../../src/verify/needed_part.ts";
import { measure } from "../../src/verify/verify_universal.ts";
import { UsageError } from "../base/usage_error.ts";
import type { Calls } from "../subject/calls.ts";
import { textOfCalls, valuesOfText } from "../subject/calls_text.ts";
import { loadClaim } from "../project/load_claims.ts";
import { AskedSubject, type AskJudge } from "./asked_subject.ts";
import type { Channel } from "./channel.ts";
import { putOn } from "./guise.ts";
import { cardOf } from "./card_of.ts";
import { allMutants, settingsOf, straysOf } from "./claim_traits.ts";
import { loadingOf } from "./loading.ts";
import { watchIntrinsics } from "./intrinsics.ts";
import type { Message, Question } from "./messages.ts";
import { type Send, sendBlock, sendCases, sendRepeated } from "./run_answers.ts";
import { meanTime, timePart } from "./timing.ts";

/** Longest text of a message. */
const LONGEST = 20_000;

const changed = watchIntrinsics();

/** The claim of this process, once it was asked for. */
let loaded: Claim | undefined;

/** The card of a file's claim, and how it came. */
async function readClaim(file: string) {
  const own = await loadClaim(file);
  return { card: cardOf(own), loading: await loadingOf(file, own) };
}

/** Answers one question, and tells why where it cannot. */
export async function answer(
  question: Question,
  { send, request, rejected }: Pick<Channel, "send" | "request"> & {
    /** What promise was rejected that nobody waits for. */
    readonly rejected: () => Promise<string | undefined>;
  },
): Promise<void> {
  const refuse = (reason: string): Message => (
    { kind: "refused", cause: "crashed", reason: crashed(reason).reason.slice(0, LONGEST) }
  );
  let end: Message | undefined;
  try {
    await answerTo(question, {
      send(message) {
        const { kind } = message;
        if (kind === "reading" || kind === "cases" || kind === "shrunk") send(message);
        else end = message;
      },
      askJudge: (calls) => askJudge(calls, request),
    });
  } catch (error) {
    end = refuse(describeError(error));
  }
  const reason = await rejected();
  send(
    reason === undefined ? end! : refuse(`a promise that nothing awaits was rejected: ${reason}`),
  );
}

async function answerTo(
  question: Question,
  { send, askJudge }: { readonly send: Send; readonly askJudge: AskJudge },
): Promise<void> {
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
      return await sendCases(universal(), question, { send, askJudge });
    case "block":
      return await sendBlock(statistical(), question, { send, askJudge });
    case "repeat":
      return await sendRepeated(claim(), question, { send, askJudge });
    case "check": {
      const spec = decodeSpec(question.spec as Json);
      const { given } = question.subject ?? {};
      const subject = given ? new AskedSubject(given, askJudge).subject : referenceSubject;
      const { capabilities } = neededPart(subject, claim().needs);
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
  if (own.unit !== "cases") throw new Error(`${own.id} was asked for cases, but has replicates`);
  return own;
}

function statistical(): StatisticalClaim {
  const own = claim();
  if (own.unit !== "replicates") {
    throw new Error(`${own.id} was asked for replicates, but has cases`);
  }
  return own;
}

/** What a user's model answers, by way of the judge. */
function askJudge(calls: Calls, request: Channel["request"]): ReturnType<AskJudge> {
  const answered = request({ kind: "asked", ...textOfCalls(calls) } as unknown as Message);
  if (answered?.values !== undefined) {
    const { values, refused } = answered;
    return { values: valuesOfText(values), ...(refused && { refused }) };
  }
  const { error = "the judge has gone", ended = true } = answered ?? {};
  return { error, ended };
}

async function sendCards(files: readonly string[], send: Send): Promise<void> {
  const cards: unknown[] = [];
  for (let i = 0; i < files.length; i++) {
    const file = files[i];
    send({ kind: "reading", file: `props/${file}` });
    try {
      cards[i] = { file, ...await readClaim(file) };
    } catch (error) {
      // What the file throws may not name it.
      cards[i] = {
        file,
        error: error instanceof UsageError
          ? error.message
          : `props/${file} must hold a claim, got ${describeError(error)}`,
      };
    }
    // What comes after it would be read with what it changed.
    if (changed() !== undefined) break;
  }
  send({ kind: "cards", cards } as unknown as Message);
}
