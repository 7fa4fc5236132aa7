import { assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { codeOf } from "./timed_code.ts";

const CLAIM = `import { identityMargin, universalClaim } from "../src/mod.ts";
import { halved } from "../fixtures/mutants/halved.ts";
export const claim = universalClaim({
  statement: "weights sum to one",
  mutants: [halved],
  check: (scores) => identityMargin(scores, 7),
});`;
/** A tree as small as the rules allow. */
const TREE = {
  "scripts/bench/growth.ts": 'import { slope } from "./slope.ts"; export const a = slope;',
  "scripts/bench/own_steps.ts": "export const a = 1;",
  "scripts/bench/step_parts.ts": "export const a = 1;",
  "scripts/bench/slope.ts": "export const slope = 2;",
  "scripts/bench/bench_table.ts": "export const table = 1;",
  "scripts/bench/floors.as": "loop",
  "scripts/bench/peers/step.py": "import torch",
  "src/mod.ts": `export * from "./claims.ts"; export * from "./attention.ts";
export { universalClaim } from "./attention.ts";`,
  "src/claims.ts": `export { universalClaim } from "./claim/claim.ts";
export { identityMargin, type Margin } from "./decision/margin.ts";
export { verifyClaim } from "./verify/verify.ts";`,
  "src/attention.ts": 'export { universalClaim } from "./attention/claims.ts";',
  "src/measurement.ts": "",
  "src/attention/claims.ts": 'import { b } from "../claim/claim.ts"; export const c = b;',
  "src/attention/reference_subject.ts": 'export { softmax } from "../model/softmax.ts";',
  "src/claim/claim.ts": 'import type { Text } from "../report/text.ts"; export const b = 1;',
  "src/decision/margin.ts": "export const identityMargin = 1;",
  "src/model/softmax.ts": "export const softmax = 1;",
  "src/report/text.ts": "export type Text = string;",
  "src/verify/verify.ts": "export const verifyClaim = 1;",
  "fixtures/mutants/halved.ts": "export const halved = 1;",
  "props/weights_sum_test.ts": CLAIM,
};
type Path = keyof typeof TREE;

function code(edits: Partial<Record<Path, string>> = {}): Promise<string> {
  return codeOf(new Map(Object.entries({ ...TREE, ...edits })));
}

Deno.test("a change of what runs when the bench does is another code", async () => {
  const timed: Path[] = [
    ...["scripts/bench/growth.ts", "scripts/bench/slope.ts", "scripts/bench/floors.as"] as const,
    ...["scripts/bench/peers/step.py", "src/attention/claims.ts", "src/claim/claim.ts"] as const,
    ...["src/decision/margin.ts", "src/model/softmax.ts", "props/weights_sum_test.ts"] as const,
  ];
  for (const path of timed) {
    const edited = `${TREE[path]}\nexport const more = 1;`;
    assertNotEquals(await code({ [path]: edited }), await code(), path);
  }
});

Deno.test("a change of what does not run is none", async () => {
  const untimed: Path[] = [
    ...["scripts/bench/bench_table.ts", "src/report/text.ts", "src/verify/verify.ts"] as const,
    ...["fixtures/mutants/halved.ts", "src/mod.ts", "src/claims.ts"] as const,
  ];
  for (const path of untimed) {
    const edited = `${TREE[path]}\nexport const more = 1;`;
    assertEquals(await code({ [path]: edited }), await code(), path);
  }
});

Deno.test("comments, layout and a claim's words are not timed, its numbers are", async () => {
  const same = async (path: Path, from: string, to: string) =>
    await code({ [path]: TREE[path].replace(from, to) }) === await code();
  const claim = "props/weights_sum_test.ts";
  assertEquals(await same(claim, "weights sum to one", "all weights sum to one"), true);
  assertEquals(await same(claim, "mutants: [halved]", "mutants: [halved, halved]"), true);
  assertEquals(await same(claim, "7", "( // as many as days\n 7)"), true);
  assertEquals(await same(claim, "7", "8"), false);
  assertEquals(await same(claim, "check: ", "statement: "), false);
  assertEquals(await same("src/model/softmax.ts", "1", "1 /* not 2 */"), true);
  assertEquals(await same("src/model/softmax.ts", "1", "2"), false);
  // The word of a claim is a word in a claim only.
  const model = (source: string) =>
    code({ "src/model/softmax.ts": `export const a = { source: ${source} };` });
  assertNotEquals(await model("1"), await model("2"));
});

Deno.test("another module behind a name of the door is another code", async () => {
  const moved = TREE["src/claims.ts"].replace("./decision/margin.ts", "./verify/verify.ts");
  assertNotEquals(await code({ "src/claims.ts": moved }), await code());
});

Deno.test("what is timed and not there is named", async () => {
  const gone = (path: Path) => {
    const { [path]: _, ...rest } = TREE;
    return codeOf(new Map(Object.entries(rest)));
  };
  await assertRejects(() => gone("scripts/bench/slope.ts"), RangeError, "slope.ts is timed");
  const nameless = { "src/claims.ts": "" };
  await assertRejects(() => code(nameless), RangeError, "must export identityMargin");
});
