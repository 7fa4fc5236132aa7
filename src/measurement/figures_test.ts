import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { randomStream } from "../prng.ts";
import { randomSubspace } from "../tasks/low_rank.ts";
import { leakDuringPretraining, windowDuringPretraining } from "./figures_training.ts";
import { attentionProfiles, errorByContext, transferPanels } from "./figures_windows.ts";

const LAW = { noise: 1, contextLength: 23, dimension: 3 };

Deno.test("profiles share their points; softmax weights are a distribution, linear ones are not", () => {
  const profiles = attentionProfiles(LAW, [1, 3, 10], randomStream("profiles"));
  assertEquals(profiles.map(({ lipschitz }) => lipschitz), [1, 3, 10]);
  for (const { innerProducts, softmax, linear } of profiles) {
    assertEquals(innerProducts, profiles[0].innerProducts);
    assertEquals([...innerProducts], [...innerProducts].sort((a, b) => a - b));
    assertAlmostEquals(softmax.reduce((sum, a) => sum + a), 1, 1e-12);
    assert(linear[0] < 0);
  }
});

Deno.test("errors come with the lengths asked for", () => {
  const errors = errorByContext({ ...LAW, lipschitz: 2 }, [5, 31], randomStream("errors"));
  assertEquals(errors.map(({ contextLength }) => contextLength), [5, 31]);
  assert(errors[1].softmax < errors[0].softmax && errors[1].linear < errors[0].linear);
});

Deno.test("a window chosen on the tested law itself costs nothing", () => {
  const panels = transferPanels({ ...LAW, lipschitz: 2, factor: 0.1 }, randomStream("panels"));
  assertEquals(panels.length, 4);
  assertEquals(panels[0], { trained: { functionClass: "affine", lipschitz: 2 }, ratio: 1 });
  assert(panels.every(({ ratio }) => ratio >= 1));
});

Deno.test("series have one point a step, and end where a run diverges", () => {
  const law = { ...LAW, functionClass: "affine", lipschitz: 2 } as const;
  const run = { steps: 7, batch: 5, learningRate: 10 };
  assertEquals(windowDuringPretraining(law, run, randomStream("steps")).length, 7);
  const low = { ...law, subspace: randomSubspace(5, 2, randomStream("subspace")) };
  assertEquals(leakDuringPretraining(low, run, randomStream("steps")).length, 7);
  const wild = { ...run, learningRate: 1e9 };
  assertEquals(windowDuringPretraining(law, wild, randomStream("steps")), []);
});
