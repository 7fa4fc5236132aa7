/** Every probe. */

import { CARD_PROBES } from "./card_probes.ts";
import { ENTRY_PROBES } from "./entry_probes.ts";
import { FLAKE_PROBES } from "./flake_probes.ts";
import { INTERRUPT_PROBES } from "./interrupt_probes.ts";
import { JOURNAL_PROBES } from "./journal_probes.ts";
import { JUDGED_PROBES } from "./judged_probes.ts";
import { LOADING_PROBES } from "./loading_probes.ts";
import { MARGIN_PROBES } from "./margin_probes.ts";
import { MESSAGE_PROBES } from "./message_probes.ts";
import { OUTSIDE_PROBES } from "./outside_probes.ts";
import { OWNERSHIP_PROBES } from "./ownership_probes.ts";
import { PAGE_PROBES } from "./page_probes.ts";
import { PATCH_PROBES } from "./patch_probes.ts";
import { PERMISSION_PROBES } from "./permission_probes.ts";
import { PRINTING_PROBES } from "./printing_probes.ts";
import { REPORT_PROBES } from "./report_probes.ts";
import { PROJECT_PROBES } from "./project_probes.ts";
import { REPEAT_PROBES } from "./repeat_probes.ts";
import { RUN_PROBES } from "./run_probes.ts";
import { SHARE_PROBES } from "./share_probes.ts";
import { STRATA_PROBES } from "./strata_probes.ts";
import { VERDICT_PROBES } from "./verdict_probes.ts";
import type { Probe } from "./probe.ts";

/** In the order of their tables. */
export const PROBES: readonly Probe[] = [
  ...CARD_PROBES,
  ...ENTRY_PROBES,
  ...FLAKE_PROBES,
  ...INTERRUPT_PROBES,
  ...JOURNAL_PROBES,
  ...JUDGED_PROBES,
  ...LOADING_PROBES,
  ...MARGIN_PROBES,
  ...MESSAGE_PROBES,
  ...OUTSIDE_PROBES,
  ...OWNERSHIP_PROBES,
  ...PAGE_PROBES,
  ...PATCH_PROBES,
  ...PERMISSION_PROBES,
  ...PRINTING_PROBES,
  ...REPORT_PROBES,
  ...PROJECT_PROBES,
  ...REPEAT_PROBES,
  ...RUN_PROBES,
  ...SHARE_PROBES,
  ...STRATA_PROBES,
  ...VERDICT_PROBES,
];
