import { assertEquals } from "@std/assert";
import { profileOf } from "./replicate_profile.ts";
import { TOGETHER } from "./timed_claims.ts";

Deno.test("parts of a replicate add up to it, within each round", () => {
  const onProcessor = (...times: number[]) => times.map((cpu) => ({ wall: 99, cpu }));
  const { milliseconds, shares } = profileOf(
    new Map([
      ["replicate", onProcessor(16000, 32000)],
      ["training", onProcessor(14000, 24000)],
      ["drawing", onProcessor(8000, 8000)],
      ["descent", onProcessor(4000, 4000)],
    ]),
  );
  assertEquals(milliseconds.most, 32 / TOGETHER);
  assertEquals(shares.drawing, { median: 0.375, least: 0.25, most: 0.5 });
  assertEquals(shares.descent, { median: 0.1875, least: 0.125, most: 0.25 });
  assertEquals(shares.training, { median: 0.25, least: 0.125, most: 0.375 });
  assertEquals(shares.outside, { median: 0.1875, least: 0.125, most: 0.25 });
});
