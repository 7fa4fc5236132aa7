/** Prints the seed of tests that follows from the sources; for `deno task test:rooms`. */

import "../terminal/uncaught.ts";
import { testedSeed } from "../project/content_seed.ts";
import { writeOutput } from "../terminal/terminal.ts";

writeOutput(`${await testedSeed()}\n`);
