import { SHARE_PROBES } from "./share_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(SHARE_PROBES);
