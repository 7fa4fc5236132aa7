import { testProbes } from "./play_probe.ts";
import { RUN_PROBES } from "./run_probes.ts";

testProbes(RUN_PROBES);
