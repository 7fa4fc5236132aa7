import { testProbes } from "./play_probe.ts";
import { REPORT_PROBES } from "./report_probes.ts";

testProbes(REPORT_PROBES);
