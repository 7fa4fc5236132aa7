import { testProbes } from "./play_probe.ts";
import { VERDICT_PROBES } from "./verdict_probes.ts";

testProbes(VERDICT_PROBES);
