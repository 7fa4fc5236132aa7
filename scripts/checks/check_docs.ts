/** Is the public API documented? Runs `deno doc --lint` and exits 1 on errors of our own. */

import { ownDocErrors } from "./doc_errors.ts";

const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
  args: ["doc", "--lint", "src/mod.ts"],
  env: { NO_COLOR: "1" },
}).output();
const text = new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout);
const errors = ownDocErrors(text);
for (const error of errors) console.error(error);
// A failure without a single error line is a failure of the tool itself.
const broken = code !== 0 && !/^error\[/m.test(text);
if (broken) console.error(text);
if (errors.length > 0 || broken) Deno.exit(1);
console.log("every public symbol is documented");
