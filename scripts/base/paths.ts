/** Where the parts of attest lie; those of the project that it judges are in project.ts. */

/** Attest itself. */
export const ROOT: URL = new URL("../../", import.meta.url);

/** Whether this is the code of a bundle, which lies in its `bundled/code/`. */
export const IS_BUNDLED: boolean = import.meta.url.startsWith(`${ROOT.href}bundled/code/`);

/** The sources that the program was made of, as they were: what seeds and hashes follow from. */
export const SOURCES: URL = IS_BUNDLED ? new URL("bundled/sources/", ROOT) : ROOT;

/** What runs the process of a claim. */
export const JUDGED: URL = new URL("scripts/judged/child.sh", ROOT);

/** What runs a model of a user's own. */
export const START_SUBJECT: URL = new URL("scripts/subject/start.sh", ROOT);

/** What draws the charts of a page. */
export const DRAW_CHARTS: URL = new URL("scripts/charts/draw.sh", ROOT);

/** What reads tables and computes on them. */
export const RECORDS: URL = new URL("scripts/records/records.sh", ROOT);

/** What runs leave behind and git ignores. */
export const SCRATCH: URL = new URL(".attest/", ROOT);

/** Path of a claim's file from the root of its project. */
export function claimFile(slug: string): string {
  return `props/${slug}_test.ts`;
}
