/** Every probe. */

import { INTERRUPT_PROBES } from "./interrupt_probes.ts";
import { JUDGED_PROBES } from "./judged_probes.ts";
import { LOADING_PROBES } from "./loading_probes.ts";
import { MARGIN_PROBES } from "./margin_probes.ts";
import { MESSAGE_PROBES } from "./message_probes.ts";
import { REPORT_PROBES } from "./report_probes.ts";
import { RUN_PROBES } from "./run_probes.ts";
import { OUTSIDE_PROBES } from "./outside_probes.ts";
import { OWNERSHIP_PROBES } from "./ownership_probes.ts";
import { PRINTING_PROBES } from "./printing_probes.ts";
import type { Probe } from "./probe.ts";

/** In the order of their tables. */
export const PROBES: readonly Probe[] = [
  ...INTERRUPT_PROBES,
  ...JUDGED_PROBES,
  ...LOADING_PROBES,
  ...MARGIN_PROBES,
  ...MESSAGE_PROBES,
  ...OUTSIDE_PROBES,
  ...OWNERSHIP_PROBES,
  ...PRINTING_PROBES,
  ...REPORT_PROBES,
  ...RUN_PROBES,
];
