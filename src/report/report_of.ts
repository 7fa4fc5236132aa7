/** A report from a value of unknown origin, such as a parsed report.json. */

import { contradiction } from "./contradiction.ts";
import { type Report, reportSchema } from "./schema.ts";

/**
 * The value as a report: it follows the schema, and its conclusions follow from its numbers.
 *
 * @example What is no report is refused
 * ```ts
 * import { assertThrows } from "@std/assert";
 * import { reportOf } from "@attest/attest/report";
 *
 * assertThrows(() => reportOf({ schema: "attest-report/1" }), RangeError, "attest-report/2");
 * ```
 * @throws {RangeError} If it is no report, of another version, or contradicts itself.
 */
export function reportOf(value: unknown): Report {
  const { data, error } = reportSchema.safeParse(value);
  if (data === undefined) {
    const [{ path, message }] = error.issues;
    throw new RangeError(`a report must follow attest-report/2: ${[...path, message].join(": ")}`);
  }
  const contrary = contradiction(data);
  if (contrary !== undefined) {
    throw new RangeError(`a report must not contradict itself: ${contrary}`);
  }
  return data;
}
