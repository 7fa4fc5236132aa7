/** Prints the seed of tests that follows from the sources; for `deno task test:rooms`. */

import { testedSeed } from "../project/content_seed.ts";

console.log(await testedSeed());
