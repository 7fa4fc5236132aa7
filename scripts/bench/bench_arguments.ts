/** The arguments of the bench. */

import { parseArgs } from "node:util";
import { UsageError } from "../base/usage_error.ts";
import type { Rounds } from "./rounds.ts";

/** What is to be measured, and where it goes. */
export interface Asked extends Rounds {
  readonly out: string | undefined;
  readonly peers: boolean;
  readonly page: boolean;
  /** Leave out what no target is about: rates of all claims, profiles, growth and workers. */
  readonly brief: boolean;
}

/** The arguments of the command; throws UsageError on one that cannot be used. */
export function readArguments(): Asked {
  try {
    const { values } = parseArgs({
      args: [...Deno.args],
      options: {
        rounds: { type: "string", default: "7" },
        milliseconds: { type: "string", default: "50" },
        out: { type: "string" },
        peers: { type: "boolean", default: false },
        page: { type: "boolean", default: false },
        brief: { type: "boolean", default: false },
      },
    });
    return {
      ...values,
      out: writable(values.out),
      rounds: count("--rounds", values.rounds),
      milliseconds: count("--milliseconds", values.milliseconds),
    };
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}

/** Asked before minutes are spent; elsewhere the task may not write. */
function writable(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  if (Deno.permissions.querySync({ name: "write", path }).state === "granted") return path;
  throw new UsageError(`--out must be a file in .attest/, got ${path}`);
}

function count(name: string, value: string): number {
  if (!/^\d{1,4}$/.test(value) || Number(value) < 1) {
    throw new UsageError(`${name} must be a whole number from 1 to 9999, got ${value}`);
  }
  return Number(value);
}
