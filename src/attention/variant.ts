/** Variants of the reference model: it with some capabilities replaced. */

import type { Subject } from "../claim/subject.ts";
import { variantsOf } from "../claim/variant.ts";
import { fromFlat } from "../linalg.ts";
import { oneLayerTransformer } from "../model/one_layer_transformer.ts";
import { sinkWeights } from "../model/sink_token.ts";
import { attentionWeights, softmaxAttention } from "../model/softmax_attention.ts";
import { topKWeights } from "../model/top_k_attention.ts";
import { twoScalarWeights } from "../model/two_scalar_attention.ts";
import { pretrainAttention } from "../training/pretrain_attention.ts";
import { pretrainNearest } from "../training/pretrain_nearest.ts";
import { pretrainTransformer } from "../training/pretrain_transformer.ts";
import type { Capabilities, CompleteSubject } from "./capabilities.ts";
import { operatorOf } from "./operator_of.ts";
import { referenceSubject } from "./reference_subject.ts";

const make = variantsOf<Capabilities>(referenceSubject, whatFollows);

/**
 * The reference model with some capabilities replaced; what builds on a replaced one follows.
 *
 * Another `weigh` reaches attention, predictions and both forms of the transformer; another `nearestLoss`,
 * `transformerGradient` or `iclGradient` reaches the training that descends it; another `attendBatch` answers all calls
 * of the operator, whatever their options.
 *
 * @example A model whose window never closes
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { variant } from "@attest/attest";
 *
 * const uniform = variant({
 *   name: "uniform",
 *   description: "every point weighs the same",
 *   weigh: (scores) => scores.map(() => 1 / scores.length),
 * });
 * assertEquals([...uniform.weigh(Float64Array.of(3, 9))], [0.5, 0.5]);
 * ```
 */
export function variant(changes: Subject<Capabilities>): CompleteSubject {
  return make(changes);
}

/** What builds on the capabilities that are changed, made anew: the one rule for variants and for models of one's own. */
export function whatFollows(
  { weigh, attendBatch, nearestLoss, iclGradient, transformerGradient }: Partial<Capabilities>,
): Partial<Capabilities> {
  return {
    ...(weigh && weighedBy(weigh)),
    ...(attendBatch && operatorOf(attendBatch)),
    ...(nearestLoss && {
      pretrainNearest: (options, stream) => pretrainNearest(options, stream, nearestLoss),
    }),
    ...(transformerGradient && {
      pretrainTransformer: (options, stream) =>
        pretrainTransformer(options, stream, (batch, parameters) => {
          const size = batch.dimension + 2;
          return transformerGradient(batch, fromFlat(parameters, size, size));
        }),
    }),
    ...(iclGradient && {
      pretrainAttention: (options, stream) => pretrainAttention(options, stream, iclGradient),
    }),
  };
}

/** Attention, its predictions and both forms of the transformer with another way to weigh. */
function weighedBy(weigh: Capabilities["weigh"]): Partial<Capabilities> {
  return {
    attend: (prompt, parameters) => attentionWeights(prompt, parameters, weigh),
    predict: (prompt, parameters) => softmaxAttention(prompt, parameters, weigh),
    transform: (prompt, parameters) => oneLayerTransformer(prompt, parameters, weigh),
    weighTopK: (scores, k) => topKWeights(scores, k, weigh),
    weighWithSink: (scores, sinkScore) => sinkWeights(scores, sinkScore, weigh),
    weighInnerProducts: (t, parameters) => twoScalarWeights(t, parameters, weigh),
  };
}
