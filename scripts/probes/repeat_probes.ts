/** What is judged is deterministic: what comes out otherwise in another process and another world decides nothing. */

import { gainText } from "../test_project/claim_texts.ts";
import { byName } from "../test_project/other_project.ts";
import { BAD_FILE, badClaim } from "./good_project.ts";
import { type Guard, guard, type Probe } from "./probe.ts";
import { attest, verdicts } from "./steps.ts";

const BOARD = "scripts/pool/job_board.ts";
const CONFIRMATIONS = "scripts/pool/confirmations.ts";
const SAMPLES = "scripts/pool/samples.ts";
const REPEAT = "scripts/pool/repeat.ts";
const ANSWERS = "scripts/judged/answers.ts";
const GUISE = "scripts/judged/guise.ts";
const PART = "src/verify/needed_part.ts";

const ADDED = guard(
  BOARD,
  "if (!this.#unconfirmed.add(job, result, ends)) this.#conclude(job, result);",
  "if (ends) this.#conclude(job, result);",
);
const COMPARED = guard(
  SAMPLES,
  "if (computedText(computed) === computedText(again)) return undefined;",
  "return undefined;",
);
const LAST = guard(SAMPLES, "ends.toReversed().map(", "ends.slice(0, 1).map(");
const FIRST = guard(SAMPLES, "ends.toReversed().map(", "ends.slice(-1).map(");
const WORLD = guard(ANSWERS, "putOn(question.guise ?? {});", "");
const UNDECIDED = guard(
  CONFIRMATIONS,
  "if (difference === undefined) return result;",
  "if (difference !== null) return result;",
);
const WHY = guard(
  REPEAT,
  "if (difference === undefined) continue;",
  "if (difference !== sample.kind) continue;",
);
const READ = guard(
  PART,
  'if (outcome.verdict !== "verified" || unread.length === 0) return',
  "return",
);

const SEEN = guard(
  PART,
  "if (!isNeeded) throw new Error(",
  "if (!isNeeded) return capabilityOf(subject, name) ?? new Error(",
);

/** A check that holds on the reference model by a margin of this. */
const holdsBy = (margin: string, what = '"sum"') =>
  `const sum = weigh(Float64Array.of(x, 1)).reduce((a, b) => a + b);
    const { margin } = identityMargin("sum", sum, 1, { tolerance: 1e-9 });
    return { margin: margin < 0 ? margin : ${margin}, got: 1, wanted: 1, what: ${what} };`;

/** A replicate that comes to this on the reference model. */
const gains = (effect: string) =>
  byName(gainText({
    id: "B1",
    slug: "bad",
    first: `if (weigh(Float64Array.of(1))[0] === 1) return ${effect};`,
  }));

const withTop = (top: string, text: string) =>
  text.replace("export const claim", `${top}\nexport const claim`);
const needing = (needs: string, text: string) =>
  text.replace('needs: ["weigh"]', `needs: ${needs}`);

const CLOCK = /^not deterministic: .* it depends on the clock$/;
const RANDOM = /^not deterministic: .* it depends on what Math\.random or crypto draws$/;
const BEFORE = /^not deterministic: .* it depends on what the process did before/;

/** What a claim depends on, its text, how that is told, and the lines that it rests on. */
const CHANGING: readonly [string, text: string, reason: RegExp, ...Guard[]][] = [
  ["draws its margin", badClaim({ check: holdsBy("Math.random()") }), RANDOM, ADDED],
  ["reads the clock", badClaim({ check: holdsBy("Date.now()") }), CLOCK, COMPARED],
  [
    "tells the time in words",
    badClaim({ check: holdsBy("1", "`at ${new Date().getTime()}`") }),
    CLOCK,
    guard(
      SAMPLES,
      "{ spec, cells: [...cells], by, got, wanted, what, ",
      "{ spec, by, got, wanted, ",
    ),
  ],
  [
    "draws a key",
    badClaim({ check: holdsBy("1", "crypto.randomUUID()") }),
    RANDOM,
    UNDECIDED,
  ],
  [
    "remembers when it was loaded",
    withTop("const LOADED = performance.now();", badClaim({ check: holdsBy("LOADED") })),
    CLOCK,
    WHY,
    guard("scripts/pool/worker_pool.ts", " || this.#guise !== guise", ""),
  ],
  [
    "counts its cases",
    withTop("let COUNT = 0;", badClaim({ check: holdsBy("++COUNT") })),
    BEFORE,
    LAST,
  ],
  [
    "remembers a good case",
    withTop("let FIRST = 9;", badClaim({ check: holdsBy("(FIRST = Math.min(FIRST, x + 1))") })),
    BEFORE,
    LAST,
  ],
  ["draws its effects", gains("0.5 + Math.random() / 4"), RANDOM, ADDED],
  ["times its effects", gains("0.4 + (Date.now() % 1009) / 1e4"), CLOCK, COMPARED],
  ["counts its replicates", withTop("let COUNT = 0;", gains("0.5 + ++COUNT / 1e4")), BEFORE, LAST],
  [
    "stumbles over its second case",
    withTop("let COUNT = 0;", badClaim({ check: holdsBy("(++COUNT === 2 ? 2 : 1)") })),
    BEFORE,
    FIRST,
  ],
  [
    "waits for the new year",
    badClaim({ check: holdsBy("new Date().getFullYear() > 2030 ? 2 : 1") }),
    CLOCK,
    WORLD,
    guard(GUISE, "if (clock !== undefined) replaceClock(clock);", ""),
  ],
  [
    "waits for the new year by Temporal",
    badClaim({ check: holdsBy("(Temporal.Now.plainDateISO().year > 2030 ? 2 : 1)") }),
    CLOCK,
    guard(GUISE, "  replaceTemporal(now);\n", ""),
  ],
  [
    "waits for the new year by a format",
    badClaim({
      check: holdsBy(
        '(Number(new Intl.DateTimeFormat("en", { year: "numeric" }).format()) > 2030 ? 2 : 1)',
      ),
    }),
    CLOCK,
    guard(GUISE, "  replaceFormats(now);\n", ""),
  ],
  [
    "makes a spec fit its regime",
    badClaim({ largest: 9, check: `arguments[0].x = Math.min(x, 5);\n    ${holdsBy("1")}` }),
    /^case 1 crashed: TypeError: Cannot assign to read only property 'x'/,
    guard("src/verify/verify_universal.ts", "  freeze(spec);\n", ""),
  ],
  [
    "promises a margin among others",
    badClaim({
      check: `const sum = weigh(Float64Array.of(x, 1)).reduce((a, b) => a + b);
    const good = identityMargin("sum", sum, 1, { tolerance: 1e-9 });
    return worstMargin(good, Promise.resolve(inequalityMargin("x", x, -1, { tolerance: 0 })) as never);`,
    }),
    /^case 1 crashed: TypeError: Margins have all their parts, got object$/,
    guard("src/decision/margin.ts", "if (!isMargin(margin)) {", "if (margin === null) {"),
  ],
  [
    "returns whether it won in place of by how much",
    gains("(seed % 3 !== 0) as never"),
    /^replicate 0 crashed: TypeError: replicate must return a number, got boolean$/,
    guard(
      "src/verify/replicate_block.ts",
      'if (typeof effect === "number") return effect;',
      "return Number(effect);",
    ),
  ],
  [
    "reaches its regime by promise",
    badClaim({ check: holdsBy("1") }).replace(
      "  generator:",
      '  cells: [{ name: "large", atLeast: 0.3, holds: (async () => false) as never }],\n  generator:',
    ),
    /^case 1 crashed: TypeError: holds of cell large must return true or false, got object$/,
    guard("src/verify/cell_ledger.ts", 'if (typeof holds === "boolean") return', "return"),
  ],
  [
    "knows its subject by name",
    badClaim({
      check:
        'return inequalityMargin("x", arguments[1].name === "reference" ? 0 : 9, 5, { tolerance: 0 });',
    }),
    /^case 1 crashed: Error: a claim may read only what it needs, got name$/,
    SEEN,
  ],
  [
    "needs more than it says",
    needing(
      '["predict", "weigh"]',
      badClaim({ check: holdsBy("arguments[1].attend === undefined ? -1 : 1") }),
    ),
    /^case 1 crashed: Error: a claim may read only what it needs, got attend$/,
    SEEN,
  ],
  [
    "reads less than it says",
    needing('["weigh", "attend"]', badClaim({ check: holdsBy("1") })),
    /^it never read attend, which its needs name$/,
    READ,
  ],
  [
    "reads less than it says in its replicates",
    needing('["weigh", "predict"]', byName(gainText({ id: "B1", slug: "bad" }))),
    /^it never read predict, which its needs name$/,
    READ,
  ],
  [
    "rejects a promise that nobody waits for",
    badClaim({ check: `Promise.reject(new Error("lost"));\n    ${holdsBy("1")}` }),
    /^crashed: a promise that nothing awaits was rejected: Error: lost$/,
    guard(ANSWERS, "reason === undefined", "reason !== null"),
  ],
];

const shardOf = (part: string, out: string) =>
  attest(
    ["verify", "--profile", "quick", "--seed", "3", "--no-keep", "--shard", part, "--out", out],
    { code: 0 },
  );

/** What shards read between them is what counts. */
const SHARDED = ([
  ["cases", '["weigh", "attend"]', badClaim({ check: holdsBy("1") }), "attend"],
  [
    "replicates",
    '["weigh", "predict"]',
    byName(gainText({ id: "B1", slug: "bad" })),
    "predict",
  ],
] as const).map(([what, needs, text, unread]): Probe => ({
  name: `shards of a claim whose ${what} read less than it says decide nothing`,
  part: 2,
  files: {
    "props/large_test.ts": null,
    "props/gain_test.ts": null,
    [BAD_FILE]: needing(needs, text),
  },
  steps: [
    shardOf("1/2", "a"),
    shardOf("2/2", "b"),
    attest(["merge", "a", "b"], { code: 1 }),
    verdicts("attest-report/report.json", { A1: "verified", B1: "undecided" }, {
      of: "B1",
      is: new RegExp(`^it never read ${unread}, which its needs name$`),
    }),
  ],
  guards: [
    guard(
      "src/verify/merge_outcomes.ts",
      "return judgeNeeds(merged, claim, new Set(",
      "return merged ?? (new Set(",
    ),
  ],
}));

const BY_ONE_PROCESS: readonly Probe[] = CHANGING.map(([what, text, is, ...guards]) => ({
  name: `a claim that ${what} decides nothing`,
  part: 1,
  files: { "props/large_test.ts": null, "props/gain_test.ts": null, [BAD_FILE]: text },
  steps: [
    attest(["verify", "--profile", "quick", "--seed", "3", "--no-keep"], { code: 1 }),
    verdicts("attest-report/report.json", { A1: "verified", B1: "undecided" }, { of: "B1", is }),
  ],
  guards,
}));

/** All of them. */
export const REPEAT_PROBES: readonly Probe[] = [...BY_ONE_PROCESS, ...SHARDED];
