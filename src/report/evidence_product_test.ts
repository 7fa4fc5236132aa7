import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { bernstein, spendChance } from "../../fixtures/random/chance_for_tests.ts";
import { randomTest, testStream } from "../../fixtures/random/random_for_tests.ts";
import { EProcess } from "../decision/e_process.ts";
import { CLAIM_RATES } from "../verify/error_rates.ts";
import { evidenceProducts, type RunEvidence } from "./evidence_product.ts";

const RUN: RunEvidence = {
  code: "0123456789abcdef",
  subject: "reference",
  profile: "ci",
  seed: 1,
  shards: { of: 1, run: [1] },
  replicates: 20,
  logEvidence: { for: 4, against: -3 },
  unreached: false,
};

function products(...runs: readonly Partial<RunEvidence>[]) {
  return evidenceProducts(runs.map((run) => ({ ...RUN, ...run })), { reference: "reference" });
}

Deno.test("products: disjoint seeds multiply until the product decides, and it stays decided", () => {
  const some = { logEvidence: { for: 5, against: -3 } };
  const all = products(some, { ...some, seed: 2 }, { ...some, seed: 3 }, {
    seed: 4,
    logEvidence: { for: -8, against: 0 },
  });
  assertEquals(all.map(({ logEvidence }) => logEvidence.for), [5, 10, 15, 7]);
  assertEquals(all.map(({ logEvidence }) => logEvidence.against), [-3, -6, -9, -9]);
  assertEquals(all.map(({ runs, replicates }) => [runs, replicates]), [[1, 20], [2, 40], [3, 60], [
    4,
    80,
  ]]);
  // log 200 000 = 12.2: not after two, but after three.
  assertEquals(all.map(({ verdict }) => verdict), [
    "undecided",
    "undecided",
    "verified",
    "verified",
  ]);
  const against = { for: -1, against: 7 };
  assertEquals(
    products({ logEvidence: against }, { seed: 2, logEvidence: against })[1].verdict,
    "refuted",
  );
});

Deno.test("products: a longer run of the same seed counts in place of the shorter one", () => {
  const short = { replicates: 3, logEvidence: { for: 1, against: -1 } };
  const all = products(short, { seed: 2 }, {}, short);
  assertEquals(all.map(({ share }) => share), ["counted", "counted", "extended", "repeated"]);
  assertEquals(all.map(({ logEvidence }) => logEvidence.for), [1, 5, 8, 8]);
  assertEquals(all.map(({ runs, replicates }) => [runs, replicates]), [[1, 3], [2, 23], [2, 40], [
    2,
    40,
  ]]);
});

Deno.test("products: of as many replicates of a seed the first counts, whatever it said", () => {
  const more = { logEvidence: { for: 9, against: -9 } };
  const all = products({}, more, { seed: 2 }, { ...more, seed: 2 });
  assertEquals(all.map(({ share }) => share), ["counted", "repeated", "counted", "repeated"]);
  assertEquals(all.map(({ logEvidence }) => logEvidence.for), [4, 4, 8, 8]);
});

Deno.test("products: shards of one number are disjoint, those of another may not be", () => {
  const all = products(
    { shards: { of: 3, run: [1] } },
    { shards: { of: 3, run: [2, 3] } },
    { shards: { of: 3, run: [3] } },
    { shards: { of: 2, run: [2] } },
    { shards: { of: 1, run: [1] } },
    { shards: { of: 2, run: [2] }, seed: 5 },
  );
  assertEquals(all.map(({ share }) => share), [
    "counted",
    "counted",
    "repeated",
    "repeated",
    "repeated",
    "counted",
  ]);
});

Deno.test("products: the ranges of shards lie elsewhere in another profile, a whole run does not", () => {
  const [first, second] = [1, 2].map((index) => ({ shards: { of: 2, run: [index] } }));
  const deep = { profile: "deep", replicates: 40 };
  const sharded = products(first, { ...second, ...deep }, { ...first, ...deep });
  assertEquals(sharded.map(({ share }) => share), ["counted", "repeated", "repeated"]);
  assertEquals(products({}, deep).map(({ share }) => share), ["counted", "extended"]);
});

Deno.test("products: other code starts again, and code that comes back goes on", () => {
  const code = "f".repeat(16);
  const all = products({}, { code, seed: 2 }, { code }, { seed: 3 });
  assertEquals(all.map(({ logEvidence }) => logEvidence.for), [4, 4, 8, 8]);
  assertEquals(all.map(({ share }) => share), Array(4).fill("counted"));
});

Deno.test("products: another subject's code is not known, so nothing is multiplied", () => {
  const mine = { subject: "mine" };
  assertEquals(products(mine, { ...mine, seed: 2 }).map(({ runs }) => runs), [1, 1]);
});

Deno.test("products: a run that did not come to the claim leaves it as it was, one that broke undecides it", () => {
  const none = { logEvidence: undefined };
  const skipped = products({}, { ...none, seed: 2, unreached: true }, { seed: 3 });
  assertEquals(skipped.map(({ share, runs }) => [share, runs]), [["counted", 1], ["unreached", 1], [
    "counted",
    2,
  ]]);
  const strong = { logEvidence: { for: 20, against: -20 } };
  const broken = products(strong, { ...none, seed: 2 }, { ...strong, seed: 3 });
  assertEquals(broken.map(({ verdict }) => verdict), ["verified", "undecided", "undecided"]);
  const infinite = { for: Infinity, against: -Infinity };
  assertEquals(products({ logEvidence: infinite })[0].share, "broken");
});

randomTest("products: of runs without an effect, stopped at their best, few ever decide", () => {
  // Each run stops when its own e-value is 3 or after 30 tosses; a product of ten such runs at 1/α has a
  // chance of at most α = 5e-6 each: of four in 400 nights (400α)⁴/4!.
  const stream = testStream("fair coins");
  let decided = 0;
  const finals: number[] = [];
  for (let night = 0; night < 400; night++) {
    const runs = Array.from({ length: 10 }, (_, i) => {
      const process = new EProcess(0.5);
      while (process.value < 3 && process.count < 30) process.update(stream.uniform());
      return { seed: i, logEvidence: { for: process.logValue, against: 0 } };
    });
    const last = products(...runs).at(-1)!;
    for (const run of runs) finals.push(Math.exp(products(run).at(-1)!.logEvidence.for));
    if (last.verdict !== "undecided") decided++;
  }
  spendChance(1, (400 * CLAIM_RATES.alpha) ** 4 / 24);
  assert(decided < 4, `${decided} nights decided`);
  // An e-value has mean at most 1; here exactly 1, as the coin is fair. It ends below 3·(1 + 0.97), and what is
  // in [0, b] with mean 1 has a variance of b − 1 at most.
  const slack = bernstein(finals.length, { variance: 4.91, range: 4.91 });
  assertAlmostEquals(finals.reduce((a, b) => a + b) / finals.length, 1, slack);
});
