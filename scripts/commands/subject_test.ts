/** Models of a user's own through the command line: good ones, wrong ones, and those that behave badly. */

import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { claimText } from "../test_project/claim_texts.ts";
import { type Project, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";

const SOFTMAX = `function softmax(scores) {
  const largest = Math.max(...scores);
  const kernels = scores.map((score) => Math.exp(score - largest));
  const sum = kernels.reduce((a, b) => a + b);
  return kernels.map((kernel) => kernel / sum);
}
`;

/** A1 asks for weights beside a score of 1, B1 beside one of 100. */
async function writeClaims(project: Project): Promise<void> {
  const sum = (other: number) =>
    `const sum = weigh(Float64Array.of(x, ${other})).reduce((a, b) => a + b);
    return identityMargin("sum of weights", sum, 1, { tolerance: 1e-9 });`;
  const names = (await project.list("props")).map((name) => `props/${name}`);
  for (const name of names) await project.remove(name);
  for (const [id, other] of [["A1", 1], ["B1", 100]] as const) {
    const slug = `weights_beside_${other}`;
    const text = claimText({ id, slug, cases: 200, check: sum(other) });
    await project.write(`props/${slug}_test.ts`, text);
  }
}

async function judged(project: Project, subject: string, ...more: string[]) {
  const args = ["verify", "--subject", subject, "--profile", "ci", "--out", "out", "--anew"];
  const { code, stderr, stdout } = await project.attest(...args, ...more);
  const text = await project.read("out/report.json").catch(() => undefined);
  const report: Report | undefined = text === undefined
    ? text
    : reportSchema.parse(JSON.parse(text));
  return { code, stderr, stdout, report };
}

/** Processes of models that are still there. */
async function leftBehind(project: Project): Promise<string> {
  const { stdout } = await runProgram(["ps", "-eo", "args"]);
  return stdout.split("\n").filter((line) => line.includes(project.path("mine"))).join("\n");
}

testProject(
  "a model of one's own is judged, and what it lacks is not applicable",
  async (project) => {
    await writeClaims(project);
    const linear = claimText({ id: "B2", slug: "linear", mutant: "() => 1", more: "() => 2" })
      .replaceAll("weigh", "predictLinear").replace("Float64Array.of(x, 1)", "x")
      .replace(".reduce((a, b) => a + b)", "");
    await project.write("props/linear_test.ts", linear);
    await project.write(
      "mine.ts",
      `${SOFTMAX}console.log("loaded");\nexport { softmax as weigh };\n`,
    );
    const { code, stdout, stderr, report } = await judged(project, "mine.ts");
    assertEquals(code, 0, stderr);
    assertEquals(
      report!.claims.map(({ id, verdict, ok, cause, mutants, untried }) =>
        [id, verdict, ok, cause, mutants.length + untried.length] as const
      ),
      [
        ["A1", "verified", true, null, 0],
        ["B1", "verified", true, null, 0],
        ["B2", "undecided", false, "not applicable", 0],
      ],
    );
    assertEquals(report!.run.given, {
      ...{ source: "mine.ts", kind: "module", operations: ["weigh"], precision: "float64" },
    });
    assertStringIncludes(stdout, "2 of 2 claims as expected, 1 not applicable");
    assertStringIncludes(stdout, "1 claim not applicable: needs predictLinear: B2.");
    assertStringIncludes(stderr, "the model printed, at the end: loaded");
    const junit = await project.read("out/junit.xml");
    assertStringIncludes(junit, '<skipped message="not applicable: needs predictLinear"/>');
    assertStringIncludes(await project.read("out/report.md"), "needs predictLinear");
    const none = await judged(project, "mine.ts", "--claim", "B2");
    assertEquals(none.code, 2);
    assertStringIncludes(none.stderr, "to which none of 1 claim can be put");
  },
);

testProject(
  "what a model does wrong in one case refutes that claim, and no other",
  async (project) => {
    await writeClaims(project);
    const wrongs: readonly [does: string, says: RegExp, limit?: string][] = [
      ['throw new Error("no three")', /weigh threw Error: it says: Error: no three/],
      ["return [0.5, 0.25, 0.25]", /weigh must give 2 numbers, got 3/],
      ['return "half"', /weigh must give numbers, got a string/],
      ["return [NaN, 0.5]", /^sum of weights/],
      ["return [0.3, 0.3]", /^sum of weights/],
      ["Deno.exit(3)", /its process ended with exit code 3/],
      ["for (;;);", /it gave no answer in 2 s/],
      [
        "const all = []; for (;;) all.push(new Float64Array(1e7).fill(1))",
        /it used more than 2048 MiB of memory/,
        "60",
      ],
    ];
    for (const [does, says, limit = "4"] of wrongs) {
      await project.write(
        "mine.ts",
        `${SOFTMAX}export function weigh(scores) {
        if (scores[0] === 3 && scores[1] === 1) { ${does}; }
        return softmax(scores);
      }`,
      );
      const { code, stderr, report } = await judged(project, "mine.ts", "--subject-limit", limit);
      assertEquals(code, 1, `${does}\n${stderr}`);
      const [a1, b1] = report!.claims;
      assertEquals([a1.verdict, b1.verdict], ["refuted", "verified"], `${does} ${a1.reason}`);
      assertEquals(a1.counterexample!.spec, { x: 3 }, does);
      assertMatch(a1.counterexample!.what, says);
    }
    const again = await project.attest(
      ...["replay", "--subject", "mine.ts", "out/counterexamples/A1.json"],
    );
    assertEquals(again.code, 1, again.stderr);
    assertEquals(await leftBehind(project), "");
  },
);

testProject("what is no model is refused before anything is run", async (project) => {
  await writeClaims(project);
  await project.write("loads.ts", 'throw new Error("not today");');
  await project.write("broken.ts", "export const = 3;");
  await project.write("other.ts", "export const colour = 1;");
  await project.write("exits.ts", "Deno.exit(0);");
  await project.write("waits.ts", "for (;;);");
  await project.write("drawn.ts", "export const weigh = (s) => s.map(() => Math.random());");
  await project.write("short.ts", "export const weigh = () => [1];");
  await project.write(
    "typed.ts",
    'export const precision = "float8"; export const weigh = (s) => s;',
  );
  await project.write(
    "reads.ts",
    'Deno.readTextFileSync("/etc/passwd"); export const weigh = (s) => s;',
  );
  const greeting =
    `{"protocol":"attest-subject/1","name":"sh","operations":["weigh"],"format":"json"}`;
  await project.write("early.sh", `read x; echo '${greeting}'; echo '{"id":1,"answers":[]}'; cat`);
  await project.write("babble.sh", "echo hello; cat");
  await project.write("half.sh", `read x; echo '${greeting}'; read q; printf '{"id":'`);
  await project.write("huge.sh", `read x; echo '${greeting}'; read q; exec cat /dev/zero`);
  const refused: readonly [subject: string, says: RegExp][] = [
    ["missing.ts", /no such file/],
    ["loads.ts", /not today/],
    ["broken.ts", /ended with exit code 1/],
    ["other.ts", /must export a function weigh, attend, predict or attendBatch, got colour/],
    ["exits.ts", /ended with exit code 0/],
    ["waits.ts", /no greeting in 3 s/],
    ["drawn.ts", /must answer the same question the same way/],
    ["short.ts", /weigh must give 12 numbers, got 1/],
    ["typed.ts", /precision/],
    ["reads.ts", /Requires read access/],
    ["no-such-program --at all", /ended with exit code 127/],
    ["sh early.sh", /got an answer to 1|wrote more than was asked for/],
    ["sh babble.sh", /a greeting must be one line of JSON as attest-subject\/1 has it, got hello/],
    ["sh half.sh", /ended with exit code 0/],
    ["sh huge.sh", /its answer is too long/],
    ["true", /ended with exit code 0/],
    ["mine.onnx", /wrap it in a program/],
  ];
  for (const [subject, says] of refused) {
    const from = performance.now();
    const { code, stderr, report } = await judged(project, subject, "--subject-limit", "3");
    assertEquals([code, report], [2, undefined], `${subject}\n${stderr}`);
    assertMatch(stderr, says, subject);
    assert(!/^\s+at /m.test(stderr.split("attest: --subject")[1] ?? ""), stderr);
    assert(performance.now() - from < 60_000, subject);
  }
});

testProject(
  "a program may answer in lines of JSON, and write numbers as Python does",
  async (project) => {
    await writeClaims(project);
    const greeting = {
      protocol: "attest-subject/1",
      name: "json",
      operations: ["weigh"],
      format: "json",
    };
    await project.write(
      "mine.ts",
      `${SOFTMAX}
    const lines = Deno.stdin.readable.pipeThrough(new TextDecoderStream());
    let rest = "";
    let isGreeted = false;
    for await (const text of lines) {
      const parts = (rest + text).split("\\n");
      rest = parts.pop();
      for (const line of parts) {
        if (!isGreeted) console.log(${JSON.stringify(JSON.stringify(greeting))});
        else {
          const { id, calls } = JSON.parse(line);
          const answers = calls.map(({ scores }) => "[" + (scores[0] === 3 && scores[1] === 1
            ? ["NaN", "-Infinity"] : softmax(scores)).join(", ") + "]");
          console.log('{"id": ' + id + ', "answers": [' + answers.join(", ") + "]}");
        }
        isGreeted = true;
      }
    }`.replaceAll("\\\\n", "\\n"),
    );
    const program = `${Deno.execPath()} run --no-config mine.ts`;
    const { code, stderr, report } = await judged(project, program);
    assertEquals(code, 1, stderr);
    const [a1, b1] = report!.claims;
    assertEquals([a1.verdict, a1.counterexample!.spec, b1.verdict], [
      "refuted",
      { x: 3 },
      "verified",
    ]);
    assertEquals(a1.counterexample!.got, "NaN");
  },
);

testProject("a model is tried, and begun with", async (project) => {
  await writeClaims(project);
  const made = await project.attest("subject", "new", "--kind", "module", "--out", "mine.ts");
  assertEquals(made.code, 0, made.stderr);
  const { code, stdout, stderr } = await project.attest("subject", "check", "mine.ts");
  assertEquals(code, 0, stderr);
  assertMatch(stdout, /^name +my attention, a module$/m);
  assertMatch(stdout, /^offers +weigh, weighVjp, attendBatch$/m);
  assertMatch(stdout, /^repeatable +yes/m);
  assertMatch(stdout, /^reaches +2 of 2 claims/m);
  const twice = await project.attest("subject", "new", "--kind", "module", "--out", "mine.ts");
  assertEquals(twice.code, 2);
  assertStringIncludes(twice.stderr, "must name a file that is not there, got mine.ts");
  if ((await runProgram(["sh", "-c", "command -v python3"])).code !== 0) return;
  await project.attest("subject", "new", "--kind", "python", "--out", "mine.py");
  const { code: python, report, ...said } = await judged(project, "python3 mine.py");
  assertEquals(python, 0, said.stderr);
  assertEquals([report!.run.given!.kind, report!.claims.map(({ ok }) => ok)], [
    "program",
    [true, true],
  ]);
});
