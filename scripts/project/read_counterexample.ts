/** A counterexample's file, which a user may have written. */

import {
  type Counterexample,
  parseCounterexample,
} from "../../src/report/counterexample_schema.ts";
import { readOutsideText, requireShallow } from "../base/outside_file.ts";

/** Largest file that is read, in bytes: a spec is small. */
export const LARGEST_COUNTEREXAMPLE = 1_000_000;

/** What the file holds; throws an error that says what is wrong with it, without its name. */
export async function readCounterexample(path: string): Promise<Counterexample> {
  const text = await readOutsideText(path, { bytes: LARGEST_COUNTEREXAMPLE });
  requireShallow(text);
  return parseCounterexample(text);
}
