import { OWNERSHIP_PROBES } from "./ownership_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(OWNERSHIP_PROBES);
