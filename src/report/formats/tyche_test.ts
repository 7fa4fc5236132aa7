import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { assertProperty, randomTest } from "../../../fixtures/random/random_for_tests.ts";
import * as z from "zod";
import { inequalityMargin } from "../../decision/margin.ts";
import { statistical, universal } from "../../claim/claims_for_tests.ts";
import { type GeneratedCase, testCaseLine } from "./tyche.ts";

/** The published schema of PBT observations: a test case has these keys, all of them, and no others. */
const schema = z.strictObject({
  type: z.literal("test_case"),
  status: z.enum(["passed", "failed", "gave_up"]),
  status_reason: z.string(),
  representation: z.string(),
  arguments: z.record(z.string(), z.unknown()),
  how_generated: z.string().nullable(),
  features: z.record(z.string(), z.unknown()),
  coverage: z.record(z.string(), z.array(z.int().min(1))).nullable(),
  timing: z.record(z.string(), z.number().min(0)),
  metadata: z.record(z.string(), z.unknown()),
  property: z.string(),
  run_start: z.number(),
});

const RUN_START = { runStart: 1767323045.25 };

function lineOf(
  claim: Parameters<typeof testCaseLine>[0],
  changes: Partial<GeneratedCase>,
): z.infer<typeof schema> {
  const margin = inequalityMargin("x", 4, 5, { tolerance: 0 });
  const line = testCaseLine(
    claim,
    { index: 2, spec: { x: 4 }, cells: [], margin, seconds: 0.125, ...changes },
    RUN_START,
  );
  assert(!line.includes("\n"));
  return schema.parse(JSON.parse(line));
}

Deno.test("a case that holds passed, with its margin and the parts of the regime it is in", () => {
  const claim = universal({
    bounds: { x: { from: 0, to: 4 } },
    cells: [{ name: "odd", atLeast: 0.1, holds: (spec) => (spec as { x: number }).x % 2 === 1 }],
  });
  const line = lineOf(claim, {});
  assertEquals(line, {
    type: "test_case",
    run_start: 1767323045.25,
    property: "A1 small_numbers",
    status: "passed",
    status_reason: "",
    representation: '{"x":4}',
    arguments: { x: 4 },
    how_generated: "drawn by fast-check",
    features: { "x = 0": "no", "x = 4": "yes", odd: "no", margin: line.features.margin },
    timing: { "execute:test": 0.125 },
    coverage: null,
    metadata: { ...line.metadata, claim: "A1", expected: "verified", index: 2, got: 4, wanted: 5 },
  });
  assert(Number(line.features.margin) > 0);
});

Deno.test("a case that fails, that is not a number, or that crashed, failed and says why", () => {
  const margin = { margin: -0.5, got: 7, wanted: 5, what: "x" };
  const failed = lineOf(universal(), { margin });
  assertEquals([failed.status, failed.status_reason], [
    "failed",
    "x: got 7, wanted 5, margin -0.5",
  ]);
  const unknown = lineOf(universal(), { margin: { ...margin, margin: NaN } });
  assertEquals([unknown.status, unknown.features.margin], ["failed", "NaN"]);
  const crashed = lineOf(universal(), { margin: undefined, crash: "Error: no" });
  assertEquals([crashed.status, crashed.status_reason], ["failed", "crashed: Error: no"]);
  assertEquals(crashed.features, {});
});

Deno.test("a replicate passes whatever its effect, as one refutes nothing", () => {
  const margin = { margin: -0.5, got: -0.5, wanted: 0, what: "gain" };
  const line = lineOf(statistical(), { spec: { n: 3 }, seed: 99, margin });
  assertEquals([line.status, line.features], ["passed", { margin: -0.5, effect: -0.5 }]);
  assertEquals(line.arguments, { setting: { n: 3 }, seed: 99 });
});

randomTest("any case is one line that follows the schema", () => {
  assertProperty(fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (spec) => {
    lineOf(universal(), { spec });
  }));
});
