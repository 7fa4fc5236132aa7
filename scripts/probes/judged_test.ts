import { JUDGED_PROBES } from "./judged_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(JUDGED_PROBES);
