import { assert, assertEquals } from "@std/assert";
import { randomTest, sample } from "../../fixtures/random/random_for_tests.ts";
import { LONG_TRAINING, trainingSizes } from "./training_sizes.ts";

const sizes = trainingSizes(
  { contextLength: [1, 7], dimension: [2, 4] },
  { contextLengths: [65, 129], dimensions: [17, 64] },
);

randomTest("each large size comes up in more than 1.5 % of trainings, beside small ones", () => {
  const drawn = sample(sizes, 20_000);
  const share = (holds: (one: typeof drawn[number]) => boolean) =>
    drawn.filter(holds).length / drawn.length;
  for (const n of [65, 129]) assert(share((one) => one.contextLength === n) > 0.02, `n = ${n}`);
  for (const d of [17, 64]) assert(share((one) => one.dimension === d) > 0.02, `d = ${d}`);
  for (const batch of [33, 65]) assert(share((one) => one.batch === batch) > 0.02, `B = ${batch}`);
  for (const steps of [20, LONG_TRAINING]) {
    assert(share((one) => one.steps === steps) > 0.02, `${steps} steps`);
  }
  const large = drawn.filter(({ contextLength, dimension, batch, steps }) =>
    [contextLength > 7, dimension > 4, batch > 4, steps > 6].filter(Boolean).length > 1
  );
  assertEquals(large, []);
});
