/** Rejected promises that nothing awaits: a mistake of what is judged, which would go unseen. */

import { describeError } from "../../src/verify/outcome.ts";

/** Watches from now on; the result waits until what is due has been told, and says what was rejected first. */
export function watchRejections(): () => Promise<string | undefined> {
  // Taken now, before a claim can set other timers.
  const { setImmediate } = globalThis as unknown as {
    setImmediate: (done: () => void) => void;
  };
  let first: string | undefined;
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    first ??= describeError(event.reason);
  });
  return async () => {
    await new Promise<void>((done) => setImmediate(done));
    return first;
  };
}
