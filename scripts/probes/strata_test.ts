import { STRATA_PROBES } from "./strata_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(STRATA_PROBES);
