import { MARGIN_PROBES } from "./margin_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(MARGIN_PROBES);
