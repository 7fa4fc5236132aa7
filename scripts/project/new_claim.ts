/**
 * Writes the files of a new claim, and says what is left to do.
 *
 * `new_claim.ts ID SLUG [--statistical]`; run by `deno task new-claim`.
 */

import "../terminal/uncaught.ts";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CLAIM_ID, CLAIM_SLUG } from "../../src/report/schema.ts";
import { attestCommand } from "../../src/report/text/attest_command.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { enterProject, project } from "../base/project.ts";
import { ROOT } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";
import { attestCommandHere, taskHere } from "../terminal/launcher.ts";
import { writeOutput } from "../terminal/terminal.ts";
import { newClaimFiles } from "./claim_template.ts";

const USAGE = "new-claim ID SLUG [--statistical] [--project DIR]";

const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: { statistical: { type: "boolean", default: false }, project: { type: "string" } },
});
const [id, slug, ...rest] = positionals;
if (slug === undefined || rest.length > 0) {
  throw new UsageError(`expected ${USAGE}, got ${Deno.args.join(" ") || "nothing"}`);
}
if (!CLAIM_ID.test(id)) {
  throw new UsageError(`an id is a letter, a number and dotted parts as in B10.loss, got ${id}`);
}
if (!CLAIM_SLUG.test(slug)) throw new UsageError(`a slug is in snake case, got ${slug}`);
if (values.project !== undefined) {
  // The first claim of a project makes it one.
  await Deno.mkdir(join(values.project, "props"), { recursive: true });
  enterProject(values.project);
}
const { root } = project();
const atHome = root.href === ROOT.href;
const files = newClaimFiles({
  ...{ id, slug, atHome },
  kind: values.statistical ? "statistical" : "universal",
});
for (const path of Object.keys(files)) {
  if (await Deno.stat(new URL(path, root)).then(() => true, () => false)) {
    throw new UsageError(`${path} is there already: choose another slug`);
  }
}
for (const [path, text] of Object.entries(files)) {
  const at = new URL(path, root);
  await Deno.mkdir(new URL(".", at), { recursive: true });
  await writeAtomically(decodeURIComponent(at.pathname), text);
}
const [claim, mutant] = Object.keys(files);
const attest = attestCommand({ command: attestCommandHere(), project: values.project });
const gate = values.project === undefined
  ? `${taskHere()} fmt && ${taskHere()} ok`
  : `deno test --config=deno.json ${join(values.project, "props")}`;
writeOutput(`${claim} and ${mutant} are written, and run as they are. What is left to do:
  1. Fill in what is marked TODO: words, generator, what is measured, what it must be.
  2. Make the mutant one that the claim should notice and only just does; name it after its mistake.
  3. ${attest} verify --claim ${id} --watch
  4. Try other seeds: ${attest} verify --claim ${id} --seed 1
  5. ${gate}
`);
