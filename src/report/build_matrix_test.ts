import { assertEquals } from "@std/assert";
import { universal } from "../claim/claims_for_tests.ts";
import { buildReport } from "./build.ts";
import { result, RUN } from "./results_for_tests.ts";

Deno.test("the matrix of a report holds what a claim did to mutants that are not its own", () => {
  const others = [
    { name: "doubled", killed: true, verdict: "refuted", cases: 1 },
    { name: "shifted", killed: false, verdict: "verified", cases: 9 },
  ] as const;
  const results = [{ ...result(universal()), others }];
  const mutants = ["doubled", "halved", "idle", "shifted"];
  assertEquals(buildReport(results, { run: RUN, mutants }).matrix?.rows, [
    { id: "A1", cells: ["killed", "killed", "untouched", "survived"] },
  ]);
  assertEquals(buildReport(results, { run: RUN }).matrix, null);
});
