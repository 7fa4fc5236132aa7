/** A test that could come out otherwise tomorrow is refused by the gate: it draws by luck, or by a seed of its own. */

import { fileURLToPath } from "node:url";
import { runProgram } from "../test_project/run_program.ts";
import { type Guard, guard, type Probe, type Step } from "./probe.ts";

const PURITY = "scripts/checks/purity.ts";
const LAYERS = "scripts/checks/layers.ts";

const DRAWS = "a test draws by fixtures/random/, whose seed is given";
const PURE = "src/ is pure: time, randomness and output are arguments";
const WRITTEN = "a seed is given or derived, never written down";

const unlisted = (name: string) => guard(PURITY, `  "${name}",\n  "fc`, '  "fc');
const STREAMS = guard(PURITY, "return [...unseeded, ...literalStreams]", "return [...unseeded]");
const DRAWN = guard(LAYERS, "      ...drawBreaches(file, own),\n", "");
const PURELY = guard(LAYERS, "      ...purityBreaches(file, own),\n", "");
const SEEDS = guard(LAYERS, "      ...seedBreaches(file, own),\n", "");

/** What a file does, the file, its text, the rule that it breaks, and the line that knows. */
const FLAKES: readonly [string, file: string, text: string, rule: string, Guard][] = [
  ["throws dice", "scripts/base/a_test.ts", "wait(Math.random());", DRAWS, DRAWN],
  [
    "draws a key",
    "scripts/base/a_test.ts",
    "use(crypto.randomUUID());",
    DRAWS,
    unlisted("crypto.randomUUID"),
  ],
  ["draws bytes", "scripts/pool/a_for_tests.ts", "crypto.getRandomValues(a);", DRAWS, DRAWN],
  [
    "asserts a property by a fresh seed",
    "src/decision/a_test.ts",
    'import fc from "fast-check";\nfc.assert(property);',
    DRAWS,
    guard(PURITY, '  "fc.assert",\n', ""),
  ],
  [
    "samples by a fresh seed",
    "src/decision/a_test.ts",
    'import fc from "fast-check";\nuse(fc.sample(numbers, 3));',
    DRAWS,
    guard(PURITY, '  "fc.sample",\n', ""),
  ],
  [
    "asks for a seed that no one can foresee",
    "scripts/pool/a_test.ts",
    'import { freshSeed } from "../project/content_seed.ts";\nrun(freshSeed());',
    DRAWS,
    guard(PURITY, '  "freshSeed",\n', ""),
  ],
  ["names its own stream", "src/decision/a_test.ts", 'randomStream("x", 7);', DRAWS, STREAMS],
  ["numbers its own stream", "scripts/base/a_for_tests.ts", "randomStream(-1);", DRAWS, STREAMS],
  ["looks at the clock", "src/decision/a_test.ts", "use(Date.now());", PURE, PURELY],
  ["looks at the date", "src/verify/a_test.ts", "use(new Date());", PURE, PURELY],
  ["measures its own speed", "src/verify/a_test.ts", "use(performance.now());", PURE, PURELY],
  ["waits a while", "src/verify/a_test.ts", "setTimeout(done, 10);", PURE, PURELY],
  ["reads a file", "src/verify/a_test.ts", 'Deno.readTextFile("a");', PURE, PURELY],
  ["pins a seed in a claim", "props/a_test.ts", "export const a = { seed: 42 };", WRITTEN, SEEDS],
  ["pins a seed in the harness", "scripts/a.ts", "const seed = 42;\nuse(seed);", WRITTEN, SEEDS],
];

const FOLDERS = ["src", "props", "scripts", "fixtures"].map((name) => `${name}/mod.json`);

/** Runs the gate on the project as `deno task layers` runs it on attest. */
function refused(file: string, rule: string): Step {
  return async ({ project, harness }) => {
    const script = fileURLToPath(new URL("scripts/checks/check_layers.ts", harness));
    const config = fileURLToPath(new URL("deno.json", harness));
    const flags = ["--no-prompt", "--no-lock", `--config=${config}`, "--allow-read"];
    const ran = await runProgram([Deno.execPath(), "run", ...flags, script], {
      cwd: project.directory,
    });
    if (ran.code !== 1 || !ran.stderr.includes(`${file}:`) || !ran.stderr.includes(rule)) {
      throw new Error(`exit code ${ran.code} of layers, with\n${ran.stdout}${ran.stderr}`);
    }
  };
}

/** All of them. */
export const FLAKE_PROBES: readonly Probe[] = FLAKES.map(([what, file, text, rule, own]) => ({
  name: `a file that ${what} is refused`,
  part: 3,
  files: {
    ...Object.fromEntries(FOLDERS.map((path) => [path, "{}"])),
    ...{ "props/small_test.ts": null, "props/large_test.ts": null, "props/gain_test.ts": null },
    [file]: text,
  },
  steps: [refused(file, rule)],
  guards: [own],
}));
