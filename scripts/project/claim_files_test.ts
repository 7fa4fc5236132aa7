import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { UsageError } from "../base/usage_error.ts";
import { testProject } from "../test_project/project.ts";
import { requireOtherNames } from "./claim_files.ts";

testProject("what lies beside claims, and would never be run, is refused", async (project) => {
  await project.write("props/forgotten.ts", "");
  const { code, stderr } = await project.attest("list");
  assertEquals(code, 2, stderr);
  assertStringIncludes(
    stderr,
    "props/ must hold only files whose names end in _test.ts, got forgotten.ts",
  );
});

Deno.test("a rival that is named as a mutant of the project is refused", () => {
  const rivals = [{ name: "near", description: "" }, { name: "noise-ignored", description: "" }];
  requireOtherNames([{ slug: "a" }, { slug: "b", rivals }], ["other"]);
  assertThrows(
    () => requireOtherNames([{ slug: "a" }, { slug: "b", rivals }], ["other", "noise-ignored"]),
    UsageError,
    "props/b_test.ts: a rival has another name than the mutants of fixtures/mutants/, got noise-ignored",
  );
});
