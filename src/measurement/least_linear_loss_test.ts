import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { randomStream } from "../prng.ts";
import { drawRegressionBatch } from "../tasks/regression.ts";
import { linearOptimum } from "../training/linear_optimum.ts";
import { bestLinearLoss } from "./linear_floor.ts";
import { leastLinearLoss } from "./least_linear_loss.ts";

Deno.test("least squares over all of M on tasks drawn one by one comes to the same loss", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const law = { functionClass, lipschitz: 2, noise: 0.7, contextLength: 11, dimension: 3 };
    const { loss } = linearOptimum(drawRegressionBatch(law, 20_000, randomStream(functionClass)));
    const least = leastLinearLoss({ law, prompts: 1000 }, randomStream("least", functionClass));
    // Half the squared error, and about 1 % of sampling noise.
    assertAlmostEquals(least / (2 * loss), 1, 0.04);
  }
});

Deno.test("a constant prediction saves nothing: all of f is missed, and its own square", () => {
  const law = {
    functionClass: "relu",
    lipschitz: 3,
    noise: 0,
    contextLength: 2,
    dimension: 5,
  } as const;
  const measure = (predict: () => number) =>
    leastLinearLoss({ law, prompts: 5000 }, randomStream("known"), predict);
  // E f² = L²/3 + L²/(3d), of which the odd part is L²/(6d).
  assertAlmostEquals(measure(() => 0), 3 + 9 / 15, 0.06);
  // A constant of 1 costs its square, and its product with the even part is 0 in the mean.
  assertAlmostEquals(measure(() => 1), 4 + 9 / 15, 0.2);
});

Deno.test("query and its opposite are asked on one context, at three multiples of I", () => {
  const law = {
    functionClass: "affine",
    lipschitz: 1,
    noise: 0.5,
    contextLength: 7,
    dimension: 3,
  } as const;
  const calls: { x: number[]; first: number; c: number }[] = [];
  leastLinearLoss({ law, prompts: 2 }, randomStream("calls"), (prompt, M) => {
    calls.push({ x: [...prompt.query], first: prompt.labels[0], c: M.get(2, 2) });
    assert(M.get(0, 1) === 0 && M.get(0, 0) === M.get(2, 2));
    return 0;
  });
  for (let i = 0; i < calls.length; i += 2) {
    const [there, back] = [calls[i], calls[i + 1]];
    assert(there.first === back.first && there.x.every((value, j) => value === -back.x[j]));
  }
  const [half, one, two] = [calls[0].c, calls[4].c, calls[8].c];
  assertAlmostEquals(one / half, 2);
  assertAlmostEquals(two / one, 2);
  assert(calls.length === 12);
});

Deno.test("M is ½, 1 and 2 times the best coefficient, and few prompts add nothing of their own", () => {
  const law = {
    functionClass: "affine",
    lipschitz: 1,
    noise: 0.5,
    contextLength: 7,
    dimension: 3,
  } as const;
  const { coefficient } = bestLinearLoss(law);
  const seen = new Set<number>();
  let sum = 0;
  for (let seed = 0; seed < 400; seed++) {
    sum += leastLinearLoss({ law, prompts: 1 }, randomStream(seed), (_, M) => {
      seen.add(M.get(0, 0) / coefficient);
      return 0;
    });
  }
  assertEquals([...seen].map((factor) => Math.round(factor * 1e9) / 1e9), [0.5, 1, 2]);
  // E f² = L²/3 + L²/(3d), from 400 single prompts of a deviation of less than a half.
  assertAlmostEquals(sum / 400, 1 / 3 + 1 / 9, 0.1);
});

Deno.test("no prompts and the cosine class are refused", () => {
  const law = { lipschitz: 1, noise: 0, contextLength: 5, dimension: 3 };
  assertThrows(
    () =>
      leastLinearLoss({ law: { ...law, functionClass: "affine" }, prompts: 0 }, randomStream(1)),
    RangeError,
    "number of prompts",
  );
  assertThrows(
    () =>
      leastLinearLoss({ law: { ...law, functionClass: "cosine" }, prompts: 5 }, randomStream(1)),
    RangeError,
    "an odd part",
  );
});

Deno.test("labels have noise of standard deviation σ, drawn anew for each", () => {
  // Next to no function: what is left of a label is its noise.
  const law = {
    functionClass: "affine",
    lipschitz: 1e-9,
    noise: 5,
    contextLength: 7,
    dimension: 3,
  } as const;
  const labels = new Set<number>();
  leastLinearLoss({ law, prompts: 1500 }, randomStream("noise"), (prompt) => {
    prompt.labels.forEach((label) => labels.add(label));
    return 0;
  });
  assert(labels.size === 7 * 1500);
  const squares = [...labels].reduce((sum, label) => sum + label * label, 0);
  // The mean of 10 500 squares of a normal has a relative deviation of 1.4 %.
  assertAlmostEquals(squares / labels.size, 25, 25 * 0.08);
});
