import { FLAKE_PROBES } from "./flake_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(FLAKE_PROBES);
