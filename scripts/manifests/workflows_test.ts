/** The workflows are what GitHub's own parser takes, and what they use is fixed by its commit. */

import { assert, assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const WORKFLOWS = ["ci.yml", "deep.yml"];

/** The complaints of GitHub's parser about each of these texts. */
async function errorsOf(texts: readonly (readonly [name: string, text: string])[]) {
  const scratch = new URL(".attest/", ROOT);
  await Deno.mkdir(scratch, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: fileURLToPath(scratch), prefix: "manifests-" });
  try {
    const bundled = `${folder}/workflow_errors.js`;
    await deno([
      "bundle",
      "--quiet",
      "--config=deno.json",
      `--output=${bundled}`,
      "workflow_errors.ts",
    ]);
    const env = "--allow-env=LOG_STREAM,LOG_TOKENS";
    const said = await deno(
      ["run", "--no-config", "--no-prompt", env, bundled],
      JSON.stringify(texts),
    );
    return JSON.parse(said) as string[][];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function deno(args: readonly string[], input = ""): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    ...{ args: [...args], cwd: HERE, stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const given = new Response(input).body?.pipeTo(child.stdin) ?? child.stdin.close();
  const { code, stdout, stderr } = await child.output();
  await given.catch(() => {});
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

function textOf(name: string): string {
  return Deno.readTextFileSync(new URL(`.github/workflows/${name}`, ROOT));
}

/** Slips next to what is right. */
const SLIPS: readonly (readonly [right: string, slip: string])[] = [
  ["needs: bundle", "needs: bundles"],
  ["runs-on: ubuntu-latest", "run-on: ubuntu-latest"],
  ["fail-fast: false", "fast-fail: false"],
  ["matrix.index", "matrices.index"],
  ["timeout-minutes: 60", "timeout-minutes: an hour"],
];

Deno.test("workflows: GitHub's parser has nothing to complain of, and has of each slip", async () => {
  const deep = textOf("deep.yml");
  for (const [right] of SLIPS) assert(deep.includes(right), right);
  const slipped = SLIPS.map(([right, slip]) => ["deep.yml", deep.replace(right, slip)] as const);
  const right = WORKFLOWS.map((name) => [name, textOf(name)] as const);
  const errors = await errorsOf([...right, ...slipped]);
  assertEquals(errors.slice(0, right.length), right.map(() => []));
  const unnoticed = SLIPS.filter((_, i) => errors[right.length + i].length === 0);
  assertEquals(unnoticed, []);
});

/** `uses:` of an action by the hash of a commit, its version behind. */
const PINNED = /^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;

Deno.test("workflows: every action is one commit, with its version in a comment", () => {
  const used = WORKFLOWS.flatMap((name) =>
    [...textOf(name).matchAll(/^ *-? *uses: (.*)$/gm)].map(([, action]) => action)
  );
  assert(used.length > 0);
  assertEquals(used.filter((action) => !PINNED.test(action)), []);
  // One action, one commit: two would be an oversight.
  const names = new Set(used.map((action) => action.split("@")[0]));
  assertEquals(new Set(used).size, names.size);
});
