import { assertEquals, assertRejects } from "@std/assert";
import { loadMutant } from "./load_mutants.ts";
import { mutantFile } from "./mutant_files.ts";
import { UsageError } from "../base/usage_error.ts";

Deno.test("mutants: a file is named after its mutant, in snake case", () => {
  assertEquals(mutantFile("no-max-subtraction"), "no_max_subtraction.ts");
});

const ignore = Deno.permissions.querySync({ name: "read", path: "." }).state !== "granted";

Deno.test({
  name: "mutants: one is loaded by its name, one that is not there is named",
  ignore,
  async fn() {
    assertEquals((await loadMutant("uniform-weights")).name, "uniform-weights");
    await assertRejects(() => loadMutant("no-such-mutant"), UsageError, "no_such_mutant.ts");
  },
});
