/** Mistakes in the rules that cases are judged by: shares that fail, needs, and kept cases. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);

/** In src/verify and src/decision. */
export const IN_RULES = [
  ...mistakesIn("src/verify/share_rule.ts", verify("share_rule"), [
    ["if (count.failing === 0) return false;", "if (count.failing > 0) return true;"],
    ["-Math.log(SHARE_ALPHA) * share", "-Math.log(SHARE_ALPHA) * share / 2"],
  ]),
  ...mistakesIn("src/decision/failing_share.ts", testsIn("src/decision", "failing_share"), [
    ['requireChance("share", share);', ""],
    ["failing >= 0 && holding >= 0", "failing >= 0"],
    ["holding * Math.log1p(-stake)", "0"],
    ["(stake * (1 - share)) / share", "stake / share"],
  ]),
  ...mistakesIn("src/verify/needed_part.ts", verify("verify_universal", "needed_part"), [
    ["if (!isNeeded) throw", "if (false) throw"],
    ["new Proxy(Object.freeze(part), {", "new Proxy(part, {"],
    ["read.add(name);", ""],
    [
      'outcome.verdict !== "verified" || unread.length === 0',
      'outcome.verdict !== "verified" || unread.length < 9',
    ],
    [
      "if (!isNeeded) throw new Error(",
      "if (!isNeeded) return capabilityOf(subject, name) ?? new Error(",
    ],
    // A claim that throws by itself counts as a subject that did.
    ["if (thrown?.error === error) return", "return", verify("verify", "verify_universal")],
    [
      "if (thrown?.error !== error) thrown = { by: String(name), error };",
      "thrown = { by: String(name), error };",
      verify("needed_part"),
    ],
  ]),
  ...mistakesIn("src/verify/replay_kept.ts", verify("replay_kept"), [
    // A NaN margin of a kept case holds.
    ["const fails = !(margin.margin >= 0);", "const fails = margin.margin < 0;"],
    ["if (stale !== undefined) return", "if (false) return"],
    [
      "if (margin === undefined) return undecided",
      "if (margin === undefined) continue; else if (false) return undecided",
    ],
    ['if (fails && expected === "verified") {', "if (false) {"],
    ['if (!fails && expected === "refuted") {', "if (false) {"],
    ['if (expected === "refuted" && !Number.isFinite(margin.margin)) {', "if (false) {"],
    ["for (const entry of kept) {", "for (const entry of kept.slice(0, 1)) {"],
  ]),
  ...mistakesIn("src/verify/cell_ledger.ts", verify("verify_universal", "case_run"), [
    ["if (outside !== undefined) return outside;", ""],
    ["this.#cases++;", "this.#cases = 0;"],
    [
      'missed.length === 0 || verdict !== "verified"',
      'missed.length >= 0 || verdict !== "verified"',
    ],
    [
      "cells.filter(({ reached }) => !reached)",
      "cells.filter(({ reached }) => reached).slice(0, 0)",
    ],
    ["this.#hits[this.#edges.length + cell]++;", "this.#hits[this.#edges.length + cell] += 9;"],
    [
      "sum + part.cells![i].cases, 0);",
      "sum + 9 * part.cells![i].cases, 0);",
      verify("merge_outcomes"),
    ],
  ]),
];
