import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { UniversalClaim } from "../claim/claim.ts";
import { REFERENCE, universal } from "../claim/claims_for_tests.ts";
import { neededPart } from "./needed_part.ts";
import type { RunCase } from "./case_run.ts";
import { repeatCase, runCases } from "./verify_universal.ts";

const CLAIM = universal({
  generator: fc.record({ x: fc.nat() }),
  cells: [{ name: "odd", atLeast: 0.1, holds: (spec) => (spec as { x: number }).x % 2 === 1 }],
}) as UniversalClaim;
const { capabilities } = neededPart(REFERENCE, []);

async function casesOf(claim: UniversalClaim, seed: number): Promise<RunCase[]> {
  const cases: RunCase[] = [];
  const onCase = (taken: RunCase) => cases.push(taken) < 20;
  const control = { seed, limit: 20, shrink: false, onCase, onShrink: () => false };
  await runCases(claim, capabilities, control);
  return cases;
}

Deno.test("a case is repeated by its number, whatever came before it", async () => {
  const wanted = (await casesOf({ ...CLAIM, check: holding } as UniversalClaim, 7)).slice(0, 20);
  for (const index of [0, 1, 19]) {
    const claim = { ...CLAIM, check: holding } as UniversalClaim;
    assertEquals(await repeatCase(claim, capabilities, { seed: 7, index }), wanted[index]);
  }
});

Deno.test("a case that is not drawn is no case", async () => {
  const generator = fc.nat().map(() => {
    throw new Error("odd");
  });
  const claim = { ...CLAIM, generator } as UniversalClaim;
  await assertRejects(
    () => repeatCase(claim, capabilities, { seed: 7, index: 3 }),
    Error,
    "the generator crashed: Error: odd",
  );
});

function holding({ x }: { x: number }) {
  return { margin: x, got: x, wanted: 0, what: "x" };
}
