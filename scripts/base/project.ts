/**
 * The project whose claims are judged: attest's own, unless another is entered.
 *
 * It is one for the whole process, as the working directory is, and is entered before anything of it is read.
 */

import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ROOT } from "./paths.ts";
import { complaint, UsageError } from "./usage_error.ts";

/** Where the parts of a project lie; all but `props` may be absent. */
export interface Places {
  readonly root: URL;
  /** The claim files. */
  readonly props: URL;
  /** The deliberately wrong subjects. */
  readonly mutants: URL;
  /** The reports that later ones are compared with. */
  readonly baselines: URL;
  /** The failing cases that every run replays first. */
  readonly counterexamples: URL;
  /** What the decisions of statistical claims were found to cost. */
  readonly calibration: URL;
}

let entered: Places | undefined;
let given: string | undefined;

/** The project that was entered, else that of the claim file that `deno test` runs, else attest's own. */
export function project(): Places {
  return entered ??= placesOf(rootOfTest(Deno.mainModule) ?? ROOT);
}

/** The root of the project that a claim file belongs to; undefined for any other module. */
export function rootOfTest(module: string): URL | undefined {
  return /^file:.*\/props\/[^/]+_test\.ts$/.test(module) ? new URL("../", module) : undefined;
}

/**
 * Takes a directory for the project; relative ones are those of the working directory.
 *
 * @throws {UsageError} If it is no directory that can be read, or has no props/.
 */
export function enterProject(directory: string): void {
  const rule = "--project must be a directory with claims in its props/";
  for (const path of [directory, join(directory, "props")]) {
    if (!isDirectory(path, rule)) throw new UsageError(`${rule}, got ${path}: not a directory`);
  }
  // Leave to read is given by real paths, and a claim's process may not ask for them.
  enterRealPath(Deno.realPathSync(directory));
  given = directory;
}

/** The directory that was entered, as it was given; undefined in attest's own project. */
export function givenProject(): string | undefined {
  return given;
}

/** The same for a path that is known to be one, in full and without links. */
export function enterRealPath(path: string): void {
  entered = placesOf(pathToFileURL(`${path}/`));
}

/** A path of the project, as a program takes it. */
export function projectPath(): string {
  return fileURLToPath(project().root);
}

function placesOf(root: URL): Places {
  return {
    root,
    props: new URL("props/", root),
    mutants: new URL("fixtures/mutants/", root),
    baselines: new URL("fixtures/baselines/", root),
    counterexamples: new URL("fixtures/counterexamples/", root),
    calibration: new URL("fixtures/calibration.json", root),
  };
}

function isDirectory(path: string, rule: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch (error) {
    throw new UsageError(`${rule}, got ${path}: ${complaint(error)}`);
  }
}
