/** The operator's capabilities from one function that knows all options. */

import type { AttentionCall } from "../tasks/attention_call.ts";
import type { AttentionOperator } from "./capabilities.ts";

/** Every question of the operator is answered by this function, gradients and facts left aside. */
export function operatorOf(
  attend: (call: AttentionCall) => Float64Array,
): Omit<AttentionOperator, "attentionFacts" | "attendGradient"> {
  return {
    attendBatch: attend,
    attendGrouped: attend,
    attendCausal: attend,
    attendScaled: attend,
    attendCapped: attend,
    attendSloped: attend,
    attendWithSinks: attend,
    attendTopK: attend,
    attendInChunks: attend,
    attendFromCache: attend,
  };
}
