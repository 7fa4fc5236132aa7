import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../fixtures/random/random_for_tests.ts";
import { inequalityMargin } from "../decision/margin.ts";
import type { Claim } from "../claim/claim.ts";
import type { Outcome } from "./outcome.ts";
import { referenceSubject } from "../claim/subject.ts";
import { claimControl, runClaim } from "./verify.ts";
import { type GeneratedCase, watchedClaim } from "./watched_claim.ts";
import { statistical, universal } from "../claim/claims_for_tests.ts";

/** The outcome of a claim under watch, what was told, and its outcome without. */
async function watched(
  claim: Claim,
  seed: number,
): Promise<{ outcome: Outcome; told: GeneratedCase[]; unwatched: Outcome }> {
  let clock = 0;
  const told: GeneratedCase[] = [];
  const control = claimControl(claim, { seed, profile: "quick" });
  const watch = { now: () => clock += 500, onCase: (one: GeneratedCase) => void told.push(one) };
  return {
    outcome: await runClaim(watchedClaim(claim, watch), referenceSubject, control),
    told,
    unwatched: await runClaim(claim, referenceSubject, control),
  };
}

/** x is at most 5, drawn up to 9, which refutes it sooner or later. */
const FALSE_CLAIM = universal({
  generator: fc.record({ x: fc.integer({ min: 0, max: 9 }) }),
  check: ({ x }: { x: number }) => inequalityMargin("x", x, 5, { tolerance: 0 }),
} as Partial<Claim>);

randomTest(
  "a watched claim comes out as it does unwatched, and every case is told once",
  async () => {
    const seeds = fc.integer();
    await assertProperty(fc.asyncProperty(seeds, fc.boolean(), async (seed, holds) => {
      const { outcome, told, unwatched } = await watched(holds ? universal() : FALSE_CLAIM, seed);
      assertEquals(outcome, unwatched);
      assertEquals(
        told.map(({ index }) => index),
        Array.from({ length: outcome.cases }, (_, i) => i),
      );
      const failing = told.filter(({ margin }) => !(margin!.margin >= 0));
      assertEquals(failing.length, outcome.verdict === "refuted" ? 1 : 0);
      assertEquals(
        Math.min(...told.map(({ margin }) => margin!.margin)),
        outcome.closest?.margin.margin,
      );
      assertEquals(told.every(({ seconds }) => seconds === 0.5), true);
    }));
  },
);

Deno.test("a replicate is told with its setting, its seed and its effect", async () => {
  const claim = statistical({
    generator: fc.record({ n: fc.integer({ min: 2, max: 5 }) }),
    replicate: (setting: unknown, seed: number) =>
      (setting as { n: number }).n / 10 + seed / 2 ** 40,
  } as Partial<Claim>);
  const { outcome, told, unwatched } = await watched(claim, 11);
  assertEquals(outcome, unwatched);
  assertEquals([told.map(({ margin }) => margin!.got)], outcome.streams);
  for (const { spec, seed, margin } of told) {
    assertEquals((spec as { n: number }).n / 10 + seed! / 2 ** 40, margin!.got);
  }
});

Deno.test("a crash is told, and stops the run as it does unwatched", async () => {
  const crash = () => {
    throw new RangeError("too far");
  };
  for (const claim of [universal({ check: crash }), statistical({ replicate: crash })]) {
    const { outcome, told, unwatched } = await watched(claim, 3);
    assertEquals(outcome, unwatched);
    assertEquals(told.map(({ margin, crash }) => [margin, crash]), [
      [undefined, "RangeError: too far"],
    ]);
  }
});
