/** Every rule of the tree is among those that are checked. */

import { assertEquals } from "@std/assert";
import { findViolations } from "./layers.ts";

/** A file that breaks one rule, and the beginning of the rule. */
const BROKEN: readonly (readonly [file: string, text: string, rule: string])[] = [
  ["scripts/nowhere/a.ts", "", "every folder of src/ and scripts/ has its place"],
  ["src/claim/a.ts", 'import "../verify/b.ts";', "src/claim may not import src/verify"],
  ["src/a.ts", "export const x = Math.random();", "src/ is pure"],
  ["scripts/a.ts", "export const x = { seed: 7 };", "a seed is given or derived"],
  ["props/a_test.ts", "Deno.exit(0);", "what is judged uses and declares no way"],
  ["src/claim/a_test.ts", "fc.sample(x);", "a test draws by fixtures/random/"],
  ["scripts/pool/a.ts", 'Deno.writeTextFile("a", "b");', "files are written by scripts/base/"],
  ["scripts/pool/a.ts", 'import "../judged/answers.ts";', "only the process of a claim loads"],
  ["scripts/pool/a.ts", "await import(x);", "scripts/ imports literal specifiers only"],
];

for (const [file, text, rule] of BROKEN) {
  Deno.test(`layers: a rule is checked: ${rule}`, () => {
    const found = findViolations(new Map([[file, text]]), { doors: ["src/mod.ts"] });
    assertEquals(found.map((violation) => violation.rule.slice(0, rule.length)), [rule]);
  });
}

Deno.test("layers: a rule is checked: files import in no circle", () => {
  const files = new Map([["src/a.ts", 'import "./b.ts";'], ["src/b.ts", 'import "./a.ts";']]);
  const rules = findViolations(files, { doors: [] }).map(({ rule }) => rule);
  assertEquals(rules, ["files import in no circle"]);
});
