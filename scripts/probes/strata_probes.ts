/** Strata and rivals: what is false in one part of its regime, or no nearer than a wrong law, is not green. */

import { strataEvidence } from "../../src/verify/strata_outcome.ts";
import { gainText, lawText } from "../test_project/claim_texts.ts";
import { byName } from "../test_project/other_project.ts";
import type { Edited } from "./edited_report.ts";
import { BAD_FILE } from "./good_project.ts";
import { type Guard, guard, type Probe, type Step } from "./probe.ts";
import { type BadClaim, refusedClaim } from "./refused_claim.ts";
import { attest, editJson, given, verdicts } from "./steps.ts";

const RULES = "scripts/judged/load_rules.ts";
const CLAIMS = "scripts/commands/report_of_claims.ts";
const REPLICATES = "src/report/replicates_contradiction.ts";
const VERIFY = ["verify", "--profile", "quick", "--seed", "3", "--no-keep"];

type Changes = Omit<Parameters<typeof lawText>[0], "id" | "slug">;

/** The text of claim B1, "2x is measured". */
const law = (changes: Changes = {}) => byName(lawText({ id: "B1", slug: "bad", ...changes }));

/** The law claim and one beside. */
const files = (changes?: Changes) => ({
  "props/large_test.ts": null,
  "props/gain_test.ts": null,
  [BAD_FILE]: law(changes),
});

/** Without what a stratum fixes, each is the whole regime once more, of which an end is a small part. */
const FIXED = guard(
  "src/verify/replicate_block.ts",
  "return { ...drawn, ...own.setting };",
  "return drawn;",
);
const KILLED = guard(
  "src/verify/claim_result.ts",
  'const killed = verdict !== "undecided" && verdict !== expected;',
  "const killed = expected !== undefined;",
);
const AT_ONE_END = { beside: "x === 9 ? 0.6 : 0" };

/** What is off, the claim, its verdict, and the line without which the run were green. */
const OFF: readonly [string, Changes, verdict: string, Guard][] = [
  ["that is false in one stratum alone", AT_ONE_END, "refuted", FIXED],
  [
    "one of whose rivals is near enough to survive",
    { rivals: { tripled: "3 * x", near: "2 * x + 0.05", none: "0" } },
    "verified",
    KILLED,
  ],
  [
    "one of whose rivals is the law in other words",
    { rivals: { tripled: "3 * x", same: "x + x", none: "0" } },
    "verified",
    KILLED,
  ],
  [
    "that crashes in one stratum alone",
    {
      first: "if (x === 9) throw new Error('no data');",
      strata: { "x = 1": "{ x: 1 }", "x = 9": "{ x: 9 }" },
      rivals: { tripled: "3 * x", "right at 9": "18", none: "0" },
    },
    "undecided",
    guard(
      "src/verify/strata_outcome.ts",
      "if (broken) return undecided(cases, inStratum(obstacleOf(broken), broken.name));",
      `if (broken) {
    const others = <Part extends { readonly name: string }>(parts: readonly Part[]) =>
      parts.filter(({ name }) => name !== broken.name);
    return joinStrata({ strata: others(all) }, others(strata));
  }`,
    ),
  ],
];

const VERDICTS = OFF.map(([what, changes, verdict, own]): Probe => ({
  name: `a claim ${what} is not as expected`,
  part: 2,
  files: files(changes),
  steps: [
    attest(VERIFY, { code: 1 }),
    verdicts("attest-report/report.json", { A1: "verified", B1: verdict }),
  ],
  guards: [own],
}));

const shard = (part: string, out: string) => given(out, [...VERIFY, "--shard", part, "--out", out]);
const SHARDS: readonly Step[] = [shard("1/2", "a"), shard("2/2", "b")];

const JOINED: readonly Probe[] = [
  {
    name: "shards of a claim that is false in one stratum are joined to what is not as expected",
    part: 2,
    files: files(AT_ONE_END),
    steps: [
      ...SHARDS,
      attest(["merge", "a", "b"], { code: 1 }),
      verdicts("attest-report/report.json", { A1: "verified", B1: "refuted" }),
    ],
    guards: [FIXED],
  },
  {
    name: "shards of a claim with strata and rivals are joined to one that is as expected",
    part: 2,
    files: files(),
    steps: [
      ...SHARDS,
      attest(["merge", "a", "b"], { code: 0 }),
      verdicts("attest-report/report.json", { A1: "verified", B1: "verified" }),
    ],
    guards: [
      guard(
        "src/verify/merge_outcomes.ts",
        "part.strata!.filter((one) => one.name === name)",
        "part.strata!.filter((one) => one.name < name)",
      ),
    ],
  },
];

/** A stratum of the claim that is not the one whose figures stand beside. */
function otherStratum({ strata, streams }: Edited): number {
  const text = JSON.stringify(streams);
  return strata.findIndex((part: Edited) => JSON.stringify(part.streams) !== text);
}

/** What is changed in the entry of the claim, how, what is said, and the line without which it would be taken. */
const EDITS: readonly [string, (claim: Edited) => void, says: string, Guard][] = [
  [
    "how many strata there are",
    (claim) => {
      const [{ cases }] = claim.strata.splice(otherStratum(claim), 1);
      claim.cases -= cases;
      claim.logEvidence = strataEvidence(
        claim.strata.map(({ logEvidence }: Edited) => logEvidence),
        claim.strata.length,
      );
    },
    "the claim has x = 1; x = 9; inside",
    guard(CLAIMS, "?? strataMisfit(entry, claim) ??", "??"),
  ],
  [
    "the effects of a stratum",
    (claim) => claim.strata[otherStratum(claim)].streams[0][0] += 0.1,
    "B1 has other evidence than its effects, in ",
    guard(REPLICATES, "if (wrong) return `${wrong}, in ${name}`;", ""),
  ],
  [
    "the mean of the weakest stratum",
    (claim) => claim.effect.mean = 0,
    "B1 has another effect than its weakest stratum",
    guard(REPLICATES, "return other && `has another", "return undefined; `"),
  ],
  [
    "the evidence of all strata",
    (claim) => claim.logEvidence.for += 9,
    "B1 has other evidence than its strata",
    guard(
      REPLICATES,
      "if (!sameEvidence(evidence, decoded(claim.logEvidence))) {",
      "if (!claim) {",
    ),
  ],
  [
    "which rivals there are",
    (claim) => claim.mutants = claim.mutants.filter(({ name }: Edited) => name !== "tripled"),
    "B1 has mutants loss, no-gain, right at 1, right at 9, the claim has ",
    guard(CLAIMS, "if (names !== known) return", "if (names === '') return"),
  ],
  [
    "that a rival is one",
    (claim) => delete claim.mutants.find(({ name }: Edited) => name === "tripled").rival,
    "B1 has tripled as a mutant, which it is not",
    guard(CLAIMS, "return other && `has", "return undefined; `"),
  ],
];

const EDITED = EDITS.map(([what, change, says, own]): Probe => ({
  name: `a report in which someone changed ${what} is refused`,
  part: 2,
  files: files(),
  steps: [
    given("run", [...VERIFY, "--out", "run"]),
    given("edited", [...VERIFY, "--out", "edited"]),
    editJson(
      "edited/report.json",
      ({ claims }) => change(claims.find(({ id }: Edited) => id === "B1")),
    ),
    attest(["compare", "run", "edited"], { code: 2, says }),
    attest(["report", "edited"], { code: 2, says }),
  ],
  guards: [own],
}));

const TWO = { tripled: "3 * x", none: "0" };
const REFUSED: readonly BadClaim[] = [
  [
    "a law and no rival",
    () => law({ rivals: {} }),
    "a claim of kind EXP with a law has at least 3 rivals that it must refute, got 0",
    guard(RULES, "!lawful || names.length >= least,", "true,"),
  ],
  [
    "a law on average and two rivals",
    () => law({ rivals: TWO }),
    "a claim of kind EXP with a law has at least 3 rivals that it must refute, got 2",
    guard(RULES, "LIM: 3, EXP: 3", "LIM: 3, EXP: 2"),
  ],
  [
    "rivals of no law",
    () =>
      byName(
        gainText({ id: "B1", slug: "bad" }).replace(
          "  effectName:",
          `  rivals: [${
            "123".replaceAll(/./g, "{ name: '$&', description: '$&', law: () => 0 },")
          }],\n$&`,
        ),
      ),
    "rivals stand in for a law: state it by statisticalLaw or universalLaw",
    guard(RULES, "lawful || rivals === undefined,", "true,"),
  ],
  [
    "the same rival twice",
    () => law().replace('name: "right at 1"', 'name: "tripled"'),
    "rivals differ, got tripled twice",
    guard(RULES, "[repeated === undefined,", "[true,"),
  ],
  [
    "a rival that is named as a mutant",
    () => law({ rivals: { ...TWO, "no-gain": "1" } }),
    "a rival has another name than the mutants, got no-gain",
    guard(RULES, "[both === undefined,", "[true,"),
  ],
  [
    "the same stratum twice",
    () => law().replace('{ name: "inside"', '{ name: "x = 1"'),
    "strata differ, got x = 1 twice",
    guard(RULES, "[doubled === undefined,", "[true,"),
  ],
  [
    "a stratum that fixes a field which there is not",
    () => law({ strata: { low: "{ y: 1 } as never", inside: "{}" } }),
    "a stratum fixes fields that the claim's bounds name, got y in low",
    guard(RULES, "unbounded === undefined,", "true,"),
  ],
  [
    "a stratum outside of its regime",
    () => law({ strata: { far: "{ x: 10 }", inside: "{}" } }),
    "a stratum lies within the claim's bounds, got a field: x must be in [1, 9], got 10, in far",
    guard(RULES, "[outside.length === 0,", "[true,"),
  ],
  [
    "more strata than anybody can pay",
    () =>
      law({
        strata: Object.fromEntries(Array.from({ length: 13 }, (_, i) => [`part ${i}`, "{}"])),
      }),
    "strata of its claim: ",
    guard("scripts/judged/claim_card.ts", ".min(1).max(MOST_STRATA)", ".min(1)"),
  ],
];

/** A mutant of the project, of which the claim is none. */
const STRAY = `import { variant } from "@attest/attest";

export const near = variant({ name: "near", description: "near it", weigh: (scores) => scores });
`;

const NAMED: Probe = {
  name: "a rival that is named as a mutant of the project is refused",
  part: 2,
  files: {
    [BAD_FILE]: law({ rivals: { ...TWO, near: "2 * x + 9" } }),
    "fixtures/mutants/near.ts": STRAY,
  },
  steps: [
    attest(["verify", "--profile", "quick", "--matrix"], {
      code: 2,
      says: "a rival has another name than the mutants of fixtures/mutants/, got near",
    }),
  ],
  guards: [guard("scripts/project/claim_files.ts", "if (both !== undefined) {", "if (!slug) {")],
};

/** All of them. */
export const STRATA_PROBES: readonly Probe[] = [
  ...VERDICTS,
  ...JOINED,
  ...EDITED,
  ...REFUSED.map(refusedClaim),
  NAMED,
];
