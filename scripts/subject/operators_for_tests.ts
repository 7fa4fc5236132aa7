/** Operators of users' own whose verdicts are known. */

import type { AttentionFacts } from "../../src/attention/attention_facts.ts";
import type { Capabilities } from "../../src/attention/capabilities.ts";
import { Refusal } from "../../src/attention/refusal.ts";
import { referenceSubject } from "../../src/attention/reference_subject.ts";
import {
  rowScores,
  rowWeights,
  sharedWeights,
  visiblePoints,
} from "../../src/model/attention_row.ts";
import { attendRows, batchedAttention } from "../../src/model/batched_attention.ts";
import { type AttentionCall, attentionPlaces } from "../../src/tasks/attention_call.ts";

/** An operator that may have a gradient. */
export type Operator =
  & Pick<Capabilities, "attendBatch">
  & Partial<Pick<Capabilities, "attendGradient">>;
/** Ways that are not the reference's. */
export type Ways = Partial<AttentionFacts>;

/** Heads of keys repeated in rounds, so that each head of queries has its own. */
function inRounds(call: AttentionCall): AttentionCall {
  const { shape } = call;
  const { prompts, heads, keyHeads, points, dimension, valueDimension } = shape;
  const repeated = (flat: Float64Array, entries: number) => {
    const size = points * entries;
    const all = new Float64Array(prompts * heads * size);
    for (let row = 0; row < prompts * heads; row++) {
      const own = Math.floor(row / heads) * keyHeads + (row % heads) % keyHeads;
      all.set(flat.subarray(own * size, (own + 1) * size), row * size);
    }
    return all;
  };
  return {
    ...call,
    shape: { ...shape, keyHeads: heads },
    keys: repeated(call.keys, dimension),
    values: repeated(call.values, valueDimension),
  };
}

/** The last of equal scores stay. */
function lastOfTies(call: AttentionCall): Float64Array {
  if (call.topK === undefined) return batchedAttention(call);
  return attendRows(call, (place) => {
    const scores = rowScores(call, place);
    const chosen = visiblePoints(call, place).reverse().sort((a, b) => scores[b] - scores[a])
      .slice(0, call.topK);
    return sharedWeights(scores, chosen, call.sinkScores?.[place.head]);
  });
}

/** On a call with an empty row it throws. */
function throwing(error: Error): Operator["attendBatch"] {
  return (call) => {
    const sees = attentionPlaces(call.shape).map((place) => visiblePoints(call, place).length);
    if (sees.includes(0)) throw error;
    return batchedAttention(call);
  };
}

const refusing = throwing(new Refusal("a row sees nothing"));

/** One point in ten is dropped, others in each call. */
function withDropout(): Operator["attendBatch"] {
  let calls = 0;
  return (call) => {
    calls++;
    return attendRows(
      call,
      (place) => rowWeights(call, place).map((weight, j) => (j + calls) % 10 === 0 ? 0 : weight),
    );
  };
}

/** Operators that do what they say. */
export const HONEST: Readonly<Record<string, readonly [Operator, Ways?]>> = {
  ours: [{ attendBatch: batchedAttention, attendGradient: referenceSubject.attendGradient }],
  refusing: [{ attendBatch: refusing }, { emptyRow: "refused" }],
  rounds: [{ attendBatch: (call) => batchedAttention(inRounds(call)) }, { groups: "rounds" }],
  last: [{ attendBatch: lastOfTies }, { ties: "last" }],
  chunks: [{
    attendBatch: (call) =>
      batchedAttention(call.topK === undefined ? { chunkLength: 7, ...call } : call),
  }],
};

/** Operators whose word and deed differ, from each other or from call to call, and the claims that say so. */
export const FALSE: Readonly<Record<string, readonly [Operator, Ways, ...ids: string[]]>> = {
  "refuses unsaid": [{ attendBatch: refusing }, {}, "D2", "D2.causal"],
  "says refused, crashes": [
    { attendBatch: throwing(new TypeError("no such key")) },
    { emptyRow: "refused" },
    ...["D2", "D2.causal"],
  ],
  dropout: [{ attendBatch: withDropout() }, {}, "D12"],
  "says rounds": [{ attendBatch: batchedAttention }, { groups: "rounds" }, "D6.groups"],
  "says last": [{ attendBatch: batchedAttention }, { ties: "last" }, "D16"],
};
