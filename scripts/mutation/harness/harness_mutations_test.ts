import { assert, assertEquals } from "@std/assert";
import { ROOT } from "../../base/paths.ts";
import { isTestSource } from "../../base/test_source.ts";
import { readSource } from "../../checks/source_facts.ts";
import { HARNESS_MUTATIONS } from "./all_mutations.ts";
import { mistakeText, withMistake } from "./harness_mutation.ts";
import { endOf, type TestEnd } from "./test_runs.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";

Deno.test(
  "harness: every mistake can be made, in one place, and is TypeScript still",
  { ignore },
  () => {
    const wrong = HARNESS_MUTATIONS.flatMap((mutation) => {
      try {
        const text = Deno.readTextFileSync(new URL(mutation.file, ROOT));
        const changed = withMistake(mutation, text);
        if (changed === text) return [`${mistakeText(mutation)}: it changes nothing`];
        if (mutation.file.endsWith(".ts")) readSource(mutation.file, changed);
        return [];
      } catch (error) {
        return [`${mistakeText(mutation)}: ${(error as Error).message}`];
      }
    });
    assertEquals(wrong, []);
  },
);

Deno.test("harness: every mistake is one, and has tests that are there", { ignore }, () => {
  const keys = HARNESS_MUTATIONS.map(({ file, find, replace }) =>
    JSON.stringify([file, find, replace])
  );
  assertEquals(keys.filter((key, i) => keys.indexOf(key) < i), []);
  const tests = new Set(HARNESS_MUTATIONS.flatMap(({ killedBy }) => killedBy));
  for (const file of tests) assert(Deno.statSync(new URL(file, ROOT)).isFile, file);
  assert(HARNESS_MUTATIONS.every(({ killedBy }) => killedBy.length > 0));
});

/** Rooms in which nearly every file decides something. */
const DECIDING = ["src/verify", "src/report/compare", "scripts/pool"];
/** Files there that turn nothing green: what they say is shown, or only makes it come sooner. */
const HARMLESS = [
  ...[
    "src/verify/forecast_replicates.ts",
    "src/verify/cause.ts",
    "src/verify/obstacle.ts",
    "src/verify/outcome.ts",
    "src/report/compare/change.ts",
  ],
  ...["claim_job", "patience", "pool_options", "spare_processes", "tyche_lines"]
    .map((name) => `scripts/pool/${name}.ts`),
];

Deno.test("harness: every file that decides has mistakes", { ignore }, () => {
  const files = DECIDING.flatMap((room) =>
    [...Deno.readDirSync(new URL(room, ROOT))].map(({ name }) => `${room}/${name}`)
  ).filter((file) => file.endsWith(".ts") && !isTestSource(file));
  const made = new Set(HARNESS_MUTATIONS.map(({ file }) => file));
  assertEquals(files.filter((file) => !made.has(file)).toSorted(), HARMLESS.toSorted());
});

Deno.test("test runs: only a failure of a test notices, neither a file that does not load nor none", () => {
  const summary = (passed: number, failed: number) =>
    `\n${failed > 0 ? "FAILED" : "ok"} | ${passed} passed | ${failed} failed (2s)\n`;
  const ends: readonly (readonly [code: number, output: string, end: TestEnd])[] = [
    [0, summary(3, 0), "passed"],
    [0, "\nok | 1 passed (4 steps) | 0 failed (2s)\n", "passed"],
    [1, summary(3, 1), "failed"],
    [1, summary(3, 0), "failed"],
    [1, `./b_test.ts (uncaught error)${summary(2, 1)}`, "failed"],
    [1, `./a_test.ts (uncaught error)${summary(0, 1)}`, "broken"],
    [1, "error: Module not found", "broken"],
    [0, "\nok | 0 passed | 0 failed | 3 ignored (2s)\n", "broken"],
  ];
  for (const [code, output, end] of ends) {
    assertEquals(endOf(["a_test.ts"], { code, output }), end, output);
  }
});
