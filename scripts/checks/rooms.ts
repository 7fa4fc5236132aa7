/** The rooms of the tree and their order: a pure function of paths. */

/** Folders from the ground up: a file imports from its own folder and from those before it. */
const GROUND = ["src/elementary", "src"];
const THEORY = [
  "src/kernel",
  "src/tasks",
  "src/model",
  "src/training",
  "src/measurement",
  "src/records",
  "src/attention",
  "src/attention/figures",
];
const ENGINE = [
  "src/decision",
  "src/claim",
  "src/verify",
  "src/report",
  "src/report/text",
  "src/report/formats",
  "src/report/figures",
  "src/report/compare",
  "src/report/html",
];
const SCRIPTS = [
  "scripts/base",
  "scripts/test_project",
  "scripts/oracles",
  "scripts/terminal",
  "scripts/project",
  "scripts/run_directory",
  "scripts/subject/templates",
  "scripts/subject",
  "scripts/judged",
  "scripts/pool",
  "scripts/watch",
  "scripts/calibration",
  "scripts/history",
  "scripts/charts",
  "scripts/completion",
  "scripts/records",
  "scripts/commands",
  "scripts/bundle/packages",
  "scripts/bundle",
  "scripts/site",
  "scripts/probes",
  "scripts/engines",
  "scripts/manifests",
  "scripts/kernel",
  "scripts/spelling",
  "scripts/checks",
  "scripts/mutation",
  "scripts/mutation/harness",
  "scripts/browser",
  "scripts/bench",
  "scripts/bench/peers",
  // What users and claims start from by its name.
  "scripts",
];

/** The only rooms of the theory that import from the engine, and the one room that each imports from. */
const IN_TERMS_OF: Readonly<Record<string, string>> = {
  "src/records": "src/decision",
  "src/attention": "src/claim",
  "src/attention/figures": "src/report/figures",
};

/** The folder in one of the lists that a file lies in; undefined where none is named. */
export function roomOf(path: string): string | undefined {
  const folder = path.slice(0, path.lastIndexOf("/"));
  return [...GROUND, ...THEORY, ...ENGINE, ...SCRIPTS].find((room) => room === folder);
}

/** The room that a test stands in: on the ground floor all of it, since draws are made of what is tested. */
export function roomOfTest(path: string): string | undefined {
  const room = roomOf(path);
  return room !== undefined && GROUND.includes(room) ? GROUND.at(-1) : room;
}

/** The rule that a file of room `from` breaks by importing one of room `to`. */
export function brokenOrder(from: string, to: string): string | undefined {
  if (SCRIPTS.includes(from)) {
    return SCRIPTS.includes(to) ? brokenIn(SCRIPTS, from, to) : undefined;
  }
  if (SCRIPTS.includes(to)) return "src/ imports from src/ only, its tests from fixtures/ too";
  if (ENGINE.includes(from) && THEORY.includes(to)) return "the engine knows no attention";
  if (THEORY.includes(from) && ENGINE.includes(to)) {
    return IN_TERMS_OF[from] === to ? undefined : "the theory knows no run";
  }
  return brokenIn([...GROUND, ...THEORY, ...ENGINE], from, to);
}

function brokenIn(order: readonly string[], from: string, to: string): string | undefined {
  return order.indexOf(to) <= order.indexOf(from) ? undefined : `${from} may not import ${to}`;
}
