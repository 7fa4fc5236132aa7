/** What a probe is: a small project with one thing that could turn red into green, and the line that keeps it red. */

import type { OtherProject } from "../test_project/other_project.ts";

/** A line of the harness that a probe rests on, and what it would be without what it guards. */
export interface Guard {
  /** Path from the root of attest. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  /** What takes its place when the guard is tried. */
  readonly replace: string;
}

/** A guard in one line. */
export function guard(file: string, find: string, replace: string): Guard {
  return { file, find, replace };
}

/** Where a probe is played. */
export interface Stage {
  readonly project: OtherProject;
  /** The attest that judges: the sources as they are, or a copy without a guard. */
  readonly harness: URL;
  /** The files that the project began with. */
  readonly files: Readonly<Record<string, string>>;
  /** What commands left behind that other probes of the same harness ran before, by command. */
  readonly done: Map<string, Promise<ReadonlyMap<string, Uint8Array>>>;
}

/** One act; throws an error where it does not come out as it must. */
export type Step = (stage: Stage) => Promise<void>;

/** A small project, what is done with it, and what keeps that from coming out well. */
export interface Probe {
  readonly name: string;
  /** The part of the issue that asks for it. */
  readonly part: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  /** Files beside, or in place of, those of a good project; null for one that is not there. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly steps: readonly Step[];
  readonly guards: readonly Guard[];
}
