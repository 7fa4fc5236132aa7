/** What `--subject` names: a module, or a program. */

import { basename, dirname } from "node:path";
import { complaint, UsageError } from "../base/usage_error.ts";

/** A model that can be started. */
export interface SubjectSource {
  /** As it was given. */
  readonly given: string;
  readonly kind: "module" | "program";
  /** What the launcher takes: the kind, and what goes with it. */
  readonly args: readonly string[];
}

const MODULE = /\.[cm]?[jt]sx?$/;
const RULE = "--subject must be a TypeScript or JavaScript module, or a program with its arguments";

/**
 * What a text names.
 *
 * @throws {UsageError} If it is a module that is not there, or a path of something else.
 */
export function subjectSource(given: string): SubjectSource {
  if (given.trim() === "") throw new UsageError(`${RULE}, got nothing`);
  if (given.endsWith(".onnx")) {
    throw new UsageError(
      `${RULE}, got ${given}: wrap it in a program, as \`attest subject new --kind python\` writes one`,
    );
  }
  if (!MODULE.test(given) || (/\s/.test(given) && !isThere(given))) {
    return { given, kind: "program", args: ["program", given] };
  }
  const path = realFile(given);
  const folder = dirname(path);
  if (folder.includes(",")) {
    throw new UsageError(
      `a folder that a module may read must have no comma, got ${folder}: move or rename it`,
    );
  }
  return { given, kind: "module", args: ["module", path, folder] };
}

/** What a report calls a model that does not say its name. */
export function plainName({ given }: Pick<SubjectSource, "given">): string {
  return basename(given).slice(0, 80);
}

function isThere(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

function realFile(given: string): string {
  try {
    const path = Deno.realPathSync(given);
    if (Deno.statSync(path).isFile) return path;
  } catch (error) {
    throw new UsageError(`${RULE}, got ${given}: ${complaint(error)}`);
  }
  throw new UsageError(`${RULE}, got ${given}: not a file`);
}
