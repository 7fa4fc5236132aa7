import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { ROOT } from "../base/paths.ts";
import { inScratch } from "../base/scratch_for_tests.ts";
import { projectHashes } from "./build_hash.ts";

/** Files that a result depends on … */
const COUNTED = [
  ...["deno.json", "deno.lock", "src/a.ts", "props/a_test.ts", "fixtures/mutants/a.ts"],
  // What a claim may import or read of its project, wherever it lies.
  ...["fixtures/lib/limit.ts", "fixtures/reference/a.json", "fixtures/mutants/data.json"],
  ...["scripts/attest.ts", "scripts/judged/child.ts", "scripts/judged/child.sh"],
];
/** … and others. */
const OTHERS = [
  ...["README.md", "src/a_test.ts", "scripts/pool/a_for_tests.ts", "scripts/pool/note.md"],
  ...["scripts/checks/a.ts", "scripts/bench/deno.json", "scripts/bench/a.ts"],
  ...["scripts/test_project/a.ts", "fixtures/counterexamples/A1-1.json", "fixtures/.a.ts.swp"],
  ...["fixtures/run/run.json", "fixtures/run/report.json", "fixtures/README.md"],
  ...["fixtures/calibration.json"],
];

inScratch(
  "build hash: it changes with every file that a run depends on, and no other",
  async (at) => {
    const root = pathToFileURL(`${at}/attest/`);
    const judged = pathToFileURL(`${at}/claims/`);
    const hashNow = async () => (await projectHashes({ attest: root, project: judged })).build;
    const write = async (path: string, text: string) => {
      const place = new URL(path, /^(props|fixtures)\//.test(path) ? judged : root);
      await Deno.mkdir(new URL("./", place), { recursive: true });
      await Deno.writeTextFile(place, text);
    };
    for (const path of [...COUNTED, ...OTHERS]) await write(path, "one");
    const hash = await hashNow();
    assertMatch(hash, /^[0-9a-f]{16}$/);
    for (const path of COUNTED) {
      await write(path, "two");
      assertNotEquals(await hashNow(), hash, path);
      await write(path, "one");
      assertEquals(await hashNow(), hash);
    }
    for (const path of OTHERS) await write(path, "two");
    assertEquals(await hashNow(), hash);
    await Deno.remove(new URL("deno.lock", root));
    assertNotEquals(await hashNow(), hash);
    await Deno.remove(new URL("fixtures", judged), { recursive: true });
    assertMatch(await hashNow(), /^[0-9a-f]{16}$/);
  },
);

Deno.test({
  name: "build hash: the project has one, always the same",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    assertEquals(await projectHashes(), await projectHashes());
  },
});
