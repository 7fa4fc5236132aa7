import { assert, assertEquals } from "@std/assert";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import type { PromptBatch } from "../tasks/prompt.ts";
import { kernelIclGradient } from "../training/kernel_icl_loss.ts";
import { trainOnSubspace } from "./low_rank_training.ts";

const LAW = { functionClass: "affine", lipschitz: 2, noise: 1, contextLength: 13 } as const;
const SIZES = { dimension: 5, rank: 2 };

randomTest("a run ends near the window and the loss of the model that knows B", () => {
  const stream = (name: string) => testStream("subspace", name);
  const { inside, leak, excess } = trainOnSubspace(LAW, SIZES, stream, kernelIclGradient);
  assert(Math.abs(Math.log(inside)) < 0.4, `inside ${inside}`);
  assert(leak < 0.2, `leak ${leak}`);
  assert(Math.abs(excess) < 0.15, `excess ${excess}`);
});

randomTest("a run towards I leaks as many entries as B leaves out", () => {
  const stream = (name: string) => testStream("identity", name);
  const toIdentity = ({ dimension }: PromptBatch, parameters: Float64Array) => ({
    loss: 1,
    gradient: parameters.map((entry, i) => 1e-3 * (entry - (i % (dimension + 1) === 0 ? 1 : 0))),
  });
  const { leak } = trainOnSubspace(LAW, SIZES, stream, toIdentity);
  assertEquals(leak.toFixed(6), Math.sqrt(3 / 2).toFixed(6));
});
