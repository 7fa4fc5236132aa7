/** One row of attention: the scores and the weights of one query of one head. */

import { type AttentionCall, type AttentionPlace, lengthOf } from "../tasks/attention_call.ts";

/** The first entry of a place's keys among `entries` a point; heads of one group share them. */
export function contextStart(
  { shape }: AttentionCall,
  { prompt, head }: AttentionPlace,
  entries: number,
): number {
  const keyHead = Math.floor((head * shape.keyHeads) / shape.heads);
  return (prompt * shape.keyHeads + keyHead) * shape.points * entries;
}

/** The first entry of a place's query, or with the value's entries that of its answer. */
export function queryStart(
  { shape }: AttentionCall,
  { prompt, head, query }: AttentionPlace,
  entries: number,
): number {
  return ((prompt * shape.heads + head) * shape.queries + query) * entries;
}

/**
 * Scaled scores ⟨q, k_j⟩/√d of all places for points, seen or not.
 *
 * @returns As many as there are places; what stands in a masked one may make its score anything.
 */
export function scaledScores(call: AttentionCall, place: AttentionPlace): Float64Array {
  const { queries, keys, shape: { dimension, points } } = call;
  const scale = call.scale ?? 1 / Math.sqrt(dimension);
  const [from, at] = [queryStart(call, place, dimension), contextStart(call, place, dimension)];
  const scores = new Float64Array(points);
  for (let j = 0; j < points; j++) {
    let product = 0;
    for (let c = 0; c < dimension; c++) product += queries[from + c] * keys[at + j * dimension + c];
    scores[j] = product * scale;
  }
  return scores;
}

/** The scores with the soft cap and the slope of the head, as far as the call has them; no mask yet. */
export function rowScores(call: AttentionCall, place: AttentionPlace): Float64Array {
  const { softCap, slopes } = call;
  const scores = scaledScores(call, place);
  if (softCap !== undefined) {
    for (let j = 0; j < scores.length; j++) scores[j] = softCap * Math.tanh(scores[j] / softCap);
  }
  if (slopes !== undefined) {
    const own = queryPosition(call, place);
    const slope = slopes[place.head];
    for (let j = 0; j < scores.length; j++) scores[j] -= slope * Math.abs(own - j);
  }
  return scores;
}

/** The place of a query among its prompt's n points: the last of m queries stands at the last point. */
export function queryPosition(call: AttentionCall, { prompt, query }: AttentionPlace): number {
  return lengthOf(call, prompt) - call.shape.queries + query;
}

/** The points that a query may see, ascending: no padding, nothing masked, nothing later than itself. */
export function visiblePoints(call: AttentionCall, place: AttentionPlace): number[] {
  const { mask, causal, cacheSteps, shape } = call;
  const length = lengthOf(call, place.prompt);
  const isCausal = causal === true || cacheSteps !== undefined;
  const end = isCausal ? queryPosition(call, place) + 1 : length;
  const row = (place.prompt * shape.queries + place.query) * shape.points;
  const seen: number[] = [];
  for (let j = 0; j < end; j++) if (mask === undefined || mask[row + j] !== 0) seen.push(j);
  return seen;
}

/** The points that take part: those that are seen, or of these the `topK` of the largest scores. */
export function chosenPoints(
  call: AttentionCall,
  place: AttentionPlace,
  scores: Float64Array,
): number[] {
  const seen = visiblePoints(call, place);
  // Sorting is stable: of equal scores the earlier point stays.
  return call.topK === undefined
    ? seen
    : seen.sort((a, b) => scores[b] - scores[a]).slice(0, call.topK);
}

/** Weights e^{s_j} of the chosen points over their sum and the sink's; 0 at the others, and where there is none. */
export function sharedWeights(
  scores: Float64Array,
  chosen: readonly number[],
  sinkScore = -Infinity,
): Float64Array {
  const weights = new Float64Array(scores.length);
  let largest = sinkScore;
  for (const j of chosen) if (scores[j] > largest) largest = scores[j];
  let total = sinkScore === -Infinity ? 0 : Math.exp(sinkScore - largest);
  for (const j of chosen) total += weights[j] = Math.exp(scores[j] - largest);
  for (const j of chosen) weights[j] /= total;
  return weights;
}

/** Weights of one row on all places for points; none of them where the query sees nothing. */
export function rowWeights(call: AttentionCall, place: AttentionPlace): Float64Array {
  const scores = rowScores(call, place);
  return sharedWeights(scores, chosenPoints(call, place, scores), call.sinkScores?.[place.head]);
}
