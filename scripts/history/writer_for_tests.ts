/** Adds runs one by one and says so after each: `writer_for_tests.ts FILE FIRST_SEED RUNS`. */

import { runOf } from "./reports_for_tests.ts";
import { History } from "./store.ts";

// The test runner loads this file too, for its name.
if (import.meta.main) {
  const [path, first, runs] = Deno.args;
  using history = await History.create(path);
  for (let i = 0; i < Number(runs); i++) {
    await history.add(runOf(Number(first) + i), "0123456789abcdef");
    Deno.stdout.writeSync(new TextEncoder().encode(`${i}\n`));
  }
}
