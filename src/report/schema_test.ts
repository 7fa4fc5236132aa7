import { assertEquals } from "@std/assert";
import type * as z from "zod";
import type { Report } from "./report_types.ts";
import { REPORT_SCHEMA, type reportSchema } from "./schema.ts";

/**
 * With every field there, so that one type cannot lack a field that the other may have. A case's spec is any JSON.
 */
type Full<T> = T extends object ? { [K in keyof T]-?: K extends "spec" ? unknown : Full<T[K]> } : T;
type Written = Full<Report>;
type Checked = Full<z.infer<typeof reportSchema>>;

Deno.test("the types of a report are those that its schema checks", () => {
  // The check of types fails where one is not the other.
  const checked = (report: Written): Checked => report;
  const written = (report: Checked): Written => report;
  assertEquals([checked.length, written.length], [1, 1]);
  const schema: Report["schema"] = REPORT_SCHEMA;
  assertEquals(schema, "attest-report/2");
});
