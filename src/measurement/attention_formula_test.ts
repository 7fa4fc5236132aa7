import { assertAlmostEquals, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { batchedAttention } from "../model/batched_attention.ts";
import { assertClose } from "../tasks/assertions_for_tests.ts";
import { drawCall, ONE_OF_EACH } from "../tasks/draw_call.ts";
import { TOLERANCE } from "../tolerance.ts";
import { attentionByFormula } from "./attention_formula.ts";

const SHAPE = { ...ONE_OF_EACH, prompts: 2, heads: 6, keyHeads: 3, queries: 2, points: 5 };

randomTest("the formula and the model agree, each on its own", () => {
  const shape = { ...SHAPE, dimension: 3, valueDimension: 2 };
  const call = drawCall(shape, testStream(), [5, 2]);
  const sinkScores = Float64Array.from({ length: 6 }, (_, head) => head - 2);
  const got = attentionByFormula(call, {
    score: (product) => product / Math.sqrt(3),
    sinkScores,
  });
  assertClose(batchedAttention({ ...call, sinkScores }), got, { tolerance: TOLERANCE.forward });
});

randomTest("a score sees its place, and −Infinity takes no part", () => {
  const call = drawCall(SHAPE, testStream());
  const first = attentionByFormula(call, { score: (_, { point }) => point === 3 ? 5 : -Infinity });
  // The keys' head of head h is ⌊h/2⌋.
  const wanted = [0, 1].flatMap((prompt) =>
    [0, 0, 1, 1, 2, 2].flatMap((keyHead) => {
      const value = call.values[(prompt * 3 + keyHead) * 5 + 3];
      return [value, value];
    })
  );
  assertEquals([...first], wanted);
  const none = attentionByFormula(call, { score: () => -Infinity });
  assertEquals([...none], wanted.map(() => 0));
});

Deno.test("points are weighed by the exponential of their scores, and a sink takes its share", () => {
  const call = {
    shape: { ...ONE_OF_EACH, points: 2 },
    queries: Float64Array.of(1),
    keys: Float64Array.of(0, Math.log(3)),
    values: Float64Array.of(4, 8),
  };
  const [answer] = attentionByFormula(call, { score: (product) => product });
  assertAlmostEquals(answer, 7, TOLERANCE.forward);
  const [beside] = attentionByFormula(call, {
    score: (product) => product,
    sinkScores: [Math.log(4)],
  });
  assertAlmostEquals(beside, 3.5, TOLERANCE.forward);
});
