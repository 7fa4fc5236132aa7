import { assertEquals } from "@std/assert";
import { judgedBreaches } from "./judged_source.ts";

Deno.test("judged sources: claims and mutants are held to the rule, and nothing else is", () => {
  for (const file of ["props/a_test.ts", "fixtures/mutants/a.ts"]) {
    assertEquals(judgedBreaches(file, "Deno.exit(0);").length, 1, file);
  }
  for (const file of ["src/a.ts", "scripts/a.ts", "fixtures/random/a.ts"]) {
    assertEquals(judgedBreaches(file, "Deno.exit(0);"), [], file);
  }
});
