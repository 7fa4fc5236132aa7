/** JSON files that someone else may have written: read, parsed and held to a schema. */

import type * as z from "zod";
import { firstIssue } from "./first_issue.ts";
import { isMissing, type Limit, parseOutside, readOutsideText } from "./outside_file.ts";
import { complaint, type UsageError } from "./usage_error.ts";

/** What a file must be, and what is said of one that is not. */
export interface Expected<Data, Missing> extends Limit {
  readonly schema: z.ZodType<Data>;
  /** The error for a file that cannot be used, from what is wrong with it. */
  readonly unusable: (got: string) => UsageError;
  /** What stands for a file that is not there; without it, that is an error too. */
  readonly missing?: () => Missing;
}

/** The value in a JSON file; throws an error that says what is wrong with the file, and not with which. */
export async function readOutsideJson(path: string | URL, limit: Limit): Promise<unknown> {
  return parseOutside(await readOutsideText(path, limit));
}

/**
 * The value in a JSON file, which follows the schema.
 *
 * @throws {UsageError} Of `unusable`, on any other file.
 */
export async function readJson<Data, Missing = never>(
  path: string | URL,
  { schema, unusable, missing, ...limit }: Expected<Data, Missing>,
): Promise<Data | Missing> {
  let value: unknown;
  try {
    value = await readOutsideJson(path, limit);
  } catch (error) {
    if (missing !== undefined && isMissing(error)) return missing();
    throw unusable(complaint(error));
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  throw unusable(firstIssue(error));
}
