import { PROJECT_PROBES } from "./project_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(PROJECT_PROBES);
