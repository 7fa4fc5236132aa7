import { assertEquals } from "@std/assert";
import { rootOfTest } from "./project.ts";

Deno.test("project: a claim file that deno test runs is of the folder that holds its props/", () => {
  assertEquals(rootOfTest("file:///a%20b/props/x_test.ts")?.href, "file:///a%20b/");
  for (const module of ["a/props/x.ts", "a/props/b/x_test.ts", "a/x_test.ts", "attest.ts"]) {
    assertEquals(rootOfTest(`file:///${module}`), undefined, module);
  }
  assertEquals(rootOfTest("https://example.org/props/x_test.ts"), undefined);
});
