/** Draws what comes on standard input and writes it to standard output, as JSON; run by `draw.sh`. */

import "../terminal/uncaught.ts";
import { complaint } from "../base/usage_error.ts";
import { writeError } from "../terminal/terminal.ts";
import type { Drawing } from "./drawing.ts";
import { drawReport } from "./draw_report.ts";

try {
  const { report, ...rest }: Drawing = await new Response(Deno.stdin.readable).json();
  const drawn = JSON.stringify(await drawReport(report, rest));
  await new Response(drawn).body!.pipeTo(Deno.stdout.writable);
} catch (error) {
  writeError(`attest: charts: ${complaint(error)}\n`);
  Deno.exit(1);
}
