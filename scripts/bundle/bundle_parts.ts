/** The parts of a bundle that are neither code nor sources: how it is configured and started. */

import config from "../../deno.json" with { type: "json" };

/** Where the program lies in a bundle. */
export const CODE = "bundled/code";

/** What is bundled: the command line, the processes of a claim and of a user's model, and all that claims import. */
export const ENTRIES: readonly string[] = [
  "scripts/attest.ts",
  "scripts/judged/child.ts",
  "scripts/subject/serve_module.ts",
  ...new Set(Object.values(config.exports).map((path) => path.slice("./".length))),
  ...["assert", "fast_check", "ml_matrix"].map((name) => `scripts/bundle/packages/${name}.ts`),
];

/** What claims import by the names of packages. */
const PACKAGES: Readonly<Record<string, string>> = {
  "@std/assert": "scripts/bundle/packages/assert.ts",
  "fast-check": "scripts/bundle/packages/fast_check.ts",
  "ml-matrix": "scripts/bundle/packages/ml_matrix.ts",
};

/** Where an entry lies in a bundle. */
export function bundledEntry(path: string): string {
  return `./${CODE}/${path.replace(/\.ts$/, ".js")}`;
}

/** The bundle's deno.json: what claims import is in the bundle, by its path as by its name. */
export function bundleConfig(): unknown {
  const exported = Object.entries(config.exports).flatMap(([name, path]) => [
    [`${config.name}${name.slice(".".length)}`, bundledEntry(path.slice("./".length))],
    [path, bundledEntry(path.slice("./".length))],
  ]);
  const packages = Object.entries(PACKAGES).map(([name, path]) => [name, bundledEntry(path)]);
  return {
    imports: Object.fromEntries([...exported, ...packages]),
    nodeModulesDir: "none",
    lock: false,
    compilerOptions: config.compilerOptions,
    tasks: {
      attest: config.tasks.attest,
      "attest:run": {
        description: config.tasks["attest:run"].description,
        command: attestTask(),
      },
      verify: config.tasks.verify,
    },
  };
}

/** `attest:run` of what is bundled: it draws no charts, reads no tables, whose packages are missing, and fetches nothing. */
function attestTask(): string {
  const { command } = config.tasks["attest:run"];
  return command
    .replace("deno run", "deno run --no-remote --no-npm")
    .replace("scripts/charts/draw.sh,", "")
    .replace(",scripts/records/records.sh", "")
    .replace("scripts/attest.ts", bundledEntry("scripts/attest.ts").slice("./".length));
}

/** `attest` at the root of a bundle. */
export function launcher(): string {
  return `#!/bin/sh
# Attest without a registry: \`attest --help\`. The deno beside it runs it where there is one, else that of PATH;
# relative paths begin where it is called.
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd) || exit
deno=$here/deno
[ -x "$deno" ] || deno=deno
INIT_CWD=$PWD
export INIT_CWD
cd "$here" || exit
# What follows is the task \`attest:run\` of deno.json.
exec "$deno" ${attestTask().slice("deno ".length)} "$@"
`;
}
