import { assertEquals } from "@std/assert";
import { opponentProfile, opponentsOf } from "./facts.ts";

const RIVALS = ["tripled", "constant"].map((name) => ({ name, description: `${name} law` }));

Deno.test("opponents: mutants first, then rivals, which say that they are", () => {
  const mutants = [{ name: "halved", description: "half of it" }];
  assertEquals(opponentsOf({ mutants }), mutants);
  assertEquals(opponentsOf({ mutants, rivals: RIVALS }), [
    ...mutants,
    { name: "tripled", description: "tripled law", rival: true },
    { name: "constant", description: "constant law", rival: true },
  ]);
});

Deno.test("opponents have ci's budget at least, unless they must hold in all of their cases", () => {
  const profiles = (expected: "verified" | "refuted") =>
    (["quick", "ci", "deep"] as const).map((profile) => opponentProfile({ expected }, profile));
  assertEquals(profiles("verified"), ["ci", "ci", "deep"]);
  assertEquals(profiles("refuted"), ["quick", "ci", "deep"]);
});
