/**
 * A bundle holds the sources that it was made of, from which seeds follow, and the program that was made of them:
 * with one of them changed, a result would be said to be of sources that never computed it.
 */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { readJson } from "../base/read_json.ts";
import { UsageError } from "../base/usage_error.ts";
import { hashFiles, readFiles } from "../project/content_seed.ts";
import { filesBelow } from "../project/project_files.ts";

/** The file that says of what a bundle is, at its root. */
export const BUNDLE = "bundle.json";
/** Largest one that is read, in bytes. */
const LARGEST = 10_000;

const bundleSchema = z.strictObject({
  schema: z.literal("attest-bundle/1"),
  hash: z.string().regex(/^[0-9a-f]{16}$/),
});

/** What is fixed in a bundle: its program, the sources of that, and how it is started; claims may come and go. */
export function bundleHash(root: string): Promise<string> {
  const parts = ["bundled", "scripts"].flatMap((folder) =>
    filesBelow(root, folder, { counts: () => true })
  );
  return hashFiles(readFiles(root, ["attest", "deno.json", ...parts]));
}

/** The text of bundle.json, once all else is in its place. */
export async function bundleText(root: string): Promise<string> {
  return `${JSON.stringify({ schema: "attest-bundle/1", hash: await bundleHash(root) })}\n`;
}

/** Throws a UsageError on a bundle of which a part is not as it was made. */
export async function requireWhole(root: URL): Promise<void> {
  const at = fileURLToPath(root);
  const path = join(at, BUNDLE);
  const { hash } = await readJson(path, {
    bytes: LARGEST,
    schema: bundleSchema,
    unusable: (got) => new UsageError(`${path} must say what the bundle is made of, got ${got}`),
  });
  const found = await bundleHash(at).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return "a part missing";
    throw error;
  });
  if (found === hash) return;
  throw new UsageError(
    `a bundle must be as it was made, ${hash}, got ${found} in ${at}: make it anew by ` +
      "`deno task bundle`, or copy all of it",
  );
}
