/** What a run set out to do, in its run.json: enough to go on with it, or to join it with others. */

import { join } from "node:path";
import * as z from "zod";
import { givenSchema } from "../../src/report/schema.ts";
import { readJson } from "../base/read_json.ts";
import { UsageError } from "../base/usage_error.ts";

/** File of the plan in a run's directory. */
export const PLAN = "run.json";
/** Largest file that is read, in bytes. */
const LARGEST = 1_000_000;

const shards = z.strictObject({
  of: z.int().min(1).max(10_000),
  run: z.array(z.int().min(1)).min(1).max(10_000),
}).refine(({ of, run }) => run.every((index, i) => index <= of && index > (run[i - 1] ?? 0)), {
  message: "must be ascending and at most `of`",
});

/** run.json. */
export const planSchema = z.strictObject({
  schema: z.literal("attest-run/2"),
  profile: z.enum(["quick", "ci", "deep"]),
  seed: z.int(),
  selected: z.array(z.string().max(40)).max(10_000)
    .meta({ description: "Ids of the claims asked for; none stand for all." }),
  subject: z.string().min(1).max(120),
  given: givenSchema.optional(),
  project: z.string().min(1).max(4096).optional()
    .meta({ description: "Directory of the claims as it was given; absent for attest's own." }),
  started: z.iso.datetime(),
  deno: z.string().max(40),
  code: z.string().regex(/^[0-9a-f]{16}$/)
    .meta({ description: "Changes with the sources that the seed follows from." }),
  build: z.string().regex(/^[0-9a-f]{16}$/).optional().meta({
    description:
      "Changes with all that computes a result: those sources, the scripts, deno.json and " +
      "deno.lock. Older files do without.",
  }),
  matrix: z.boolean().meta({ description: "Every claim is run on every mutant." }),
  // Names, and no ways out of the folder.
  kept: z.array(z.string().max(200).regex(/^[^/\\]+\.json$/)).max(100_000)
    .meta({ description: "Files of fixtures/counterexamples/ that are replayed first." }),
  shards,
}).refine(({ profile, matrix, given }) => matrix || given !== undefined || profile !== "deep", {
  path: ["matrix"],
  message: "must be true for the deep profile",
}).meta({ title: "attest-run/2", description: "What a run of `attest verify` set out to do." });

/** What a run set out to do. */
export type RunPlan = z.infer<typeof planSchema>;

/**
 * The plan of the run in a directory.
 *
 * @throws {UsageError} If there is none, or one of another version.
 */
export function readPlan(directory: string): Promise<RunPlan> {
  const path = join(directory, PLAN);
  return readJson(path, {
    bytes: LARGEST,
    schema: planSchema,
    unusable: (got) =>
      new UsageError(`${path} must be the plan of a run, attest-run/2, got ${got}`),
  });
}
