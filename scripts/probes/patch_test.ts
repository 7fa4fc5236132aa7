import { PATCH_PROBES } from "./patch_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(PATCH_PROBES);
