/** Mistakes in the rules of the tree, and in the numbers that all judging rests on. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const checks = (...names: readonly string[]) => testsIn("scripts/checks", ...names);

/** In scripts/checks, src/verify and src/decision. */
export const IN_TREE_RULES = [
  ...mistakesIn("scripts/checks/judged_source.ts", checks("judged_source"), [
    [
      "if (!/^(props|fixtures\\/mutants)\\//.test(file)) return [];",
      "if (!/^(props)\\//.test(file)) return [];",
      checks("judged_mutants"),
    ],
    ["if (SHARED.has(node.name)) return", "if (false) return"],
    ["if (NEVER.has(node.name)) return", "if (false) return"],
    ["return SHARED.has(node.value) ?", "return false ?"],
    ["return isUsed(node, parent) ? undefined :", "return true ? undefined :"],
    ["if (!OBJECTS.has(node.name)) return", "if (false) return"],
    ['else if (!own.has(rootOf(target) ?? "")) return', "else if (false) return"],
    ['parent.object?.name === "Object" && !OF_OBJECT.has(node.name)', "false"],
    ['specifier.startsWith(".") || PACKAGES.has(specifier)', "true"],
  ]),
  ...mistakesIn("scripts/checks/purity.ts", checks("layers"), [
    ["isImpure(name) && !(isTestSource(file) && isTestInterface(name))", "false"],
    ['if (!file.startsWith("props/") && !/^scripts\\/[^/]+$/.test(file)) return [];', "return [];"],
    ["[...unseeded, ...literalStreams]", "[...literalStreams]"],
    ["[...unseeded, ...literalStreams]", "[...unseeded]"],
  ]),
  ...mistakesIn("scripts/checks/reserved_names.ts", checks("reserved_names"), [
    ["mentions.filter(({ name }) => names.test(name))", "mentions.slice(0, 0)"],
    ["!Object.hasOwn(users, file)", "Object.keys(users).length === 0"],
  ]),
  ...mistakesIn("scripts/checks/loading_rules.ts", checks("layers"), [
    ["if (target !== undefined && CHILD_SIDE.includes(target)) {", "if (false) {"],
    ["if (specifier === undefined && !COMPUTED.test(file)) {", "if (false) {"],
  ]),
  ...mistakesIn("scripts/checks/rooms.ts", checks("layers"), [
    ["return order.indexOf(to) <= order.indexOf(from) ?", "return true ?"],
    ["if (ENGINE.includes(from) && THEORY.includes(to)) return", "if (false) return"],
    ["if (THEORY.includes(from) && ENGINE.includes(to)) {", "if (false) {"],
    ["IN_TERMS_OF[from] === to ?", "from in IN_TERMS_OF ?"],
  ]),
  ...mistakesIn("scripts/checks/circles.ts", checks("layers"), [
    ["if (start >= 0) circles.push([...open.slice(start), next]);", "if (start >= 0) continue;"],
  ]),
  ...mistakesIn("scripts/checks/doc_errors.ts", checks("doc_errors"), [
    [".filter((block) => /^error\\[/.test(block))", '.filter((block) => block === "")'],
    ['["Arbitrary"]', '[""]'],
  ]),
  ...mistakesIn("scripts/checks/door_rules.ts", checks("door_rules"), [
    ["[...values].filter((name) => !shown.has(name)", "[...values].filter((name) => false"],
    ["[...outer].filter((name) => counts.has(name)", "[...outer].filter((name) => false"],
    ["isShared(name) || !outer.has(name)", "!outer.has(name)"],
    ["outer.length <= most ?", "true ?"],
    ["outer.filter((name) => inner.includes(name))", "outer.filter(() => false)"],
    ["examplesOf(module_doc).length === 0", "false"],
  ]),
  ...mistakesIn("src/verify/error_rates.ts", testsIn("src/verify", "verify"), [
    ["export const SUITE_BUDGET = 1e-3;", "export const SUITE_BUDGET = 1e-1;"],
    ["export const STATISTICAL_SHARES = 200;", "export const STATISTICAL_SHARES = 4;"],
    [
      "export const SHARE_ALPHA = 1e-5;",
      "export const SHARE_ALPHA = 1e-1;",
      testsIn("src/verify", "share_rule"),
    ],
  ]),
  ...mistakesIn("src/verify/verify_statistical.ts", testsIn("src/verify", "verify_statistical"), [
    ["if (control.stopped?.()) return run.stop();", ""],
    ["await control.pause?.();", ""],
    [
      "{ ...block, seed: control.seed, effects }",
      "{ ...block, from: 0, seed: control.seed, effects }",
    ],
  ]),
  ...mistakesIn("src/decision/verdict.ts", testsIn("src/decision", "verdict"), [
    ['if (pro < 0 && contra < 0) return "undecided";', ""],
    ["if (pro < 0 && contra < 0) return", "if (pro < 0 || contra < 0) return"],
    [
      'return pro > contra ? "verified" : "refuted";',
      'return pro >= contra ? "verified" : "refuted";',
    ],
    ["if (Number.isNaN(pro) || Number.isNaN(contra)) {", "if (false) {"],
    ["if (Number.isNaN(sum)) throw", "if (false) throw"],
    ["Math.max(...verdicts", "Math.min(...verdicts"],
    ["if (verdicts.length === 0) {", "if (false) {"],
  ]),
  ...mistakesIn("scripts/base/outside_file.ts", testsIn("scripts/base", "outside_file"), [
    ["requireShallow(text);\n  try", "try"],
    ['if (text.trim() === "") throw', "if (false) throw"],
  ]),
  ...mistakesIn("scripts/base/atomic_write.ts", testsIn("scripts/base", "atomic_write"), [
    ["await Deno.remove(temporary).catch(() => {});", ""],
  ]),
];
