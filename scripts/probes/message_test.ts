import { MESSAGE_PROBES } from "./message_probes.ts";
import { testProbes } from "./play_probe.ts";

testProbes(MESSAGE_PROBES);
