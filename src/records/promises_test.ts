import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { binomialTail, failSafe } from "./abstention.ts";
import { classOf, halfWidth, scaledIntervals } from "./intervals.ts";
import { payRule, softmaxPays } from "./pays.ts";

Deno.test("the binomial tail is its sum", () => {
  const choose = (n: number, k: number): number => k === 0 ? 1 : choose(n - 1, k - 1) * n / k;
  for (const [n, k, p] of [[7, 2, 0.1], [31, 0, 0.1], [40, 5, 0.3]]) {
    let sum = 0;
    for (let i = 0; i <= k; i++) sum += choose(n, i) * p ** i * (1 - p) ** (n - i);
    assertAlmostEquals(binomialTail(n, k, p), sum, 1e-12);
  }
  assertEquals(binomialTail(5, 5, 0.1), 1);
  assertEquals(binomialTail(0, 0, 0.1), 1);
});

Deno.test("half-widths are the ⌈(m + 1)·level⌉-th smallest error of their class, and none where m is small", () => {
  const scales = Float64Array.from({ length: 100 }, (_, i) => i);
  // 50 held-out queries: two classes, below and above 49.5.
  const heldOut = {
    scales: Float64Array.from({ length: 50 }, (_, i) => i < 41 ? 10 : 90),
    errors: Float64Array.from({ length: 50 }, (_, i) => i < 41 ? 41 - i : 100 + i),
  };
  const intervals = scaledIntervals(scales, heldOut);
  assertEquals(intervals.counts, [41, 9]);
  // ⌈42·.9⌉ = 38; of nine ⌈10·.9⌉ = 9, the largest.
  assertEquals([halfWidth(intervals, 3), halfWidth(intervals, 70)], [38, 149]);
  const few = scaledIntervals(scales, {
    scales: Float64Array.of(1, 2),
    errors: Float64Array.of(1, 2),
  });
  assertEquals(few.widths, [Infinity]);
  assertEquals([classOf(5, [5, 9]), classOf(5.1, [5, 9]), classOf(10, [5, 9])], [0, 1, 2]);
});

const SCALES = Float64Array.from({ length: 200 }, (_, i) => i);
const judged = (wrong: (scale: number) => boolean) =>
  Array.from({ length: 200 }, (_, scale) => ({ scale, refused: false, wrong: wrong(scale) }));

Deno.test("the fail-safe answers all, a part or nothing, as few enough are wrong", () => {
  assertEquals(failSafe(SCALES, judged(() => false)).limit, Infinity);
  assertEquals(failSafe(SCALES, judged((scale) => scale % 3 === 0)).limit, -Infinity);
  const half = failSafe(SCALES, judged((scale) => scale > 110));
  assert(half.limit > 90 && half.limit < 130, `${half.limit}`);
  assert(half.wrong / half.answered < 0.1);
});

Deno.test("a share of wrong answers just at the risk is not let pass", () => {
  // 10 % wrong at every scale: P(Bin(n, .1) ≤ n/10) is above δ for every n.
  assertEquals(failSafe(SCALES, judged((scale) => scale % 10 === 9)).limit, -Infinity);
});

Deno.test("what a rule refuses is neither answered nor wrong", () => {
  const heldOut = judged((scale) => scale % 2 === 0)
    .map((query) => ({ ...query, refused: query.wrong }));
  const { limit, answered, wrong } = failSafe(SCALES, heldOut);
  assertEquals([limit, answered, wrong], [Infinity, 100, 0]);
});

Deno.test("softmax pays where it is better, and does not where it is not", () => {
  const [large, small] = [new Float64Array(400).fill(1), new Float64Array(400).fill(0.3)];
  const rule = payRule(large, small)!;
  assertAlmostEquals(rule.smallestGain, 0.1);
  assertEquals(softmaxPays(rule, large, small).verdict, "verified");
  const other = payRule(small, large)!;
  assertEquals(softmaxPays(other, small, large).verdict, "refuted");
  assertEquals(softmaxPays(other, small.slice(0, 2), large.slice(0, 2)).verdict, "undecided");
  assertEquals(payRule(new Float64Array(3), small.slice(0, 3)), null);
});
