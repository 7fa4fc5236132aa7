/**
 * Bundles attest: `bundle.ts --out DIR [--with-deno]`; run by `deno task bundle`.
 *
 * `--with-deno` puts the deno that runs it beside, for machines that have none.
 */

import "../terminal/uncaught.ts";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { enterCallerDirectory } from "../base/caller_directory.ts";
import { complaint, UsageError } from "../base/usage_error.ts";
import { writeOutput } from "../terminal/terminal.ts";
import { makeBundle } from "./make_bundle.ts";

const USAGE = "bundle --out DIR [--with-deno]";

function asked(): { readonly out: string; readonly withDeno: boolean } {
  try {
    const { values } = parseArgs({
      args: Deno.args,
      options: { out: { type: "string" }, "with-deno": { type: "boolean", default: false } },
    });
    if (values.out) return { out: values.out, withDeno: values["with-deno"] };
  } catch (error) {
    throw new UsageError(`expected ${USAGE}, got ${complaint(error)}`);
  }
  throw new UsageError(`expected ${USAGE}, got ${Deno.args.join(" ") || "nothing"}`);
}

const { out, withDeno } = asked();
enterCallerDirectory();
const at = resolve(out);
await makeBundle(at, { withDeno });
writeOutput(`${at} is attest without a registry: ${at}/attest --help
`);
