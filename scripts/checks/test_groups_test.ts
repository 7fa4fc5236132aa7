import { assert, assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { groupsOf, groupText, testFilesBeside } from "./test_groups.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";

Deno.test("test groups: every file is in one group, neighbours are apart", () => {
  assertEquals(groupsOf(["d", "a", "c", "b", "e"], 2), [["a", "c", "e"], ["b", "d"]]);
  assertEquals(groupsOf(["b", "a"], 5), [["a"], ["b"]]);
  assertEquals(groupsOf([], 5), []);
});

Deno.test("test groups: a group loads its files from where it lies", () => {
  assertEquals(
    groupText(["props/a_test.ts", "src/b_test.ts"], 2),
    'import "../../props/a_test.ts";\nimport "../../src/b_test.ts";\n',
  );
});

Deno.test(
  "test groups: the files of all folders but those that are left out",
  { ignore },
  async () => {
    const all = await testFilesBeside([]);
    for (const file of ["src/prng_test.ts", "scripts/checks/test_groups_test.ts"]) {
      assert(all.includes(file), file);
    }
    assert(all.some((file) => file.startsWith("scripts/pool/")));
    assert(all.every((file) => file.endsWith("_test.ts") && !file.includes("/.")));
    const some = await testFilesBeside(["scripts/pool", "props"]);
    assertEquals(
      some.toSorted(),
      all.filter((file) => !/^(scripts\/pool|props)\//.test(file)).toSorted(),
    );
  },
);
