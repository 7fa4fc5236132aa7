import { assert, assertEquals } from "@std/assert";
import { universal } from "../claim/claims_for_tests.ts";
import { joinResult, mutantResult } from "./claim_result.ts";

const [HALF, SAME] = ["half", "same"].map((name) => ({ name, description: "" }));

Deno.test("a mutant is killed when the claim comes out decided, and other than expected", () => {
  const killed = (["verified", "undecided", "refuted"] as const).map((verdict) =>
    (["verified", "refuted"] as const).map((expected) =>
      mutantResult({ expected }, SAME, { verdict, cases: 7 }).killed
    )
  );
  assertEquals(killed, [[false, true], [false, false], [true, false]]);
  assertEquals(mutantResult({ expected: "verified" }, SAME, { verdict: "refuted", cases: 7 }), {
    name: "same",
    killed: true,
    verdict: "refuted",
    cases: 7,
  });
});

Deno.test("a result is ok when the verdict is the expected one and every mutant was killed", () => {
  const claim = universal({ mutants: [HALF, SAME] });
  const [dead, alive] = (["refuted", "verified"] as const).map((verdict) =>
    mutantResult(claim, HALF, { verdict, cases: 7 })
  );
  const join = (verdict: "verified" | "refuted", ...mutants: (typeof dead)[]) => {
    const outcome = { verdict, cases: 20 };
    const result = joinResult(claim, { outcome, mutants, others: [alive], seed: 3, seconds: 5 });
    assertEquals(
      { ...result, ok: true },
      { claim, outcome, mutants, others: [alive], seed: 3, seconds: 5, ok: true },
    );
    return result.ok;
  };
  assert(join("verified", dead, dead), "mutants that are not its own do not count");
  assert(!join("verified", dead, alive));
  assert(!join("verified", dead), "one mutant was not tried");
  assert(!join("refuted", dead, dead));
});
