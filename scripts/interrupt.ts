/** Ctrl-C: the first asks to stop, the second stops at once. */

const SIGNALS: readonly Deno.Signal[] = ["SIGINT", "SIGTERM"];

/** A run's ear for signals. */
export interface Interrupt {
  /** True once the user asked to stop. */
  readonly stopped: () => boolean;
  /** From now on results are written, which takes a moment: signals wait until the end. */
  readonly hold: () => void;
  /** Signals mean what they always do again. */
  readonly release: () => void;
}

/** Listens until released; `onStop` is called at the first signal. */
export function listenForInterrupt(onStop: () => void): Interrupt {
  let stopped = false;
  const first = () => {
    stopped = true;
    // Without a listener the system ends the process, also in the middle of a long computation,
    // where JavaScript would hear nothing.
    setListener("remove", first);
    onStop();
  };
  const nothing = () => {};
  setListener("add", first);
  return {
    stopped: () => stopped,
    hold() {
      setListener("add", nothing);
      setListener("remove", first);
    },
    release() {
      setListener("remove", first);
      setListener("remove", nothing);
    },
  };
}

function setListener(action: "add" | "remove", listener: () => void): void {
  for (const signal of SIGNALS) {
    if (action === "add") Deno.addSignalListener(signal, listener);
    else Deno.removeSignalListener(signal, listener);
  }
}
