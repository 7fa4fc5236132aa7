/** What workers bring and cost, as Markdown. */

import { numberText } from "../../src/report/text/number.ts";
import { spreadText, table } from "./markdown_table.ts";
import type { WorkerTimes } from "./worker_times.ts";

/** Rows of work; columns of wall time, and how it falls. */
export function workerMarkdown({ growth, startSeconds, bytesPerWorker }: WorkerTimes): string {
  const rows = growth.map(({ of, seconds, speedup, atMost, exponent }) => [
    ...[
      of,
      ...seconds.map(spreadText),
      spreadText(speedup),
      spreadText(atMost),
      spreadText(exponent),
    ],
  ]);
  const header = (growth[0]?.workers ?? []).map((count) => `on ${count}, s`);
  return [
    table(["workers that are warm", ...header, "times as fast", "at most", "exponent"], rows),
    "At most: two workers that never speak, each doing all of the work, in the same rounds.",
    `A worker more takes ${numberText(bytesPerWorker / 2 ** 20)} MiB, and ${
      spreadText(startSeconds)
    } s to its first replicate.`,
  ].join("\n\n");
}
