/** A report held to the plan that lies beside it. */

import { join } from "node:path";
import type { Report } from "../../src/report/schema.ts";
import { isMissing } from "../base/outside_file.ts";
import { UsageError } from "../base/usage_error.ts";
import { PLAN, readPlan, type RunPlan } from "./run_plan.ts";

/** What both have. */
const SHARED = [
  ...["profile", "seed", "selected", "subject", "given", "started"] as const,
  ...["deno", "code", "build", "shards"] as const,
];

/**
 * Throws a UsageError on a report that is not of the plan in its directory: one of them has been changed. A report
 * may lie alone.
 */
export async function requireOfPlan(report: Report, directory: string): Promise<void> {
  const path = join(directory, PLAN);
  try {
    await Deno.lstat(path);
  } catch (error) {
    if (isMissing(error)) return;
  }
  const wrong = planMisfit(report, await readPlan(directory));
  if (wrong === undefined) return;
  throw new UsageError(
    `${path} must be the plan of the report beside it, got ${wrong}: put it back, or run it anew`,
  );
}

/** `matrix true, the report has false`; undefined where the report is of the plan. */
export function planMisfit({ run, matrix }: Report, plan: RunPlan): string | undefined {
  const text = (value: unknown) => (JSON.stringify(value) ?? "none").slice(0, 60);
  const key = SHARED.find((key) => JSON.stringify(plan[key]) !== JSON.stringify(run[key]));
  if (key !== undefined) return `${key} ${text(plan[key])}, the report has ${text(run[key])}`;
  if (plan.matrix === (matrix !== null)) return undefined;
  return `matrix ${plan.matrix}, the report has ${matrix === null ? "none" : "one"}`;
}
