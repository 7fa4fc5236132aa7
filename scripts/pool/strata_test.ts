/** Claims with strata and rivals, through the processes that a run starts. */

import { assert, assertEquals, assertMatch } from "@std/assert";
import type { Report, ReportClaim } from "../../src/report/schema.ts";
import { lawText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";

/** Writes these claims, runs them, and says what came of each but for the time. */
async function claimsOf(
  project: Project,
  texts: Readonly<Record<string, Omit<Parameters<typeof lawText>[0], "slug">>>,
  { code = 0, options = [] as readonly string[] } = {},
): Promise<ReportClaim[]> {
  for (const [slug, text] of Object.entries(texts)) {
    await project.write(`props/${slug}_test.ts`, lawText({ slug, ...text }));
  }
  const ids = Object.values(texts).map(({ id }) => id).join(",");
  const ran = await project.attest(
    ...["verify", "--profile", "quick", "--claim", ids, "--json", "--no-keep", ...options],
  );
  assertEquals(ran.code, code, ran.stderr + ran.stdout);
  return JSON.parse(ran.stdout).claims.map((claim: ReportClaim) => ({ ...claim, seconds: 0 }));
}

const STRATA = ["x = 1", "x = 9", "inside"];
const RIVALS = ["tripled", "right at 1", "right at 9"];

testProject("strata and rivals come out the same on one worker and on two", async (project) => {
  const texts = {
    law: { id: "L1" },
    off: { id: "L2", beside: "x === 9 ? 0.6 : 0" },
    same: { id: "L3", rivals: { tripled: "3 * x", doubled: "x + x", none: "0" } },
  };
  const runs = [];
  for (const workers of ["1", "2"]) {
    runs.push(await claimsOf(project, texts, { code: 1, options: ["--workers", workers] }));
  }
  assertEquals(runs[0], runs[1]);
  const [law, off, same] = runs[0];
  assertEquals([law.verdict, law.ok], ["verified", true]);
  assertEquals(law.strata!.map(({ name, verdict }) => `${name} ${verdict}`), [
    ...STRATA.map((name) => `${name} verified`),
  ]);
  assertEquals(law.mutants.map(({ name, rival, killed }) => [name, rival ?? false, killed]), [
    ...["no-gain", "loss"].map((name) => [name, false, true]),
    ...RIVALS.map((name) => [name, true, true]),
  ]);
  // False in one stratum: refuted there, and shown in the others.
  assertEquals([off.verdict, off.ok], ["refuted", false]);
  const [low, high] = off.strata!;
  assertEquals([low.verdict, high.verdict, off.strata!.length], ["verified", "refuted", 3]);
  // The law itself, in other words, survives.
  assertEquals([same.verdict, same.ok], ["verified", false]);
  assertEquals(same.mutants.filter(({ killed }) => !killed).map(({ name }) => name), ["doubled"]);
  assertEquals(same.mutants.find(({ name }) => name === "doubled")!.verdict, "verified");
});

testProject("ends of every stratum are computed again in another process", async (project) => {
  const texts = {
    drawn: {
      id: "F1",
      beside: "x === 9 && weigh(Float64Array.of(1))[0] === 1 ? Math.random() / 1e3 : 0",
    },
    counted: {
      id: "F2",
      beside: "x === 1 && weigh(Float64Array.of(1))[0] === 1 ? ++(globalThis as any).n / 1e6 : 0",
      first: "(globalThis as any).n ??= 0;",
    },
  };
  const [drawn, counted] = await claimsOf(project, texts, { code: 1 });
  assertEquals([drawn.verdict, counted.verdict], ["undecided", "undecided"]);
  assertMatch(drawn.reason!, /^not deterministic: replicate \d+ of (x = 9|inside) came out as /);
  assertMatch(drawn.reason!, /it depends on what Math.random or crypto draws$/);
  assertMatch(counted.reason!, /^not deterministic: replicate \d+ of (x = 1|inside) came out as /);
});

testProject(
  "a process that ends in one stratum leaves all undecided, and says where",
  async (project) => {
    const texts = {
      deadly: { id: "F3", first: "if (x === 9) Deno.exit(3);" },
      crashing: { id: "F4", first: "if (x === 9) throw new TypeError('no data');" },
    };
    const [deadly, crashing] = await claimsOf(project, texts, {
      code: 1,
      options: ["--workers", "2"],
    });
    for (const { verdict, strata } of [deadly, crashing]) {
      assertEquals([verdict, strata], ["undecided", null]);
    }
    assertMatch(deadly.reason!, /\(in (x = 9|inside)\)$/);
    assertEquals(crashing.reason, "replicate 0 crashed: TypeError: no data (in x = 9)");
  },
);

testProject(
  "shards of strata and rivals are joined, with all mutants of the project",
  async (project) => {
    await project.write("props/law_test.ts", lawText({ id: "L1", slug: "law" }));
    const off = lawText({ id: "L2", slug: "off", beside: "x === 9 ? 0.6 : 0" });
    await project.write("props/off_test.ts", off);
    for (const shard of ["1", "2", "3"]) {
      const { code, stderr } = await project.attest(
        ...["verify", "--profile", "quick", "--claim", "L1,L2", "--seed", "5", "--matrix"],
        ...["--no-keep", "--shard", `${shard}/3`, "--out", `part${shard}`],
      );
      assert(code === 0 || code === 1, stderr);
    }
    const merged = await project.attest(
      "merge",
      "part1",
      "part2",
      "part3",
      "--out",
      "all",
      "--json",
    );
    assertEquals(merged.code, 1, merged.stderr);
    const { claims, matrix }: Report = JSON.parse(merged.stdout);
    const [law, wrong] = claims;
    assertEquals([law.verdict, law.ok, wrong.verdict], ["verified", true, "refuted"]);
    assertEquals(law.strata!.map(({ name, streams }) => [name, streams!.length]), [
      ...STRATA.map((name) => [name, 3]),
    ]);
    assertEquals(law.mutants.filter(({ rival }) => rival).length, 3);
    assertEquals(matrix!.rows[0].rivals, { killed: 3, of: 3 });
    // A reader of the report takes it.
    const { code, stderr } = await project.attest("compare", "all", "all");
    assertEquals(code, 0, stderr);
    const some = await project.attest("merge", "part1", "part3", "--json");
    assertEquals(some.code, 1, some.stderr);
    assertEquals(JSON.parse(some.stdout).claims[0].reason, "shard 2 of 3 is missing");
  },
);

testProject("a run goes on with the rivals that it did not come to", async (project) => {
  const texts = { law: { id: "L1" } };
  const [whole] = await claimsOf(project, texts, { options: ["--seed", "5", "--out", "whole"] });
  await claimsOf(project, texts, { options: ["--seed", "5", "--out", "part"] });
  // What a run that was stopped before its rivals leaves behind.
  const lines = (await project.read("part/journal.jsonl")).split("\n");
  const kept = lines.filter((line) => !RIVALS.some((name) => line.includes(`"mutant":"${name}"`)));
  assertEquals(lines.length - kept.length, 3);
  await project.write("part/journal.jsonl", kept.join("\n"));
  const part = await project.attest("merge", "part", "--out", "stopped", "--json");
  assertEquals(part.code, 130, part.stderr);
  const [stopped] = JSON.parse(part.stdout).claims;
  assertEquals([stopped.ok, stopped.untried], [
    ...[false, RIVALS.map((name) => ({ name, rival: true }))],
  ]);
  const resumed = await project.attest("verify", "--resume", "part", "--json", "--no-keep");
  assertEquals(resumed.code, 0, resumed.stderr);
  const [again] = JSON.parse(resumed.stdout).claims;
  assertEquals({ ...again, seconds: 0 }, whole);
});

testProject(
  "the file of a claim tests it, its mutants and its rivals, and says what survives",
  async (project) => {
    const good = lawText({ id: "L1", slug: "law" });
    await project.write("props/law_test.ts", good);
    const listed = JSON.parse((await project.attest("list", "--json")).stdout);
    const law = listed.find(({ id }: { id: string }) => id === "L1");
    assertEquals([law.mutants, law.rivals, law.strata], [["no-gain", "loss"], RIVALS, STRATA]);
    const green = await project.test("props/law_test.ts");
    assertEquals(green.code, 0, green.stdout);
    for (
      const name of [
        "2x is measured .2 of 3 strata.",
        "refutes mutant loss",
        "refutes rival right at 9",
      ]
    ) {
      assertMatch(green.stdout, new RegExp(`L1 ${name} \\.\\.\\. ok`));
    }
    // Each rival is held to what was measured for the claim.
    await project.write(
      "props/law_test.ts",
      lawText({
        ...{ id: "L1", slug: "law" },
        rivals: { tripled: "3 * x", same: "x + x", none: "0" },
        first: "if (weigh(Float64Array.of(1))[0] === 1) console.log('measured', seed);",
      }),
    );
    const red = await project.test("props/law_test.ts");
    assertEquals(red.code, 1, red.stdout);
    assertMatch(red.stdout, /L1 refutes rival same \.\.\. FAILED/);
    assertMatch(red.stdout, /the claim does not tell it from the law/);
    assertMatch(red.stdout, /L1 refutes rival tripled \.\.\. ok/);
    const measured = [...red.stdout.matchAll(/measured (-?\d+)/g)].map(([, seed]) => seed);
    assert(measured.length > 0);
    assertEquals(new Set(measured).size, measured.length);
  },
);

testProject("a test decides two strata, a rival is put to all", async (project) => {
  const places = [1, 3, 5, 7, 9];
  await project.write(
    "props/law_test.ts",
    lawText({
      ...{ id: "L1", slug: "law" },
      strata: Object.fromEntries(places.map((x) => [`x = ${x}`, `{ x: ${x} }`])),
      rivals: Object.fromEntries(
        places.map((x) => [`wrong at ${x}`, `(x === ${x} ? 4 * x : 2 * x)`]),
      ),
      first: "if (weigh(Float64Array.of(1))[0] === 1) console.log('measured', x);",
    }),
  );
  const ran = await project.test("props/law_test.ts");
  assertEquals(ran.code, 0, ran.stdout);
  assertMatch(ran.stdout, /L1 2x is measured \(2 of 5 strata\) \.\.\./);
  const [own] = ran.stdout.split("L1 refutes");
  assertEquals(new Set([...own.matchAll(/measured (\d)/g)].map(([, x]) => x)).size, 2);
  assertEquals(ran.stdout.match(/L1 refutes rival wrong at \d \.\.\. ?(.|\n)*?ok/g)?.length, 5);
});

/** "2x is measured", of every case. */
const EVERY_CASE = `import fc from "fast-check";
import { testClaim } from "../scripts/test_claim.ts";
import { identityMargin, universalLaw, variant } from "../src/mod.ts";

export const claim = universalLaw({
  ...{ id: "L9", slug: "each", statement: "2x is measured", source: "made up", regime: "everywhere" },
  kind: "ID",
  expected: "verified",
  needs: ["weigh"],
  mutants: [
    variant({ name: "no-gain", description: "none", weigh: (scores) => scores.map(() => 0) }),
    variant({ name: "loss", description: "a loss", weigh: (scores) => scores.map(() => -1) }),
  ],
  law: ({ x }: { readonly x: number }) => 2 * x,
  rivals: [
    { name: "tripled", description: "three times", law: ({ x }) => 3 * x },
    { name: "same", description: "in other words", law: ({ x }) => x + x },
  ],
  budget: { quick: 50, ci: 100, deep: 200 },
  generator: fc.record({ x: fc.integer({ min: 1, max: 9 }) }),
  measure: ({ x }, { weigh }) => 2 * x * weigh(Float64Array.of(1))[0],
  margin: (measured, law, spec) =>
    identityMargin("value", measured, law(spec), { tolerance: 1e-9 }),
});

testClaim(claim);
`;

testProject("a law about every case is put to its rivals, too", async (project) => {
  await project.write("props/each_test.ts", EVERY_CASE);
  const ran = await project.attest(
    ...["verify", "--profile", "quick", "--claim", "L9", "--json", "--no-keep"],
  );
  assertEquals(ran.code, 1, ran.stderr);
  const [{ verdict, mutants }]: ReportClaim[] = JSON.parse(ran.stdout).claims;
  assertEquals(verdict, "verified");
  assertEquals(mutants.map(({ name, rival, verdict }) => [name, rival ?? false, verdict]), [
    ["no-gain", false, "refuted"],
    ["loss", false, "refuted"],
    ["tripled", true, "refuted"],
    ["same", true, "verified"],
  ]);
});
