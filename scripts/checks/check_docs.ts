/** Is the public API documented? Runs `deno doc --lint` and exits 1 on errors of our own. */

import "../terminal/uncaught.ts";
import { ownDocErrors } from "./doc_errors.ts";
import { writeError, writeOutput } from "../terminal/terminal.ts";

const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", "src/mod.ts"],
  env: { NO_COLOR: "1" },
}).output();
const text = new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout);
const errors = ownDocErrors(text);
for (const error of errors) writeError(`${error}\n`);
// A failure without a single error line is a failure of the tool itself.
const broken = code !== 0 && !/^error\[/m.test(text);
if (broken) writeError(`${text}\n`);
if (errors.length > 0 || broken) Deno.exit(1);
writeOutput("every public symbol is documented\n");
