/** Every mistake in the harness that its tests are to notice. */

import type { HarnessMutation } from "./harness_mutation.ts";
import { IN_CASES } from "./in_cases.ts";
import { IN_COMMANDS } from "./in_commands.ts";
import { IN_COMPARISONS } from "./in_comparisons.ts";
import { IN_ENTRIES } from "./in_entries.ts";
import { IN_EXIT_CODES } from "./in_exit_codes.ts";
import { IN_GATES } from "./in_gates.ts";
import { IN_HISTORY } from "./in_history.ts";
import { IN_JUDGED } from "./in_judged.ts";
import { IN_MERGES } from "./in_merges.ts";
import { IN_POOL } from "./in_pool.ts";
import { IN_PROCESSES } from "./in_processes.ts";
import { IN_REPLICATES } from "./in_replicates.ts";
import { IN_REPORTS } from "./in_reports.ts";
import { IN_RULES } from "./in_rules.ts";
import { IN_RUNS } from "./in_runs.ts";
import { IN_STRATA } from "./in_strata.ts";
import { IN_TREE_RULES } from "./in_tree_rules.ts";

/** Room by room. */
export const HARNESS_MUTATIONS: readonly HarnessMutation[] = [
  ...IN_CASES,
  ...IN_RULES,
  ...IN_REPLICATES,
  ...IN_STRATA,
  ...IN_MERGES,
  ...IN_REPORTS,
  ...IN_ENTRIES,
  ...IN_COMPARISONS,
  ...IN_JUDGED,
  ...IN_POOL,
  ...IN_PROCESSES,
  ...IN_RUNS,
  ...IN_COMMANDS,
  ...IN_EXIT_CODES,
  ...IN_HISTORY,
  ...IN_GATES,
  ...IN_TREE_RULES,
];
