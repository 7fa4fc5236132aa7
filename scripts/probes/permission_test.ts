import { PERMISSION_PROBES } from "./permission_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(PERMISSION_PROBES);
