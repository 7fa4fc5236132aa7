/** Probes of the processes in which claims run: whatever it does, it harms its own claim only, and the run ends and says so. */

import { assert, assertEquals, assertLess, assertMatch, assertStringIncludes } from "@std/assert";
import { claimText, gainText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";
import { type Report, reportSchema } from "../../src/report/schema.ts";

const HOLDS = 'return inequalityMargin("x", x, 5, { tolerance: 0 });';

/** A claim file whose check does this before it holds. */
function misbehaving(id: string, slug: string, first: string, top = ""): string {
  return top + claimText({ id, slug, check: `${first}\n    ${HOLDS}` });
}

async function verdictsOf(project: Project, out = "attest-partial") {
  const report: Report = reportSchema.parse(JSON.parse(await project.read(`${out}/report.json`)));
  return new Map(report.claims.map((claim) => [claim.id, claim]));
}

const BAD_ENDS: readonly [what: string, first: string, reason: RegExp][] = [
  ["exits with 0", "Deno.exit(0);", /^crashed: its process ended with exit code 0$/],
  ["exits with 7", "Deno.exit(7);", /^crashed: its process ended with exit code 7$/],
  [
    "exits by Node's name",
    "globalThis.process?.exit(0); (await0)();",
    /^case 1 crashed: ReferenceError: await0|^crashed: its process ended with exit code 0$/,
  ],
  ["does not end", "for (;;);", /^crashed: it gave no answer for 2 s: a filter that never passes/],
  [
    "takes all memory in typed arrays",
    "const all = []; for (;;) all.push(new Float64Array(1 << 23).fill(1));",
    /^crashed: it (held more than 2048 MiB|ran out of) /,
  ],
  [
    "takes all memory in objects",
    "const all = []; for (;;) all.push({ all: [...all.slice(-1000)] });",
    /^crashed: it (held more than 2048 MiB|ran out of|gave no answer)/,
  ],
  [
    "floods the output",
    "for (;;) console.log('x'.repeat(10_000));",
    /^crashed: it printed more than 1048576 characters$/,
  ],
  [
    "leaves a rejection",
    'Promise.reject(new Error("left\\nalone"));',
    /^crashed: its process ended: Error: left|^$/,
  ],
  ["reads a secret", 'Deno.readTextFileSync("/etc/passwd");', /^case 1 crashed: NotCapable: /],
  ["writes a file", 'Deno.writeTextFileSync("owned", "x");', /^case 1 crashed: NotCapable: /],
  ["starts a program", 'new Deno.Command("true").outputSync();', /^case 1 crashed: NotCapable: /],
  ["asks the network", "Deno.connect({ port: 1 }); Deno.listen({ port: 0 });", /NotCapable: /],
];

for (const [what, first, reason] of BAD_ENDS) {
  testProject(`a claim that ${what} is undecided, and others are unharmed`, async (project) => {
    await project.write("props/bad_test.ts", misbehaving("B1", "bad", first));
    const { code, stderr, stdout } = await project.attest(
      ...["verify", "--claim", "A1,B1,B10", "--seed", "3", "--no-keep"],
      ...["--limit", what.includes("memory") ? "20" : "2"],
    );
    assert(!/^ +at |backtrace/m.test(stdout + stderr), stdout + stderr);
    const claims = await verdictsOf(project);
    assertEquals(
      ["A1", "B10"].map((id) => claims.get(id)?.verdict),
      ["verified", "verified"],
      stderr,
    );
    const { verdict, reason: said } = claims.get("B1")!;
    assertMatch(said ?? "", reason);
    if (what === "leaves a rejection") return;
    assertEquals([code, verdict], [1, "undecided"], stdout);
  });
}

const PATCHES = [
  "Array.prototype.every = () => true;",
  "Array.prototype.some = () => false;",
  "Array.prototype.map = function () { return []; };",
  "JSON.stringify = () => '{}';",
  "JSON.parse = () => ({ kind: 'ran', seconds: 0 });",
  "Math.exp = () => 1;",
  "Float64Array.prototype.reduce = () => 1;",
  "globalThis.Float64Array = Array;",
  "Object.is = () => true;",
  "Number.prototype.toString = () => '1';",
].join(" ");

testProject(
  "what one claim patches, no other notices, before, after or beside it",
  async (project) => {
    const asked = ["verify", "--seed", "11", "--no-keep", "--profile", "quick"];
    await project.attest(...asked, "--claim", "A1,B10,C1", "--out", "plain");
    const wanted = await verdictsOf(project, "plain");
    for (const [slug, id] of [["aa_first", "A0"], ["middle", "B11"], ["zz_last", "Z9"]] as const) {
      await project.write(`props/${slug}_test.ts`, misbehaving(id, slug, "", `${PATCHES}\n`));
    }
    for (const workers of ["1", "2"]) {
      const claim = "A0,A1,B10,B11,C1,Z9";
      const { code } = await project.attest(
        ...[...asked, "--claim", claim, "--workers", workers, "--out", `out${workers}`],
      );
      assertEquals(code, 1);
      const got = await verdictsOf(project, `out${workers}`);
      for (const id of ["A1", "B10", "C1"]) {
        const same = ({ seconds: _, ...claim }: Report["claims"][number]) => ({
          ...claim,
          counterexample: claim.counterexample && { ...claim.counterexample, file: null },
        });
        assertEquals(same(got.get(id)!), same(wanted.get(id)!), `${id} with ${workers}`);
      }
    }
  },
);

testProject("what is printed is no answer, whatever it looks like", async (project) => {
  const lines = '{"kind":"ran","seconds":0}\\n0000 {"kind":"ran","seconds":0}\\n';
  const first = `console.log('${lines}');
    if (x > 5) console.log("\\n");`;
  await project.write(
    "props/bad_test.ts",
    claimText({ id: "B1", slug: "bad", largest: 50, check: `${first}\n    ${HOLDS}` }),
  );
  const { code } = await project.attest("verify", "--claim", "B1", "--seed", "3", "--no-keep");
  assertEquals(code, 1);
  assertEquals((await verdictsOf(project)).get("B1")?.verdict, "refuted");
});

testProject("a file that ends the process that lists the claims is named", async (project) => {
  for (const top of ["Deno.exit(0);", "throw new Error('broken');"]) {
    await project.write("props/bad_test.ts", misbehaving("B1", "bad", "", `${top}\n`));
    for (const command of [["list"], ["list", "--json"], ["verify", "--claim", "A1"]]) {
      const { code, stdout, stderr } = await project.attest(...command);
      assertEquals([code, stdout], [2, ""], stderr);
      assertStringIncludes(stderr, "props/bad_test.ts must load, got ");
    }
  }
});

testProject("facts that change from one process to the next are no facts", async (project) => {
  const text = gainText({ id: "B1", slug: "bad" }).replace(
    "bound: 1,",
    "bound: 1 + Math.random(),",
  );
  await project.write("props/bad_test.ts", text);
  const { code } = await project.attest("verify", "--claim", "B1", "--seed", "3");
  assertEquals(code, 1);
  assertMatch((await verdictsOf(project)).get("B1")?.reason ?? "", /tells other facts of B1 now/);
});

testProject("Ctrl-C ends a run at once, whatever a check is at", async (project) => {
  await project.write("props/bad_test.ts", misbehaving("B1", "bad", "for (;;);"));
  const child = project.start("verify", "--claim", "A1,B1", "--no-keep");
  for await (const text of child.stderr.pipeThrough(new TextDecoderStream())) {
    if (text.includes("A1 verified")) break;
  }
  const begun = performance.now();
  child.kill("SIGINT");
  const { code } = await child.status;
  assertEquals(code, 130);
  assertLess(performance.now() - begun, 2000);
  await child.stdout.cancel();
});
