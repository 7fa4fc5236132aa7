import { REPEAT_PROBES } from "./repeat_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(REPEAT_PROBES);
