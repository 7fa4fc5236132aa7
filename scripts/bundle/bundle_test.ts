/** A bundle verifies with nothing to fetch from, and comes to what the sources come to, bit for bit. */

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import config from "../../deno.json" with { type: "json" };
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { CLAIMS } from "../test_project/claim_texts.ts";
import { ELSEWHERE, FLAGS, MAY_RUN, type Ran, readOutput } from "../test_project/project.ts";
import { bundleConfig, ENTRIES } from "./bundle_parts.ts";

/** One claim of each kind: cases, a false sentence, replicates with strata and rivals. */
const ASKED = ["verify", "--claim", "A7,C4,C4.linear", "--profile", "quick", "--no-keep"];

/** Where there is nothing to fetch from: each test begins with an empty cache, and every registry is a closed port. */
const OFFLINE = {
  npm_config_registry: "http://127.0.0.1:9/",
  JSR_URL: "http://127.0.0.1:9/",
  HTTP_PROXY: "http://127.0.0.1:9/",
  HTTPS_PROXY: "http://127.0.0.1:9/",
};

interface Bundle extends AsyncDisposable {
  readonly at: string;
  /** Runs attest by the task of the bundle, at first with an empty cache; relative paths are beside the bundle. */
  readonly attest: (...args: string[]) => Promise<Ran>;
  /** The report of a run. */
  readonly report: (out: string) => Promise<Report>;
}

async function deno(
  args: readonly string[],
  { cwd, env = {} }: {
    readonly cwd: string | URL;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<Ran> {
  const command = new Deno.Command(Deno.execPath(), {
    ...{ args: [...args], cwd, env: { ...ELSEWHERE, ...env }, stdin: "null" },
  });
  return readOutput(await command.output());
}

async function makeBundle(): Promise<Bundle> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "bundle-" });
  const at = `${folder}/bundle`;
  const { code, stderr } = await deno(["task", "--quiet", "bundle", "--out", at], { cwd: ROOT });
  assertEquals(code, 0, stderr);
  return {
    at,
    attest: (...args) =>
      deno(["task", "--quiet", "attest", ...args], {
        cwd: at,
        env: { ...OFFLINE, INIT_CWD: folder, DENO_DIR: `${folder}/cache` },
      }),
    report: async (out) =>
      reportSchema.parse(JSON.parse(await Deno.readTextFile(`${folder}/${out}/report.json`))),
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** All that a report says, but when. */
function untimed(value: unknown): unknown {
  const clocks = ["seconds", "started", "finished"];
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (clocks.includes(key) ? undefined : inner)),
  );
}

Deno.test({
  name: "bundle: what it verifies, merges, lists and replays is what the sources do",
  ignore: !MAY_RUN,
  async fn() {
    await using bundle = await makeBundle();
    const { attest, report, at } = bundle;
    const own = `${at}/../sources`;
    const flags = ["run", ...FLAGS, "scripts/attest.ts", ...ASKED];
    const sources = await deno([...flags, "--out", own], { cwd: ROOT });
    assertEquals(sources.code, 0, sources.stderr);
    const bundled = await attest(...ASKED, "--out", "bundled");
    assertEquals(bundled.code, 0, bundled.stderr);
    const [one, other] = [await report("sources"), await report("bundled")];
    // The seed of the sources, their hashes, every effect and margin.
    assertEquals(untimed(other), untimed(one));

    for (const shard of ["1", "2"]) {
      const ran = await attest(...ASKED, "--shard", `${shard}/2`, "--out", `shard-${shard}`);
      assertEquals(ran.code, 0, ran.stderr);
    }
    const merged = await attest("merge", "shard-1", "shard-2", "--out", "merged");
    assertEquals(merged.code, 0, merged.stderr);
    const cases = ({ claims }: Report) => claims.find(({ id }) => id === "C4");
    assertEquals(untimed(cases(await report("merged"))), untimed(cases(one)));

    const listed = await attest("list", "--json");
    const ids = await deno(["run", ...FLAGS, "scripts/attest.ts", "list", "--json"], { cwd: ROOT });
    const facts = (text: string) =>
      JSON.parse(text).map(({ verdict: _last, ...fact }: Record<string, unknown>) => fact);
    assertEquals(facts(listed.stdout), facts(ids.stdout));
    const replayed = await attest("replay", "bundled/counterexamples/C4.linear.json");
    assertEquals(replayed.code, 0, replayed.stderr);
    const page = await attest("report", "bundled");
    assertEquals(page.code, 2);
    assertStringIncludes(page.stderr, "attest: a page has charts");

    const mine = "export const weigh = (scores) => scores.map((_, i) => (i === 0 ? 1 : 0));\n";
    await Deno.writeTextFile(`${at}/../mine.js`, mine);
    const tried = await attest("subject", "check", "mine.js");
    assertEquals(tried.code, 0, tried.stderr);
    assertStringIncludes(tried.stdout, "offers       weigh");
    await Deno.writeTextFile(`${at}/../table.csv`, "a,b\n1,2\n");
    const table = await attest("diagnose", "table.csv", "--label", "b");
    assertEquals(table.code, 2);
    assertStringIncludes(table.stderr, "attest: a table is read by packages");
  },
});

Deno.test({
  name: "bundle: claims of another project import it by name",
  ignore: !MAY_RUN,
  async fn() {
    await using bundle = await makeBundle();
    const project = `${bundle.at}/../project`;
    await Deno.mkdir(`${project}/props`, { recursive: true });
    const [slug, text] = Object.entries(CLAIMS)[0];
    const named = text
      .replaceAll("../src/mod.ts", config.name)
      .replaceAll("../scripts/test_claim.ts", `${config.name}/test`);
    assert(named !== text);
    await Deno.writeTextFile(`${project}/props/${slug}_test.ts`, named);
    const listed = await bundle.attest("--project", "project", "list", "--json");
    assertEquals(listed.code, 0, listed.stderr);
    assertEquals(JSON.parse(listed.stdout).map(({ slug }: { slug: string }) => slug), [slug]);
  },
});

Deno.test({
  name: "bundle: one of which a part was changed is refused, and its claims may change",
  ignore: !MAY_RUN,
  async fn() {
    await using bundle = await makeBundle();
    const { at, attest } = bundle;
    const child = `${at}/scripts/judged/child.ts`;
    const library = `${at}/bundled/sources/src/prng.ts`;
    for (const path of [child, library, `${at}/deno.json`]) {
      const before = await Deno.readTextFile(path);
      await Deno.writeTextFile(path, `${before}\n`);
      const { code, stderr } = await attest("verify", "--claim", "C4", "--out", "never");
      assertEquals(code, 2);
      assertStringIncludes(stderr, "attest: a bundle must be as it was made");
      await Deno.writeTextFile(path, before);
    }
    await Deno.remove(`${at}/bundle.json`);
    const { code, stderr } = await attest("verify", "--claim", "C4", "--out", "never");
    assertEquals([code, /must say what the bundle is made of/.test(stderr)], [2, true]);
  },
});

Deno.test({
  name: "bundle: a directory that holds something is refused, and left as it is",
  ignore: !MAY_RUN,
  async fn() {
    await Deno.mkdir(SCRATCH, { recursive: true });
    const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "bundle-" });
    try {
      await Deno.writeTextFile(`${folder}/mine`, "");
      const asked = ["task", "--quiet", "bundle"];
      for (const args of [[...asked, "--out", folder], [...asked, "elsewhere"], asked]) {
        const { code, stderr } = await deno(args, { cwd: ROOT });
        assertEquals(code, 2, stderr);
        assert(/^attest: (?:--out must be|expected bundle --out DIR)/.test(stderr), stderr);
      }
      assertEquals((await Array.fromAsync(Deno.readDir(folder))).length, 1);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("bundle: it has all that claims may import, and may do no more than the sources", () => {
  const { imports, tasks } = bundleConfig() as {
    imports: Record<string, string>;
    tasks: Record<string, { command: string }>;
  };
  const named = Object.keys(config.imports).filter((name) => name.startsWith(config.name));
  for (const name of [...named, "fast-check", "ml-matrix", "@std/assert", "./src/mod.ts"]) {
    assert(name in imports, name);
  }
  const made = ENTRIES.map((path) => path.replace(/\.ts$/, ".js"));
  for (const path of Object.values(imports)) {
    assert(made.some((entry) => path.endsWith(`/${entry}`)), path);
  }
  const granted = (command: string) => command.match(/--allow-\S+/g)!;
  const less = (flag: string) =>
    flag.replace("scripts/charts/draw.sh,", "").replace(",scripts/records/records.sh", "");
  const run = "attest:run";
  assertEquals(granted(tasks[run].command), granted(config.tasks[run].command).map(less));
  assertEquals(tasks.attest, config.tasks.attest);
});
