/** Operators of a user's own through the command line: claims of group D on honest ones and on wrong ones. */

import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { reportSchema } from "../../src/report/schema.ts";
import { ROOT } from "../base/paths.ts";
import { type Project, testProject } from "../test_project/project.ts";

/** Claims that are put to every model here, and mutants that are models. */
const CLAIMS = {
  D2: "empty_row_is_what_is_declared",
  D3: "masked_places_hold_anything",
  D4: "padding_and_batch_mates_change_nothing",
  D5: "causal_answers_depend_on_the_past_alone",
  "D6.groups": "grouped_heads_repeat_in_declared_order",
  D14: "operator_gradient_is_the_derivative",
} as const;
const FAULTS = ["causal_sees_one_ahead", "mask_of_minus_ten_thousand", "second_prompt_hears_first"];

/** These claims alone, with the mutants that their files name. */
async function writeClaims(project: Project): Promise<void> {
  for (const name of await project.list("props")) await project.remove(`props/${name}`);
  const copy = async (path: string) => {
    const text = await Deno.readTextFile(new URL(path, ROOT));
    await project.write(path, text);
    return text;
  };
  const mutants = new Set(FAULTS);
  for (const slug of Object.values(CLAIMS)) {
    const text = await copy(`props/${slug}_test.ts`);
    for (const [, name] of text.matchAll(/fixtures\/mutants\/(\w+)\.ts/g)) mutants.add(name);
  }
  for (const name of mutants) await copy(`fixtures/mutants/${name}.ts`);
}

/** The verdicts by claim, those that are not applicable left out. */
async function verdictsOf(project: Project, subject: string, ...ids: string[]) {
  const args = ["verify", "--subject", subject, "--profile", "quick", "--out", "out", "--anew"];
  const claims = ids.length === 0 ? [] : ["--claim", ids.join()];
  const { code, stderr, stdout } = await project.attest(...args, ...claims);
  if (code === 2) throw new Error(stderr);
  const report = reportSchema.parse(JSON.parse(await project.read("out/report.json")));
  const applicable = report.claims.filter(({ cause }) => cause !== "not applicable");
  const verdicts = Object.fromEntries(applicable.map(({ id, verdict }) => [id, verdict]));
  return { verdicts, report, stdout };
}

/** On a call with an empty row the module does this. */
function onEmptyRow(does: string): string {
  return `import { attentionPlaces, batchedAttention, visiblePoints } from "./src/measurement.ts";
export function attendBatch(call) {
  const sees = attentionPlaces(call.shape).map((place) => visiblePoints(call, place).length);
  if (sees.includes(0)) ${does};
  return batchedAttention(call);
}
`;
}

testProject(
  "an operator is asked with the options that it knows, and no others",
  async (project) => {
    await writeClaims(project);
    await project.write(
      "mine.ts",
      `export const options = ["causal", "groups"];
     export { batchedAttention as attendBatch, batchedAttentionGradient as attendGradient }
       from "./src/measurement.ts";`,
    );
    const all = await verdictsOf(project, "mine.ts");
    assertEquals(
      all.verdicts,
      Object.fromEntries(Object.keys(CLAIMS).map((id) => [id, "verified"])),
    );
    assertEquals(all.report.run.given!.options, ["causal", "groups"]);
    const { stdout } = await project.attest("subject", "check", "mine.ts");
    assertMatch(stdout, /^knows +causal, groups; an empty row is zero/m);
    assertMatch(stdout, /^reaches +6 of 6 claims/m);
    await project.write(
      "mine.ts",
      'export { batchedAttention as attendBatch } from "./src/measurement.ts";',
    );
    const some = await verdictsOf(project, "mine.ts");
    assertEquals(Object.keys(some.verdicts), ["D2", "D3", "D4"]);
    assertStringIncludes(some.stdout, "needs attendCausal: D5");
  },
);

testProject("a refusal is one where it is declared, and a crash is none", async (project) => {
  await writeClaims(project);
  const declared = 'export const facts = { emptyRow: "refused" };\n';
  const models: readonly [text: string, verdict: "verified" | "refuted"][] = [
    [declared + onEmptyRow("return null"), "verified"],
    [onEmptyRow("return null"), "refuted"],
    [declared + onEmptyRow('throw new Error("no such key")'), "refuted"],
    [declared + onEmptyRow("Deno.exit(3)"), "refuted"],
    [declared + onEmptyRow("return []"), "refuted"],
    [declared + onEmptyRow("console.log()"), "refuted"],
  ];
  for (const [text, verdict] of models) {
    await project.write("mine.ts", text);
    assertEquals((await verdictsOf(project, "mine.ts", "D2")).verdicts, { D2: verdict }, text);
  }
});

testProject("what an operator does wrong refutes the claim about it", async (project) => {
  await writeClaims(project);
  const faults: readonly [file: string, mutant: string, wrong: string][] = [
    ["causal_sees_one_ahead", "causalSeesOneAhead", "D5"],
    ["mask_of_minus_ten_thousand", "maskOfMinusTenThousand", "D3"],
    ["second_prompt_hears_first", "secondPromptHearsFirst", "D4"],
  ];
  for (const [file, mutant, wrong] of faults) {
    await project.write(
      "mine.ts",
      `import { ${mutant} as wrong } from "./fixtures/mutants/${file}.ts";
       export const options = ["causal"];
       export const attendBatch = (call) =>
         call.causal ? wrong.attendCausal(call) : wrong.attendBatch(call);`,
    );
    const { verdicts } = await verdictsOf(project, "mine.ts", "D4", wrong);
    assertEquals(verdicts[wrong], "refuted", file);
    if (wrong === "D5") assertEquals(verdicts.D4, "verified");
  }
});

testProject(
  "operators in lines of JSON are given fields by name, and refuse with null",
  async (project) => {
    await writeClaims(project);
    await project.write(
      "model.ts",
      `${onEmptyRow("return null")}
    const greeting = {
      protocol: "attest-subject/1", name: "json", operations: ["attendBatch"], format: "json",
      options: ["causal"], facts: { emptyRow: "refused" },
    };
    const NAMES = "prompts heads keyHeads queries points dimension valueDimension".split(" ");
    let [rest, isGreeted] = ["", false];
    for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
      const parts = (rest + text).split("\\n");
      rest = parts.pop();
      for (const line of parts) {
        if (!isGreeted) console.log(JSON.stringify(greeting));
        else {
          const { id, calls } = JSON.parse(line);
          const answers = calls.map(({ sizes, queries, keys, values, lengths, mask, causal }) => {
            const numbers = (list) => Float64Array.from(list, Number);
            const answer = attendBatch({
              shape: Object.fromEntries(NAMES.map((name, i) => [name, sizes[i]])),
              queries: numbers(queries), keys: numbers(keys), values: numbers(values),
              ...(lengths.length > 0 && { lengths }),
              ...(mask.length > 0 && { mask: Uint8Array.from(mask) }),
              ...(causal.length > 0 && { causal: true }),
            });
            return answer && Array.from(answer, (x) => Number.isFinite(x) ? x : String(x));
          });
          console.log(JSON.stringify({ id, answers }));
        }
        isGreeted = true;
      }
    }`,
    );
    const program = `${Deno.execPath()} run --allow-read=. model.ts`;
    const { verdicts } = await verdictsOf(project, program, "D2", "D4", "D5");
    assertEquals(verdicts, { D2: "verified", D4: "verified", D5: "verified" });
  },
);

testProject("what no operator may say is refused before anything is run", async (project) => {
  await writeClaims(project);
  const weigh = "export const weigh = (s) => s.map(() => 1 / s.length);";
  await project.write("option.ts", `export const options = ["Causal"]; ${onEmptyRow("0")}`);
  await project.write("fact.ts", `export const facts = { emptyRow: "nan" }; ${onEmptyRow("0")}`);
  await project.write("never.ts", "export const attendBatch = () => null;");
  await project.write("null.ts", "export const weigh = () => null;");
  const greeting = (more: string) =>
    `{"protocol":"attest-subject/1","name":"sh","operations":["weigh"],"format":"binary"${more}}`;
  await project.write("alone.sh", `read x; echo '${greeting(',"options":["causal"]')}'; cat`);
  await project.write(
    "weigh.sh",
    `read x; echo '${greeting("")}'; read q
    id=$(printf %s "$q" | sed 's/.*"id":\\([0-9]*\\).*/\\1/')
    echo "{\\"id\\":$id,\\"bytes\\":0,\\"refused\\":[0]}"; cat`,
  );
  const refused: readonly [subject: string, says: RegExp][] = [
    ["option.ts", /options\.0/],
    ["fact.ts", /facts\.emptyRow/],
    ["never.ts", /attendBatch must answer where every query sees a point, got a refusal/],
    ["null.ts", /weigh must give numbers, got null/],
    ["sh alone.sh", /options: must be those of attendBatch/],
    ["sh weigh.sh", /attendBatch alone may refuse a call, got a refusal of weigh/],
  ];
  for (const [subject, says] of refused) {
    const { code, stderr } = await project.attest("subject", "check", subject);
    assertEquals(code, 2, `${subject}\n${stderr}`);
    assertMatch(stderr, says, subject);
  }
  // Options beside no operator are a constant like any other.
  await project.write("other.ts", `export const options = 3; ${weigh}`);
  assertEquals((await project.attest("subject", "check", "other.ts")).code, 0);
});
