import { assertAlmostEquals, assertEquals, assertMatch, assertThrows } from "@std/assert";
import fc from "fast-check";
import { hoeffding } from "../../fixtures/random/chance_for_tests.ts";
import { assertProperty, randomTest, testSeed } from "../../fixtures/random/random_for_tests.ts";
import type { StatisticalClaim } from "../claim/claim.ts";
import { REFERENCE, statistical } from "../claim/claims_for_tests.ts";
import {
  anySettingOf,
  computeBlock,
  drawSetting,
  replicateSeed,
  settingOf,
} from "./replicate_block.ts";
import { stratumSeed } from "./strata_outcome.ts";

/** Computes four replicates, of which the third may do something else. */
function blockOf(changes: Partial<StatisticalClaim>, stopped?: () => boolean) {
  const claim = statistical({
    generator: fc.record({ x: fc.integer({ min: 0, max: 9 }) }),
    bounds: { x: { from: 0, to: 9 } },
    ...changes,
  } as never) as StatisticalClaim;
  const effects = new Float64Array(4).fill(99);
  const options = { seed: 5, from: 10, count: 4, effects, ...(stopped && { stopped }) };
  return computeBlock(claim, REFERENCE, options);
}

Deno.test("a block has the effects of its own seeds, in their order", () => {
  const seeds: number[] = [];
  const { done, halt, effects } = blockOf({ replicate: (_, seed) => seeds.push(seed) });
  assertEquals([done, halt, [...effects]], [4, undefined, [1, 2, 3, 4]]);
  assertEquals(seeds, [10, 11, 12, 13].map((index) => replicateSeed(5, index)));
});

Deno.test("a block ends before the first replicate that crashes, and says so", () => {
  let count = 0;
  const block = blockOf({
    replicate() {
      if (++count === 3) throw new TypeError("no data");
      return 0.5;
    },
  });
  assertEquals([block.done, block.settings.length, count], [2, 3, 3]);
  assertEquals(block.halt, "replicate 12 crashed: TypeError: no data");
  assertEquals(block.crash, "TypeError: no data");
});

Deno.test("a block ends before a setting outside of the regime, which is never computed", () => {
  let count = 0;
  const block = blockOf({
    bounds: { x: { from: 10, to: 20 } },
    replicate: () => ++count,
  });
  assertEquals([block.done, count], [0, 0]);
  assertMatch(block.halt!, /^the generator left the regime: x must be in \[10, 20\], got \d$/);
});

Deno.test("a block that is stopped holds what was computed, and no reason", () => {
  let count = 0;
  const block = blockOf({ replicate: () => ++count }, () => count === 2);
  assertEquals([block.done, block.settings.length, block.halt], [2, 2, undefined]);
});

Deno.test("settings are drawn evenly, and not near the ends first", () => {
  const settings = Array.from({ length: 50 }, (_, k) => {
    const claim = statistical({
      generator: fc.integer({ min: 0, max: 1e6 }),
      replicate: () => 0,
    } as never) as StatisticalClaim;
    const effects = new Float64Array(1);
    const options = { seed: k, from: 0, count: 1, effects };
    return computeBlock(claim, REFERENCE, options).settings[0].spec as number;
  });
  assertEquals(settings.filter((x) => x < 100 || x > 1e6 - 100).length, 0);
});

const STRATA = [
  { name: "low", setting: { x: 0 } },
  { name: "high", setting: { x: 9 } },
  { name: "any", setting: {} },
];
const GENERATOR = fc.record({ x: fc.integer({ min: 1, max: 8 }), y: fc.nat() });
const STRATIFIED = statistical(
  { generator: GENERATOR, strata: STRATA } as never,
) as StatisticalClaim<{ x: number; y: number }>;

randomTest("a setting of a stratum has what is fixed there, and for the rest what is drawn", () => {
  assertProperty(fc.property(fc.integer(), (seed) => {
    const drawn = drawSetting(GENERATOR, seed);
    const of = (stratum: string) => settingOf(STRATIFIED, { seed, stratum });
    assertEquals(of("low"), { ...drawn, x: 0 });
    assertEquals(of("high"), { ...drawn, x: 9 });
    assertEquals(of("any"), drawn);
  }));
});

Deno.test("a setting is of a stratum where the claim has some, and of none where it has none", () => {
  const { strata: _, ...plain } = STRATIFIED;
  const none = plain as typeof STRATIFIED;
  assertEquals(settingOf(none, { seed: 3 }), drawSetting(GENERATOR, 3));
  const { id } = STRATIFIED;
  for (
    const [claim, stratum] of [[STRATIFIED, "middle"], [STRATIFIED, undefined], [
      none,
      "low",
    ]] as const
  ) {
    assertThrows(
      () => settingOf(claim, { seed: 3, stratum }),
      Error,
      `${id} has no stratum ${stratum}`,
    );
  }
});

randomTest("any setting is of a stratum that the seed picks, each of them about as often", () => {
  const counts = new Map(STRATA.map(({ name }) => [name, 0]));
  const count = 3000;
  for (let i = 0; i < count; i++) {
    const seed = testSeed("any", i);
    const setting = anySettingOf(STRATIFIED, seed);
    assertEquals(anySettingOf(STRATIFIED, seed), setting);
    const name = setting.x === 0 ? "low" : setting.x === 9 ? "high" : "any";
    assertEquals(settingOf(STRATIFIED, { seed, stratum: name }), setting);
    counts.set(name, counts.get(name)! + 1);
  }
  for (const [name, hits] of counts) {
    assertAlmostEquals(hits / count, 1 / 3, hoeffding(count), name);
  }
  const { strata: _, ...plain } = STRATIFIED;
  assertEquals(anySettingOf(plain, 3), drawSetting(GENERATOR, 3));
});

Deno.test("a block of a stratum has seeds and settings of its own, and says whose it is", () => {
  const seeds: number[] = [];
  const claim = { ...STRATIFIED, replicate: (_: unknown, seed: number) => seeds.push(seed) };
  const block = { seed: 5, from: 10, count: 3, effects: new Float64Array(3) };
  const of = (stratum: string) => computeBlock(claim as never, REFERENCE, { ...block, stratum });
  const [low, high] = [of("low"), of("high")];
  assertEquals([low.stratum, high.stratum], ["low", "high"]);
  assertEquals(low.settings.map(({ spec }) => (spec as { x: number }).x), [0, 0, 0]);
  const own = stratumSeed(5, "low");
  assertEquals(seeds.slice(0, 3), [10, 11, 12].map((index) => replicateSeed(own, index)));
  assertEquals(new Set(seeds).size, 6);
  const lost = of("middle");
  assertEquals(lost.done, 0);
  assertMatch(lost.halt!, /^replicate 10 crashed: Error: .* has no stratum middle$/);
});
