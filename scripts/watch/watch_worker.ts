/**
 * The thread that judges for a watch. It is a thread of its own since it has loaded the library: when an edit
 * touches that, another one begins, which loads what is there then.
 */

/// <reference lib="deno.worker" />

import { enterRealPath } from "../base/project.ts";
import { SpareProcesses } from "../pool/spare_processes.ts";
import { ProgressLine } from "../terminal/progress.ts";
import {
  stderrIsLive,
  stdoutPaint,
  stdoutWidth,
  terminalWidth,
  writeError,
  writeOutput,
} from "../terminal/terminal.ts";
import { complaint } from "../base/usage_error.ts";
import type { WatchCall, WatchOptions, WatchReply, WatchRequest } from "./watch_messages.ts";
import { runWatched } from "./watched_run.ts";

const progress = new ProgressLine({
  live: stderrIsLive(),
  width: terminalWidth,
  write: writeError,
  now: () => performance.now(),
});
let spares = new SpareProcesses();

/** Processes that are ready for an edit: one that reads, one that runs, and one that repeats. */
const READY = 3;

function begin({ project }: WatchOptions): void {
  if (project !== undefined) enterRealPath(project.path);
  spares.keep(READY);
}

async function answer(request: WatchRequest): Promise<WatchReply> {
  try {
    const run = await runWatched(request, {
      ...{ spares, progress, paint: stdoutPaint(), width: stdoutWidth },
      write(lines) {
        progress.hide();
        writeOutput(lines.map((line) => `${line}\n`).join(""));
      },
    });
    return { run };
  } catch (error) {
    return { error: complaint(error) };
  } finally {
    spares.keep(READY);
  }
}

/** What every process of a claim loads has changed. */
async function renew(): Promise<void> {
  const old = spares;
  spares = new SpareProcesses();
  spares.keep(READY);
  await old.close();
}

self.onmessage = async ({ data }: MessageEvent<WatchCall>) => {
  if (data.kind === "begin") begin(data.options);
  else if (data.kind === "renew") await renew();
  else if (data.kind === "note") progress.note(data.text);
  else if (data.kind === "run") self.postMessage(await answer(data.request));
  else {
    await spares.close();
    self.postMessage("ended");
    self.close();
  }
};
