/**
 * Runs the tests that draw at random under 100 other seeds, all in this process, on two threads; prints what
 * failed with its seed, and how often a run of these tests fails by chance. Exits 1 when one failed.
 *
 * `test_seeds.ts [--seeds=N] FOLDER …`, from the root of the project; run by `deno task test:seeds`.
 */

import "../terminal/uncaught.ts";
import { RUN_CHANCE } from "../../fixtures/random/chance_for_tests.ts";
import { testedSeed } from "../project/content_seed.ts";
import { hashSeed } from "../../src/prng.ts";
import { randomTestFiles } from "./random_test_files.ts";
import type { SeedFailure, SeedRuns } from "./seed_worker.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

const THREADS = 2;
const [option] = Deno.args.filter((argument) => argument.startsWith("--seeds="));
const SEEDS = option ? Number(option.slice("--seeds=".length)) : 100;

const files = await randomTestFiles(Deno.args.filter((argument) => argument !== option));
const root = await testedSeed();
const seeds = Array.from({ length: SEEDS }, (_, k) => hashSeed(root, "another", k));
const begun = performance.now();
let [done, failures] = [0, 0];
const runs = await Promise.all(Array.from({ length: THREADS }, (_, thread) => run(thread)));
const spent = Math.max(...runs.map((run) => run.spent));
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
writeOutput(
  `${runs[0].tests} random tests in ${files.length} files under ${SEEDS} seeds in ${seconds} s: ` +
    `${failures} failures\n`,
);
writeOutput(
  `expected false failures in one run: ${spent.toExponential(1)}, at most ${RUN_CHANCE} allowed\n`,
);
Deno.exit(failures > 0 || spent > RUN_CHANCE ? 1 : 0);

/** One seed in so many, on a thread of its own. */
function run(thread: number): Promise<SeedRuns> {
  const worker = new Worker(import.meta.resolve("./seed_worker.ts"), { type: "module" });
  const { promise, resolve, reject } = Promise.withResolvers<SeedRuns>();
  worker.onmessage = ({ data }) => {
    if (data.failure) tellFailure(data.failure);
    else if (data.runs) resolve(data.runs);
    else if (++done % 10 === 0) writeError(`${done} of ${SEEDS} seeds\n`);
  };
  worker.onerror = (event) => {
    // Told in one line by who started all this, and not as it comes.
    event.preventDefault();
    reject(new Error(event.message));
  };
  worker.postMessage({ files, seeds: seeds.filter((_, k) => k % THREADS === thread) });
  return promise.finally(() => worker.terminate());
}

function tellFailure({ file, name, message }: SeedFailure): void {
  failures++;
  writeOutput(`${file}: ${name}\n${message}\n\n`);
}
