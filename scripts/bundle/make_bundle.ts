/** Makes a bundle: a directory from which claims are verified with nothing but deno. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeAtomically } from "../base/atomic_write.ts";
import { jsonText } from "../base/json_text.ts";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { libraryPaths } from "../project/content_seed.ts";
import { filesBelow } from "../project/project_files.ts";
import { workshopPaths } from "../run_directory/build_hash.ts";
import { BUNDLE, bundleText } from "../run_directory/whole_bundle.ts";
import { bundleConfig, CODE, ENTRIES, launcher } from "./bundle_parts.ts";

/** Files at their places in a bundle: the claims with what is beside them, and what starts programs. */
const BESIDE = ["fixtures", "props", "scripts/engines"];
const LAUNCHERS = [
  "scripts/judged/child.sh",
  "scripts/judged/wrappers.sh",
  "scripts/subject/start.sh",
];
/** The entries of processes, at the places where their launchers look for them. */
const STARTED = ["scripts/judged/child.ts", "scripts/subject/serve_module.ts"];

/**
 * Fills a directory that is not there, or empty; it is there in full or not at all.
 *
 * @throws {UsageError} On any other directory, and where the program cannot be bundled.
 */
export async function makeBundle(
  out: string,
  { withDeno = false }: { readonly withDeno?: boolean } = {},
): Promise<void> {
  await requireEmpty(out);
  await Deno.mkdir(SCRATCH, { recursive: true });
  await Deno.mkdir(dirname(out), { recursive: true });
  // Beside it, so that to rename it is to move nothing.
  const at = await Deno.makeTempDir({ dir: dirname(out), prefix: ".bundle-" });
  try {
    await fill(at);
    if (withDeno) await Deno.copyFile(Deno.execPath(), join(at, "deno"));
    await Deno.chmod(at, 0o755);
    await Deno.rename(at, out);
  } catch (error) {
    await Deno.remove(at, { recursive: true });
    throw error;
  }
}

async function fill(at: string): Promise<void> {
  const root = fileURLToPath(ROOT);
  await bundleProgram(join(at, CODE));
  await copyAll([...libraryPaths(root), ...workshopPaths(root)], join(at, "bundled/sources"));
  const beside = BESIDE.flatMap((folder) => filesBelow(root, folder, { counts: isNoTest }));
  await copyAll([...beside, ...LAUNCHERS], at);
  for (const path of STARTED) {
    await write(join(at, path), `import "../../${CODE}/${path.replace(/\.ts$/, ".js")}";\n`);
  }
  await write(join(at, "deno.json"), jsonText(bundleConfig()));
  await write(join(at, "attest"), launcher());
  await Deno.chmod(join(at, "attest"), 0o755);
  await write(join(at, BUNDLE), await bundleText(at));
}

/** The tests of the engines stay behind; those in props/ are the claims. */
function isNoTest(path: string): boolean {
  return !(path.startsWith("scripts/") && path.endsWith("_test.ts"));
}

async function bundleProgram(to: string): Promise<void> {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--quiet", "--frozen", "--code-splitting", "--outdir", to, ...ENTRIES],
    cwd: ROOT,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).output();
  if (code === 0) return;
  const reason = new TextDecoder().decode(stderr).trim();
  throw new UsageError(`the program must be bundled by \`deno bundle\`, got ${reason}`);
}

async function copyAll(paths: readonly string[], to: string): Promise<void> {
  for (const path of paths) {
    await Deno.mkdir(dirname(join(to, path)), { recursive: true });
    await Deno.copyFile(new URL(path, ROOT), join(to, path));
  }
}

async function write(path: string, text: string): Promise<void> {
  await Deno.mkdir(dirname(path), { recursive: true });
  await writeAtomically(path, text);
}

async function requireEmpty(out: string): Promise<void> {
  const rule = "--out must be a directory that is not there yet, or empty";
  let first: string | undefined;
  try {
    for await (const { name } of Deno.readDir(out)) first ??= name;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw new UsageError(`${rule}, got ${out}: ${complaint(error)}`);
  }
  if (first !== undefined) throw new UsageError(`${rule}, got ${out}, which holds ${first}`);
}
