import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { bernstein, chiSquare, normalSlack } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { bestLinearLoss } from "./linear_floor.ts";
import { leastLinearLoss } from "./least_linear_loss.ts";

randomTest("over tasks drawn one by one it comes to the floor, which no M is below", () => {
  for (const functionClass of ["affine", "relu"] as const) {
    const law = { functionClass, lipschitz: 2, noise: 0.7, contextLength: 11, dimension: 3 };
    const least = leastLinearLoss({ law, prompts: 1000 }, testStream("least", functionClass));
    // A deviation of 0.6 % was measured under 40 seeds.
    assertAlmostEquals(least / bestLinearLoss(law).loss, 1, normalSlack(0.0065));
  }
});

randomTest("a constant prediction saves nothing: all of f is missed, and its own square", () => {
  const law = {
    functionClass: "relu",
    lipschitz: 3,
    noise: 0,
    contextLength: 2,
    dimension: 5,
  } as const;
  const measure = (predict: () => number) =>
    leastLinearLoss({ law, prompts: 5000 }, testStream("known"), predict);
  // E f² = L²/3 + L²/(3d), of which the odd part is L²/(6d); only that is drawn. It is z times half the difference
  // of two slopes: its square is at most L² = 9, with variance 81/15·3/35 − 0.3².
  const odd = { variance: 0.373, range: 9 };
  assertAlmostEquals(measure(() => 0), 3 + 9 / 15, bernstein(5000, odd));
  // A constant of 1 costs its square, and twice its product with the even part, which is 0 in the mean: that has
  // variance 4·(3 + 3/2·1/5), and is at most 12.
  const both = { variance: 13.2 + 0.373, range: 12 + 9 };
  assertAlmostEquals(measure(() => 1), 4 + 9 / 15, bernstein(5000, both));
});

randomTest("query and its opposite are asked on one context, at three multiples of I", () => {
  const law = {
    functionClass: "affine",
    lipschitz: 1,
    noise: 0.5,
    contextLength: 7,
    dimension: 3,
  } as const;
  const calls: { x: number[]; first: number; c: number }[] = [];
  leastLinearLoss({ law, prompts: 2 }, testStream("calls"), (prompt, M) => {
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

randomTest(
  "M is ½, 1 and 2 times the best coefficient, and few prompts add nothing of their own",
  () => {
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
      sum += leastLinearLoss({ law, prompts: 1 }, testStream(seed), (_, M) => {
        seen.add(M.get(0, 0) / coefficient);
        return 0;
      });
    }
    assertEquals([...seen].map((factor) => Math.round(factor * 1e9) / 1e9), [0.5, 1, 2]);
    // E f² = L²/3 + L²/(3d); drawn is the square of slope times z, at most 1, with variance 1/5·1/5 − 1/9².
    const slack = bernstein(400, { variance: 0.028, range: 1 });
    assertAlmostEquals(sum / 400, 1 / 3 + 1 / 9, slack);
  },
);

randomTest("no prompts and the cosine class are refused", () => {
  const law = { lipschitz: 1, noise: 0, contextLength: 5, dimension: 3 };
  assertThrows(
    () => leastLinearLoss({ law: { ...law, functionClass: "affine" }, prompts: 0 }, testStream(1)),
    RangeError,
    "number of prompts",
  );
  assertThrows(
    () => leastLinearLoss({ law: { ...law, functionClass: "cosine" }, prompts: 5 }, testStream(1)),
    RangeError,
    "an odd part",
  );
});

randomTest("labels have noise of standard deviation σ, drawn anew for each", () => {
  // Next to no function: what is left of a label is its noise.
  const law = {
    functionClass: "affine",
    lipschitz: 1e-9,
    noise: 5,
    contextLength: 7,
    dimension: 3,
  } as const;
  const labels = new Set<number>();
  leastLinearLoss({ law, prompts: 1500 }, testStream("noise"), (prompt) => {
    prompt.labels.forEach((label) => labels.add(label));
    return 0;
  });
  assert(labels.size === 7 * 1500);
  const squares = [...labels].reduce((sum, label) => sum + label * label, 0);
  const { least, most } = chiSquare(labels.size);
  assert(least <= squares / 25 && squares / 25 <= most, `sum of squares ${squares}`);
});
