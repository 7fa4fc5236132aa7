import { INTERRUPT_PROBES } from "./interrupt_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(INTERRUPT_PROBES);
