import { assert, assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { randomTestFiles } from "./random_test_files.ts";

const MAY_READ = Deno.permissions.querySync({ name: "read", path: ROOT }).state === "granted";

Deno.test({
  name: "random tests: their files are found, those of other rooms when asked for",
  ignore: !MAY_READ,
  async fn() {
    const files = await randomTestFiles(["src", "scripts"]);
    assertEquals(files, files.toSorted());
    for (const found of ["src/prng_test.ts", "scripts/commands/resume_test.ts"]) {
      assert(files.includes(found), found);
    }
    // Neither a test without a draw nor one that needs other packages.
    for (const other of ["src/validate_test.ts", "scripts/oracles/draws_fit_test.ts"]) {
      assert(!files.includes(other), other);
    }
    assertEquals(await randomTestFiles(["scripts/oracles"]), ["scripts/oracles/draws_fit_test.ts"]);
  },
});
