/** Where a page may be written, and what it may replace. */

import { guard, type Probe } from "./probe.ts";
import { attest, given, holds, put } from "./steps.ts";

const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "A1", "--out"];
const PAGE = "scripts/run_directory/page_target.ts";

/** All of them. */
export const PAGE_PROBES: readonly Probe[] = [
  {
    name: "a page replaces a page of attest's, and nothing else",
    part: 4,
    steps: [
      given("run", [...RUN, "run"]),
      put("mine.html", "<p>mine</p>"),
      attest(["compare", "run", "run", "--html", "mine.html"], {
        code: 2,
        says: "no page of attest",
      }),
      holds("mine.html", "<p>mine</p>"),
    ],
    guards: [
      guard(PAGE, "new TextDecoder().decode(start.subarray(0, count)) !== PAGE_START", "count < 0"),
    ],
  },
  {
    name: "a page does not go where baselines are",
    part: 4,
    steps: [
      given("run", [...RUN, "run"]),
      put("fixtures/baselines/x.txt", ""),
      attest(["compare", "run", "run", "--html", "fixtures/baselines/x.html"], {
        code: 2,
        says: "outside fixtures/baselines",
      }),
    ],
    guards: [
      guard(
        "scripts/commands/run_compare.ts",
        "if (`${folder}${sep}`.startsWith(",
        "if (`${sep}${folder}${sep}never`.startsWith(",
      ),
    ],
  },
];
