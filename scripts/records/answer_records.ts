/** Reads and computes what comes on standard input, and writes it to standard output, as JSON; run by `records.sh`. */

import "../terminal/uncaught.ts";
import { tellError } from "../terminal/uncaught.ts";
import { answerFile } from "./answer_file.ts";
import { diagnoseFile } from "./diagnose_file.ts";
import { stepLine } from "./step_line.ts";
import type { RecordsRequest } from "./request.ts";

try {
  const asked: RecordsRequest = await new Response(Deno.stdin.readable).json();
  const line = stepLine();
  const response = asked.command === "diagnose"
    ? await diagnoseFile(asked, line.step)
    : await answerFile(asked, line.step);
  line.end();
  await new Response(JSON.stringify(response)).body!.pipeTo(Deno.stdout.writable);
} catch (error) {
  Deno.exit(tellError(error));
}
