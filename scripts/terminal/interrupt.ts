/** Ctrl-C: the first asks to stop, the second stops at once; SIGTERM only asks, however often it comes. */

import { INTERRUPTED } from "../../src/report/conclusion.ts";

const SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];
/** One Ctrl-C may come twice: from the terminal, and passed on by `deno task`. In milliseconds. */
const ECHO = 300;

/** Handles Ctrl-C for one run. */
export interface Interrupt {
  /** True once the user asked to stop. */
  readonly stopped: () => boolean;
  /** The same as a number other than 0, in memory that workers can share. */
  readonly stop: Int32Array<SharedArrayBuffer>;
  /** From now on results are written, which takes a moment: signals change nothing any more. */
  readonly hold: () => void;
  /** Signals mean what they always do again. */
  readonly release: () => void;
}

/** Listens until released; `onStop` is called at the first signal. */
export function listenForInterrupt(onStop: () => void): Interrupt {
  let firstAt: number | undefined;
  let held = false;
  const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const onSignal = (signal: Deno.Signal) => {
    if (held) return;
    if (firstAt === undefined) {
      firstAt = performance.now();
      Atomics.store(stop, 0, 1);
      onStop();
    } else if (signal === "SIGINT" && performance.now() - firstAt > ECHO) {
      Deno.exit(INTERRUPTED);
    }
  };
  const listeners = SIGNALS.map((signal) => [signal, () => onSignal(signal)] as const);
  for (const [signal, listener] of listeners) Deno.addSignalListener(signal, listener);
  return {
    stopped: () => firstAt !== undefined,
    stop,
    hold: () => held = true,
    release() {
      for (const [signal, listener] of listeners) Deno.removeSignalListener(signal, listener);
    },
  };
}
