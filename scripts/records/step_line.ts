/** How far a diagnosis has come, in one line on a terminal, and a line a step elsewhere. */

import { REWRITE } from "../terminal/printed.ts";
import { stderrIsLive, writeError } from "../terminal/terminal.ts";

/** Milliseconds between two looks. */
const PAUSE = 200;

/** A line that is told of steps and taken away at the end. */
export function stepLine(): {
  readonly step: (what: string, done: number, of: number) => void;
  readonly end: () => void;
} {
  const live = stderrIsLive();
  const begun = performance.now();
  let [last, shown] = ["", 0];
  return {
    step(what, done, of) {
      const now = performance.now();
      if (live ? now - shown < PAUSE && what === last : what === last || now - begun < 2000) return;
      const seconds = Math.round((now - begun) / 1000);
      const text = live ? `${what} ${done}/${of}, ${seconds} s` : `attest: ${what}, ${seconds} s`;
      writeError(live ? `${REWRITE}${text}` : `${text}\n`);
      [last, shown] = [what, now];
    },
    end() {
      if (live) writeError(REWRITE);
    },
  };
}
