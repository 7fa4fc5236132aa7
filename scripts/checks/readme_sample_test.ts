/** The README shows what `verify` prints: held to what the accepted run prints, but for its numbers. */

import { assertEquals } from "@std/assert";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { ROOT } from "../base/paths.ts";
import { plain } from "../terminal/terminal.ts";
import { resultLines } from "../terminal/result_lines.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";
/** Width where there is no terminal. */
const PIPED = 100;

/** What another accepted run prints otherwise; a figure is as good as another, and so is the place of a break. */
function withoutNumbers(lines: readonly string[]): string {
  return lines.join(" ").replaceAll(/\d[\d.]*(?:e-?\d+)?/g, "0").replaceAll(/\s+/g, " ").trim();
}

Deno.test("README: the sample is what is printed, in its order", { ignore }, async () => {
  const read = (path: string) => Deno.readTextFile(new URL(path, ROOT));
  const [, block] = /```text\n\[[^]*?\n…\n([^]*?)\n```/.exec(await read("README.md"))!;
  const report = reportSchema.parse(JSON.parse(await read("fixtures/baselines/ci.json"))) as Report;
  const printed = resultLines(report, {
    ...{ width: PIPED, paint: plain, folder: "attest-report/" },
    command: "npx --yes deno@2.9.6 task attest",
  });
  assertEquals(withoutNumbers(block.split("\n")), withoutNumbers(printed));
});
