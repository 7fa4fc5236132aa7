/** Where a page may be written, and what it may replace. */

import { guard, type Probe } from "./probe.ts";
import { SMALL } from "./good_project.ts";
import { attest, given, holds, put } from "./steps.ts";

const RUN = ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--claim", "A1", "--out"];
const PAGE = "scripts/run_directory/page_target.ts";

/** A claim whose formula is LaTeX that would bring a style of its own. */
const COLOURED = SMALL.replace("  source:", "  formula: String.raw`\\color{red}{x}`,\n  source:");
/** No figures: they take their time, and are not asked for. */
const NO_FIGURES = '{"schema":"attest-figures/1","seed":1,"replicates":6,"figures":[]}';

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
  {
    name: "a formula on a page is a formula, and nothing else",
    part: 4,
    files: { "props/small_test.ts": COLOURED },
    steps: [
      given("run", [...RUN, "run"]),
      put("run/figures.json", NO_FIGURES),
      attest(["report", "run"], { code: 0 }),
      holds("run/report.html", "<math"),
      holds("run/report.html", /^(?![\s\S]* style=)/),
    ],
    guards: [
      guard(
        "scripts/commands/draw_charts.ts",
        "return mathMarkup(mathml);",
        "return new Markup(mathml);",
      ),
    ],
  },
];
