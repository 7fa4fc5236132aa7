import { testProbes } from "./play_probe.ts";
import { PRINTING_PROBES } from "./printing_probes.ts";

testProbes(PRINTING_PROBES);
