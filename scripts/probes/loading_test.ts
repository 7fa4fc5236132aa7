import { LOADING_PROBES } from "./loading_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(LOADING_PROBES);
