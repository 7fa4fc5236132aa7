import { PAGE_PROBES } from "./page_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(PAGE_PROBES);
