/**
 * For scripts that are started: what nothing catches is told in one line, with the exit code that fits, where
 * Deno would print it as it comes, with a stack and whatever it does to a terminal.
 */

import { UsageError } from "../base/usage_error.ts";
import { writeError } from "./terminal.ts";

/** Exit code for unusable arguments, files and permissions. */
const UNUSABLE = 2;
/** Exit code for a mistake of our own, EX_SOFTWARE of sysexits.h: it says nothing of any claim. */
const INTERNAL_ERROR = 70;

/** Says what went wrong, for `debug` also where; returns the exit code. */
export function tellError(error: unknown, debug = false): number {
  const { message, stack } = shown(error);
  if (error instanceof UsageError) {
    writeError(`attest: ${message}\n`);
    return UNUSABLE;
  }
  const where = debug
    ? stack
    : "attest: this is a mistake in attest; `attest --debug …` shows where";
  writeError(`attest: internal error: ${message}\n${where}\n`);
  return INTERNAL_ERROR;
}

/** Ends the process with the code to come; should nothing be left to wait for, with that of a mistake. */
export function endWith(code: Promise<number>): void {
  // Awaited at the top of a module, a promise that nobody keeps would be Deno's to tell, with exit code 1.
  globalThis.addEventListener(
    "beforeunload",
    () => stop(new Error("it came to no end, with nothing left to wait for")),
  );
  code.then((value) => Deno.exit(value));
}

/** What is thrown may be anything, and refuse to be a text. */
function shown(error: unknown): { readonly message: string; readonly stack: string } {
  try {
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { message: String(message).split("\n")[0], stack: String(stack) };
  } catch {
    return { message: "an error that cannot be shown", stack: "" };
  }
}

/** What the system refuses is for the user to put right; anything else is a mistake of ours. */
function stop(error: unknown): never {
  writeError(`attest: ${shown(error).message}\n`);
  const isUsers = [UsageError, ...Object.values(Deno.errors)].some((kind) => error instanceof kind);
  Deno.exit(isUsers ? UNUSABLE : INTERNAL_ERROR);
}

globalThis.addEventListener("error", ({ error, message }) => stop(error ?? message));
globalThis.addEventListener("unhandledrejection", ({ reason }) => stop(reason));
