/**
 * Prints how often a run of all tests but the claims' own fails although nothing is wrong; exits 1 when that is
 * more than is allowed. Run by `deno task chance`.
 */

import "../terminal/uncaught.ts";
import { RUN_CHANCE, TEST_CHANCE } from "../../fixtures/random/chance_for_tests.ts";
import { RANDOM_TESTS, SEEDED_TESTS } from "../../fixtures/random/random_for_tests.ts";
import { ROOT } from "../base/paths.ts";
import { nestedRooms } from "./nested_rooms.ts";
import { randomTestFiles } from "./random_test_files.ts";
import { writeOutput } from "../terminal/terminal.ts";

for (const file of await randomTestFiles(["src", "scripts"])) {
  await import(new URL(file, ROOT).href);
}
let tests = RANDOM_TESTS.length + SEEDED_TESTS.length;
// Rooms with packages of their own cannot be loaded from here: they register one test a call.
for (const file of await randomTestFiles(await nestedRooms())) {
  const text = await Deno.readTextFile(new URL(file, ROOT));
  tests += text.match(/^(randomTest|seeded)\(/gm)?.length ?? 0;
}
const chance = tests * TEST_CHANCE;
writeOutput(
  `${tests} tests draw at random; each is held to a chance of ${TEST_CHANCE} to fail when nothing is wrong: ` +
    `${chance.toExponential(1)} false failures in one run, at most ${RUN_CHANCE} allowed\n`,
);
if (chance > RUN_CHANCE) Deno.exit(1);
