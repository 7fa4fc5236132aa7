import { OUTSIDE_PROBES } from "./outside_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(OUTSIDE_PROBES);
