import { assertAlmostEquals, assertThrows } from "@std/assert";
import { bernstein } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { drawInnerProducts } from "../tasks/nearest_task.ts";
import { gapLaw, predictedLoss, predictedXi1, signErrorConstant } from "./gap_law.ts";
import { TOLERANCE } from "../tolerance.ts";

/** ∫f by the midpoint rule: neither the variable nor the rule of the code. */
function integral(f: (x: number) => number, from: number, to: number): number {
  const panels = 20_000;
  const step = (to - from) / panels;
  let sum = 0;
  for (let k = 0; k < panels; k++) sum += f(from + (k + 0.5) * step);
  return sum * step;
}

Deno.test("in three dimensions the density of the gap at zero is N/2", () => {
  for (const contextLength of [2, 3, 5, 17, 101]) {
    const { density } = gapLaw({ contextLength, dimension: 3 });
    assertAlmostEquals(
      density / (contextLength / 2),
      1,
      TOLERANCE.identity,
      `N = ${contextLength}`,
    );
  }
});

/** Density and distribution function of an inner product where both are polynomials. */
const LAWS = [
  {
    dimension: 5,
    f: (t: number) => 0.75 * (1 - t * t),
    F: (t: number) => 0.5 + 0.75 * (t - t ** 3 / 3),
  },
  {
    dimension: 7,
    f: (t: number) => 0.9375 * (1 - t * t) ** 2,
    F: (t: number) => 0.5 + 0.9375 * (t - (2 * t ** 3) / 3 + t ** 5 / 5),
  },
];

Deno.test("the density is N(N−1)∫f²F^{N−2}, for polynomial densities in t itself", () => {
  for (const { dimension, f, F } of LAWS) {
    for (const n of [2, 3, 11]) {
      const wanted = n * (n - 1) * integral((t) => f(t) ** 2 * F(t) ** (n - 2), -1, 1);
      const { density } = gapLaw({ contextLength: n, dimension });
      assertAlmostEquals(density / wanted, 1, 1e-7, `N = ${n}, d = ${dimension}`);
    }
  }
});

Deno.test("wrong signs take three near-ties: N(N−1)(N−2)∫f³F^{N−3}·π²/48", () => {
  for (const { dimension, f, F } of LAWS) {
    for (const n of [3, 5, 11]) {
      const triples = n * (n - 1) * (n - 2) * integral((t) => f(t) ** 3 * F(t) ** (n - 3), -1, 1);
      const got = signErrorConstant({ contextLength: n, dimension });
      assertAlmostEquals(got / ((triples * Math.PI ** 2) / 48), 1, 1e-7, `N = ${n}`);
    }
  }
});

Deno.test("C is the density times ∫(1 + e^u)^{−2} du: what a near-tie costs", () => {
  const cost = integral((u) => (1 + Math.exp(u)) ** -2, 0, 40);
  for (const dimension of [3, 4, 8]) {
    const { density, lossConstant } = gapLaw({ contextLength: 5, dimension });
    assertAlmostEquals(lossConstant / (density * cost), 1, 1e-6);
  }
});

Deno.test("C has the values of claim A11's table", () => {
  const table = [
    [2, 3, 0.193],
    [4, 3, 0.386],
    [4, 4, 0.399],
    [5, 5, 0.512],
    [16, 8, 1.12],
    [64, 16, 2.147],
  ];
  for (const [contextLength, dimension, wanted] of table) {
    const { lossConstant } = gapLaw({ contextLength, dimension });
    assertAlmostEquals(lossConstant, wanted, 5e-4, `N = ${contextLength}, d = ${dimension}`);
  }
});

randomTest("small gaps between the two nearest points are as frequent as the density says", () => {
  const setting = { contextLength: 5, dimension: 5, prompts: 40_000 };
  const t = drawInnerProducts(setting, testStream("gaps"));
  const small = 0.02;
  let count = 0;
  for (let start = 0; start < t.length; start += 5) {
    const [nearest, second] = t.slice(start, start + 5).toSorted().toReversed();
    if (nearest - second < small) count++;
  }
  const chance = small * gapLaw(setting).density;
  const slack = bernstein(40_000, { variance: chance, range: 1 });
  // The density changes by about 3 % up to the gap counted.
  assertAlmostEquals(count / 40_000, chance, slack + 0.03 * chance);
});

/** ξ(t₁) of dξ/dt = C/(drag·ξ²) from ξ(t₀) = start, by Runge–Kutta steps. */
function integrated(
  { from, to, start }: { from: number; to: number; start: number },
  slope: (xi: number) => number,
): number {
  const steps = 2000;
  const h = (to - from) / steps;
  let xi = start;
  for (let k = 0; k < steps; k++) {
    const a = slope(xi);
    const b = slope(xi + (h / 2) * a);
    const c = slope(xi + (h / 2) * b);
    xi += (h / 6) * (a + 2 * b + 2 * c + slope(xi + h * c));
  }
  return xi;
}

Deno.test("the predicted ξ1 solves dξ1/dt = C/(d·ξ1²), from 0 at t = 0", () => {
  const setting = { contextLength: 4, dimension: 5 };
  const { lossConstant } = gapLaw(setting);
  const start = predictedXi1(setting, 10);
  const end = integrated({ from: 10, to: 1000, start }, (xi) => lossConstant / (5 * xi * xi));
  assertAlmostEquals(predictedXi1(setting, 1000) / end, 1, 1e-9);
  assertAlmostEquals(predictedXi1(setting, 1e-12), 0, 1e-3);
});

Deno.test("the predicted loss is C/ξ1, the query token's share of the drag included", () => {
  const setting = { contextLength: 4, dimension: 5 };
  const { lossConstant } = gapLaw(setting);
  const hard = lossConstant / predictedXi1(setting, 1000);
  assertAlmostEquals(predictedLoss(setting, 1000) / hard, 1, TOLERANCE.forward);
  const ratio = 3;
  const start = lossConstant / predictedLoss({ ...setting, ratio }, 10);
  const drag = 5 + ratio * ratio;
  const end = integrated({ from: 10, to: 1000, start }, (xi) => lossConstant / (drag * xi * xi));
  assertAlmostEquals(predictedLoss({ ...setting, ratio }, 1000) / (lossConstant / end), 1, 1e-9);
});

Deno.test("where there is no gap or no finite density, the law is refused", () => {
  const refused: [() => unknown, string][] = [
    [
      () => gapLaw({ contextLength: 1, dimension: 3 }),
      "context length N must be a whole number of at least 2, got 1",
    ],
    [
      () => gapLaw({ contextLength: 2, dimension: 2 }),
      "dimension d must be a whole number of at least 3, got 2",
    ],
    [
      () => signErrorConstant({ contextLength: 2, dimension: 3 }),
      "context length N must be a whole number of at least 3, got 2",
    ],
    [
      () => signErrorConstant({ contextLength: 3, dimension: 2 }),
      "dimension d must be a whole number of at least 3, got 2",
    ],
    [
      () => predictedLoss({ contextLength: 2, dimension: 3 }, 0),
      "time t must be a finite number above 0, got 0",
    ],
    [
      () => predictedXi1({ contextLength: 2, dimension: 3 }, NaN),
      "time t must be a finite number above 0, got NaN",
    ],
  ];
  for (const [call, message] of refused) assertThrows(call, RangeError, message);
});
