/** `attest verify --watch` from outside: what an edit comes to. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { claimText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";
import { waitFor } from "../test_project/wait_for.ts";
import { byName, type OtherProject, otherProject } from "../test_project/other_project.ts";
import { MAY_RUN } from "../test_project/project.ts";

/** What a watch has printed so far, from a mark on. */
class Watched {
  #text = "";
  #from = 0;
  readonly #reading: Promise<void>[];

  constructor(readonly child: Deno.ChildProcess) {
    this.#reading = [child.stdout, child.stderr].map(async (stream) => {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) this.#text += text;
    });
  }

  /** What it prints from now on, up to a word. */
  async until(word: RegExp): Promise<string> {
    await waitFor(this.child, () => Promise.resolve(word.test(this.#text.slice(this.#from))));
    const text = this.#text.slice(this.#from);
    this.#from = this.#text.length;
    return text;
  }

  /** Ends it as Ctrl-C does; returns its exit code. */
  async end(): Promise<number> {
    this.child.kill("SIGINT");
    const { code } = await this.child.status;
    await Promise.all(this.#reading);
    return code;
  }
}

const LIMITED = (largest: number) => claimText({ id: "A1", slug: "small_numbers", largest });

async function watched(project: Project, ...args: string[]): Promise<Watched> {
  const watch = new Watched(project.start("verify", "--watch", ...args));
  await watch.until(/watching \d+ claims?/);
  return watch;
}

testProject("an edit is red at once, and green again, until Ctrl-C", async (project) => {
  const watch = await watched(project);
  await project.write("props/small_numbers_test.ts", LIMITED(50));
  const red = await watch.until(/not as expected: A1/);
  assertStringIncludes(red, "props/small_numbers_test.ts changed: running 1 claim");
  assertMatch(red, /verdict +refuted, expected verified\ngot +\d+ for x\nwanted +5\n/);
  assertMatch(red, /run again +deno task attest verify --claim A1 --profile ci --seed \d+/);
  await project.write("props/small_numbers_test.ts", LIMITED(5));
  const green = await watch.until(/as expected, profile/);
  assertMatch(green, /A1 verified, 1000 cases, mutants 2\/2, .*\n\n1 claim as expected/);
  assertEquals(await watch.end(), 130);
  // It is no run: nothing is written, and nothing kept.
  assertEquals([
    await project.list("attest-partial"),
    await project.list("fixtures/counterexamples"),
  ], [
    [],
    [],
  ]);
});

testProject("what is no TypeScript is said, and what failed last is run first", async (project) => {
  const watch = await watched(project, "--claim", "A1,C1,D2");
  // Those that were asked for run at once.
  await watch.until(/1 of 3 not as expected: C1,/);
  await project.write("props/small_numbers_test.ts", "export const = 3;");
  await watch.until(/props\/small_numbers_test\.ts must be TypeScript, got .*waiting/);
  await project.write("props/small_numbers_test.ts", LIMITED(50));
  await watch.until(/1 of 1 not as expected: A1/);
  // An edit of what every process of a claim has loaded: A1 failed last, and comes before C1.
  const margin = await project.read("src/decision/margin.ts");
  const lenient = "(larger - smaller) / (1 + scale) + tolerance";
  assertStringIncludes(margin, lenient);
  await project.write("src/decision/margin.ts", margin.replace(lenient, `${lenient} - 1`));
  const all = await watch.until(/3 of 3 not as expected/);
  assert(all.indexOf("claim      A1") < all.indexOf("claim      C1"), all);
  // And of what judges: it loads that anew as well.
  const failure = await project.read("src/report/text/failure.ts");
  await project.write(
    "src/report/text/failure.ts",
    failure.replace(", expected ${", ", hoped for ${"),
  );
  assertStringIncludes(await watch.until(/3 of 3 not as expected/), "refuted, hoped for verified");
  assertEquals(await watch.end(), 130);
});

testProject(
  "a new claim is run, one that is gone is not, and what is unchanged is no edit",
  async (project) => {
    const watch = await watched(project);
    await project.write("props/more_test.ts", claimText({ id: "E1", slug: "more", largest: 9 }));
    assertStringIncludes(
      await watch.until(/not as expected: E1/),
      "more_test.ts changed: running 1",
    );
    await project.remove("props/more_test.ts");
    await watch.until(/props\/more_test\.ts is gone: no claim imports it/);
    // The same bytes once more, at once as editors do, and then something else: only that is told.
    await project.write("fixtures/small.txt", LIMITED(5));
    await Deno.rename(
      project.path("fixtures/small.txt"),
      project.path("props/small_numbers_test.ts"),
    );
    await project.write(
      "props/unreached_test.ts",
      claimText({ id: "D2", slug: "unreached", largest: 4 }),
    );
    const text = await watch.until(/as expected, profile/);
    assert(!text.includes("small_numbers"), text);
    assertEquals(await watch.end(), 130);
  },
);

testProject("an edit during a run ends it, and begins anew", async (project) => {
  const watch = await watched(project, "--claim", "D1");
  await project.write("props/slow_test.ts", claimText({ id: "D1", slug: "slow", largest: 50 }));
  const text = await watch.until(/not as expected: D1/);
  assertMatch(text, /props\/slow_test\.ts changed: running 1 claim/);
  assertEquals(await watch.end(), 130);
});

Deno.test({
  name: "attest: --watch --project is of the other project, and what its mutants change",
  ignore: !MAY_RUN,
  async fn() {
    const mutant = (weigh: string) =>
      `import { variant } from "@attest/attest";
export const off = variant({ name: "off", description: "off", weigh: ${weigh} });`;
    const claim = byName(claimText({ id: "X1", slug: "sums" }))
      .replace(/variant\(\{ name: "other-weights".*\}\),/, "off,");
    await using project: OtherProject = await otherProject({
      "props/sums_test.ts": `import { off } from "../fixtures/mutants/off.ts";\n${claim}`,
      "fixtures/mutants/off.ts": mutant("(scores) => scores"),
    });
    const watch = new Watched(project.start(["verify", "--watch", "--project", "."]));
    await watch.until(/watching 1 claim/);
    const like = "(scores) => scores.map((_, i) => (i === 0 ? 1 : 0))";
    await project.write("fixtures/mutants/off.ts", mutant(like));
    const red = await watch.until(/not as expected: X1/);
    assertStringIncludes(red, "fixtures/mutants/off.ts changed: running 1 claim");
    assertStringIncludes(red, "mutant off is verified after 1000 cases, wanted refuted");
    assertEquals(await watch.end(), 130);
  },
});
