/** Runs the random tests of some files under some seeds; a thread of `test_seeds.ts`. */

/// <reference lib="deno.worker" />

import { RANDOM_TESTS, runWithSeed } from "../../fixtures/random/random_for_tests.ts";
import { ROOT } from "../base/paths.ts";

/** A test that failed. */
export interface SeedFailure {
  readonly file: string;
  readonly name: string;
  /** With the seed, and how to run it again. */
  readonly message: string;
}

/** What came of all. */
export interface SeedRuns {
  /** How many tests there are. */
  readonly tests: number;

  /** The most that all tests together spent of chance under one seed. */
  readonly spent: number;
}

type Step = Pick<Deno.TestContext, "step">;

/** Steps one after the other, as the test runner has them. */
const T: Step = {
  async step(first: unknown, body?: unknown) {
    const { fn } = (typeof first === "object" ? first : { fn: body ?? first }) as {
      fn: (t: Step) => void | Promise<void>;
    };
    await fn(T);
    return true;
  },
};

async function runAll(files: readonly string[], seeds: readonly number[]): Promise<SeedRuns> {
  const fileOf: string[] = [];
  for (const file of files) {
    // Outside of the test runner `Deno.test` does nothing: only the random tests are kept.
    await import(new URL(file, ROOT).href);
    while (fileOf.length < RANDOM_TESTS.length) fileOf.push(file);
  }
  let most = 0;
  for (const seed of seeds) {
    let spent = 0;
    for (const [i, { name, body }] of RANDOM_TESTS.entries()) {
      try {
        spent += await runWithSeed(name, { seed, file: fileOf[i], run: () => body(T) });
      } catch (error) {
        const failure: SeedFailure = { file: fileOf[i], name, message: (error as Error).message };
        self.postMessage({ failure });
      }
    }
    most = Math.max(most, spent);
    self.postMessage({ seed });
  }
  return { tests: RANDOM_TESTS.length, spent: most };
}

self.onmessage = async ({ data: { files, seeds } }) => {
  self.postMessage({ runs: await runAll(files, seeds) });
};
