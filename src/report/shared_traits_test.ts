import { assertEquals } from "@std/assert";
import { sharedTraits, type TraitsOf } from "./shared_traits.ts";

type Claim = TraitsOf["claims"][number];

function claim(
  id: string,
  change: Partial<Claim> & { readonly kills?: readonly string[] } = {},
): Claim {
  const { kills = [], ...rest } = change;
  const mutants = kills.map((
    name,
  ) => ({ name, killed: true, verdict: "refuted", cases: 1 } as const));
  return {
    id,
    verdict: "verified",
    ok: true,
    expected: "verified",
    mutants,
    needs: ["weigh"],
    ...rest,
  };
}

const RED = { verdict: "refuted", ok: false } as const;

Deno.test("a run in which all came out as expected has nothing to share", () => {
  const claims = [claim("A1", { kills: ["halved"] }), claim("A2")];
  assertEquals(sharedTraits({ claims, matrix: null }), {
    ...{ failed: [], capabilities: [], lookalikes: [] },
  });
});

Deno.test("the capability that fewest green claims need comes first, and undecided claims count", () => {
  const claims = [
    claim("A1", { ...RED, needs: ["weigh", "train"] }),
    claim("A2", { verdict: "undecided", ok: false, needs: ["weigh", "train"] }),
    claim("A3"),
    // It only let a mutant survive: nothing is wrong with what it is about.
    claim("A4", { ok: false, needs: ["sweep"] }),
  ];
  const { failed, capabilities } = sharedTraits({ claims, matrix: null });
  assertEquals(failed, ["A1", "A2"]);
  assertEquals(capabilities, [
    { name: "train", failed: ["A1", "A2"], held: 0 },
    { name: "weigh", failed: ["A1", "A2"], held: 1 },
  ]);
});

Deno.test("a mutant that green claims would have noticed looks less alike than one that they would not", () => {
  const claims = [
    claim("A1", { ...RED, kills: ["both", "one", "all"] }),
    claim("A2", { ...RED, kills: ["both", "all"] }),
    claim("A3", { kills: ["all", "other"] }),
  ];
  const { lookalikes } = sharedTraits({ claims, matrix: null });
  assertEquals(lookalikes, [
    { name: "both", explains: ["A1", "A2"], contradicted: [] },
    { name: "all", explains: ["A1", "A2"], contradicted: ["A3"] },
    { name: "one", explains: ["A1"], contradicted: [] },
  ]);
});

Deno.test("the whole matrix tells more than own mutants, and rivals and older reports tell nothing", () => {
  const rival = {
    name: "constant",
    rival: true,
    killed: true,
    verdict: "refuted",
    cases: 1,
  } as const;
  const claims = [claim("A1", { ...RED, mutants: [rival], needs: undefined }), claim("A2")];
  const matrix = {
    mutants: ["halved"],
    rows: [{ id: "A1", cells: ["killed" as const] }, { id: "A2", cells: ["survived" as const] }],
  };
  const traits = sharedTraits({ claims, matrix });
  assertEquals(traits.capabilities, []);
  assertEquals(traits.lookalikes, [{ name: "halved", explains: ["A1"], contradicted: [] }]);
  assertEquals(sharedTraits({ claims, matrix: null }).lookalikes, []);
});
