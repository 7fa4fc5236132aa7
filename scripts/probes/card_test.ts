import { CARD_PROBES } from "./card_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(CARD_PROBES);
