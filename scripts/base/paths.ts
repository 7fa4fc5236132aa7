/** Where the parts of the project lie. */

/** The project itself. */
export const ROOT: URL = new URL("../../", import.meta.url);

/** The claim files. */
export const PROPS: URL = new URL("props/", ROOT);

/** The deliberately wrong subjects. */
export const MUTANTS: URL = new URL("fixtures/mutants/", ROOT);

/** The reports that later ones are compared with. */
export const BASELINES: URL = new URL("fixtures/baselines/", ROOT);

/** The failing cases that every run replays first. */
export const COUNTEREXAMPLES: URL = new URL("fixtures/counterexamples/", ROOT);

/** What the decisions of statistical claims were found to cost. */
export const CALIBRATION: URL = new URL("fixtures/calibration.json", ROOT);

/** What runs the process of a claim. */
export const JUDGED: URL = new URL("scripts/judged/child.sh", ROOT);

/** What draws the charts of a page. */
export const DRAW_CHARTS: URL = new URL("scripts/charts/draw.sh", ROOT);

/** What runs leave behind and git ignores. */
export const SCRATCH: URL = new URL(".attest/", ROOT);

/** Path of a claim's file from the root of the project. */
export function claimFile(slug: string): string {
  return `props/${slug}_test.ts`;
}
