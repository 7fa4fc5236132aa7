/**
 * Writes fixtures/schemas/; with `--check`, compares it with the code and exits 1 where they differ.
 *
 * Run by `deno task schema` and `deno task schema:check`.
 */

import "../terminal/uncaught.ts";
import { writeAtomically } from "../base/atomic_write.ts";
import { jsonText } from "../base/json_text.ts";
import { schemaFiles } from "./schema_files.ts";
import { writeError } from "../terminal/terminal.ts";

const FOLDER = "fixtures/schemas";

const check = Deno.args[0] === "--check";
if (Deno.args.length > (check ? 1 : 0)) {
  writeError(`export_schema takes --check or nothing, got ${Deno.args.join(" ")}\n`);
  Deno.exit(2);
}
const wanted = new Map(
  [...schemaFiles()].map(([name, schema]) => [`${FOLDER}/${name}`, jsonText(schema)]),
);
if (!check) await Deno.mkdir(FOLDER, { recursive: true });
let stale = 0;
for (const [path, text] of wanted) {
  if (!check) await writeAtomically(path, text);
  else if (await Deno.readTextFile(path).catch(() => "") !== text) {
    writeError(`${path} must be what \`deno task schema\` writes, got something else\n`);
    stale++;
  }
}
writeError(`schemas: ${wanted.size} files, ${stale} stale\n`);
if (stale > 0) Deno.exit(1);
