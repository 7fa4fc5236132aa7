import { assertEquals, assertStringIncludes } from "@std/assert";
import { testProject } from "../test_project/project.ts";

testProject("what lies beside claims, and would never be run, is refused", async (project) => {
  await project.write("props/forgotten.ts", "");
  const { code, stderr } = await project.attest("list");
  assertEquals(code, 2, stderr);
  assertStringIncludes(stderr, "props/ holds claim files, which end in _test.ts, got forgotten.ts");
});
