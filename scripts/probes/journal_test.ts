import { JOURNAL_PROBES } from "./journal_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(JOURNAL_PROBES);
