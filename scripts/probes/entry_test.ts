import { ENTRY_PROBES } from "./entry_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(ENTRY_PROBES);
