/** Mistakes in how cases are run and judged, one after the other. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);

/** In src/verify. */
export const IN_CASES = [
  ...mistakesIn("src/verify/case_run.ts", verify("case_run"), [
    // A dead worker is taken for verified.
    ["return this.#cases < this.#of ?", "return false ?"],
    ["if (broken !== undefined) return broken;", ""],
    ["if (obstacle !== undefined) return undecided(this.#cases, obstacle);", ""],
    [
      "const obstacle = this.#obstacle ?? this.#unfinished(broken);",
      "const obstacle = this.#unfinished(broken);",
    ],
    ["if (margin >= 0) return;", "if (!(margin < 0)) return;"],
    [
      "if (!(margin >= (this.#closest?.margin.margin ?? Infinity))) this.#closest = entry;",
      "if (margin < (this.#closest?.margin.margin ?? Infinity)) this.#closest = entry;",
    ],
    ["this.#obstacle = outside;\n      return;", "return;"],
    [
      "this.#obstacle = crashed(`${crash}`, this.#name());\n      return;",
      "return;",
    ],
    ["if (this.isOver) throw", "if (false) throw"],
    ["if (!(margin.margin <= this.#firstFailure.margin.margin / 2)) return false;", ""],
    [
      "if (this.#firstFailure === undefined) return false;",
      "if (this.#firstFailure === undefined) return true;",
    ],
    ["if (!this.#isWhole) return outcome;", "return outcome;"],
    [
      "if (failsIn === undefined) return this.#failing > 0;",
      "if (failsIn === undefined) return this.#failing > 1;",
    ],
    ["this.#counterexample ??= entry;", "this.#counterexample = undefined;"],
    [
      "index: this.#before + this.#cases++ }",
      "index: this.#cases++ }",
      verify("verify_universal", "case_run"),
    ],
    [
      "judgeNeeds(judgeReach(outcome), this.#facts, this.#read)",
      "judgeReach(outcome)",
      verify("case_run", "verify_universal"),
    ],
    [
      "return this.isOver\n      ? this.outcome()",
      "return true\n      ? this.outcome()",
      verify("verify_universal", "case_run"),
    ],
    [
      "return first.index === last.index ? [first] : [first, ...between, last];",
      "return [first];",
    ],
    [
      "if (this.#facts.failsIn !== undefined && !Number.isFinite(margin)) {",
      "if (false) {",
      verify("share_claim"),
    ],
    [
      "if (this.#facts.failsIn !== undefined && !Number.isFinite(margin.margin)) return false;",
      "",
      verify("case_run"),
    ],
    [
      "const isRefuted = this.#failsEnough(1);",
      "const isRefuted = this.#failing > 0;",
      verify("share_claim"),
    ],
    ['failing === 0 ? "verified" : "undecided"', '"verified"', verify("share_claim")],
    ["(failing > 0 && !this.#isWhole)", "false", verify("share_claim")],
    ["...(failsIn !== undefined && { failing }),", "", verify("share_claim")],
    ["read: [...this.#read].sort()", "read: this.#facts.needs", verify("contradiction")],
  ]),
  ...mistakesIn("src/verify/verify_universal.ts", verify("verify_universal"), [
    ["leftRegime(claim.bounds, spec) ? {} : measure", "false ? {} : measure"],
    ["return isMargin(margin)", "return true"],
    [
      "? { crash: describeError(error) }",
      '? { margin: { margin: 1, got: 0, wanted: 0, what: "" } }',
    ],
    ["return `the generator crashed: ${describeError(error)}`;", "return undefined;"],
    ["return `the generator failed: ${describeError(run.errorInstance)}`;", "return undefined;"],
    ["path: String(from), numRuns: to - from", "numRuns: to - from", verify("repeat_case")],
    ["run.noteReads(part.read);", ""],
    [
      "control.stopped?.() ? run.interrupted() : run.outcome()",
      "run.outcome()",
    ],
    ["return margin === undefined || !control.onShrink", "return !control.onShrink"],
    ["if (taken.margin !== undefined && !(taken.margin.margin >= 0)) failed ??= index;", ""],
    [
      "if (taken === undefined) throw new Error(broken ?? `the generator drew no case ${index + 1}`);",
      "",
      verify("repeat_case"),
    ],
    [
      "const one = { from: index, to: index + 1, isEnd: () => false };",
      "const one = { from: 0, to: 1, isEnd: () => false };",
      verify("repeat_case"),
    ],
  ]),
  ...mistakesIn("src/verify/chosen_places.ts", testsIn("src/verify", "chosen_places"), [
    ['(hashSeed(seed, "again", i) >>> 0) % (to - from)', "0"],
  ]),
  ...mistakesIn("src/claim/freeze.ts", testsIn("src/claim", "freeze"), [
    ["  Object.freeze(value);\n", ""],
    ["for (const inner of Object.values(value)) freeze(inner);", ""],
  ]),
];
