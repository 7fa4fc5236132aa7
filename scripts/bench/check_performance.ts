/**
 * Is the page of performance of this code, and as the bench wrote it? Exits 1 where it is not.
 *
 * Run by `deno task performance:check`; what is timed is measured anew by hand, since that wants a quiet machine.
 */

import "../terminal/uncaught.ts";
import { writeError } from "../terminal/terminal.ts";
import { PERFORMANCE, stalePerformance } from "./performance_page.ts";
import { timedCode } from "./timed_code.ts";

const page = await Deno.readTextFile(PERFORMANCE).catch(() => "");
const stale = await stalePerformance(page, await timedCode());
for (const line of stale) writeError(`${line}\n`);
writeError(`performance: ${stale.length} lines stale\n`);
Deno.exit(stale.length > 0 ? 1 : 0);
