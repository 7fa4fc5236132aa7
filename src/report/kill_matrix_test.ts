import { assertEquals } from "@std/assert";
import { killMatrix, matrixHoles, ownMutants, thinIce, thinIceLines } from "./kill_matrix.ts";

const killed = (name: string) => ({ name, killed: true, verdict: "refuted", cases: 1 }) as const;
const survivor = (name: string) =>
  ({ name, killed: false, verdict: "verified", cases: 9 }) as const;
const unsure = (name: string) => ({ name, killed: false, verdict: "undecided", cases: 9 }) as const;

Deno.test("kill matrix: a cell for each claim and mutant, in the order given", () => {
  const runs = [
    { id: "A1", mutants: [survivor("b"), killed("a")] },
    { id: "B1", mutants: [unsure("a"), killed("c")] },
  ];
  assertEquals(killMatrix(runs, ["a", "b", "c"]), {
    mutants: ["a", "b", "c"],
    rows: [
      { id: "A1", cells: ["killed", "survived", "untouched"] },
      { id: "B1", cells: ["undecided", "untouched", "killed"] },
    ],
  });
});

Deno.test("kill matrix: an idle claim and a mutant that lives are holes", () => {
  const runs = [
    { id: "A1", mutants: [killed("a"), survivor("b")] },
    { id: "B1", mutants: [survivor("a"), survivor("b")] },
  ];
  assertEquals(matrixHoles(killMatrix(runs, ["a", "b"])), [
    "B1 kills no mutant",
    "b is killed by no claim",
  ]);
});

Deno.test("thin ice: claims that kill no mutant but their own, and mutants with one killer", () => {
  const rival = {
    name: "without n",
    rival: true,
    killed: true,
    verdict: "refuted",
    cases: 1,
  } as const;
  const runs = [
    { id: "A1", mutants: [killed("a"), killed("b"), survivor("c"), rival] },
    { id: "B1", mutants: [killed("a"), killed("c")] },
  ];
  const own = ownMutants([{ id: "A1", mutants: [killed("a"), rival] }, {
    id: "B1",
    mutants: [killed("a"), killed("c")],
  }]);
  assertEquals([...own], [["A1", ["a"]], ["B1", ["a", "c"]]]);
  const thin = thinIce(killMatrix(runs, ["a", "b", "c"]), own);
  assertEquals(thin, {
    narrow: ["B1"],
    single: [{ mutant: "b", by: "A1" }, { mutant: "c", by: "B1" }],
  });
  assertEquals(thinIceLines(thin), [
    "Kill no mutant but their own: B1.",
    "Killed by one claim alone: b (A1), c (B1).",
  ]);
  assertEquals(thinIceLines({ narrow: [], single: [] }), []);
});

Deno.test("kill matrix: rivals are counted beside, and are no mutants, whatever their names", () => {
  const rival = { ...survivor("a"), rival: true } as const;
  const runs = [
    { id: "A1", mutants: [killed("a"), rival, { ...killed("n"), rival: true } as const] },
    { id: "B1", mutants: [rival, unsure("a")] },
  ];
  assertEquals(killMatrix(runs, ["a", "n"]).rows, [
    { id: "A1", cells: ["killed", "untouched"], rivals: { killed: 1, of: 2 } },
    { id: "B1", cells: ["undecided", "untouched"], rivals: { killed: 0, of: 1 } },
  ]);
});
