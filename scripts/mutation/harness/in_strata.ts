/** Mistakes in claims that state a law, and in what the strata of a claim amount to. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const claim = (...names: readonly string[]) => testsIn("src/claim", ...names);
const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);

/** In src/claim and src/verify. */
export const IN_STRATA = [
  ...mistakesIn("src/claim/facts.ts", claim("facts"), [
    [
      "...rivals.map(({ name, description }) => ({ name, description, rival: true } as const)),",
      "",
    ],
  ]),
  ...mistakesIn("src/claim/claim.ts", claim("lawful_claim"), [
    ["if (rival === undefined) return claim;", "return claim;"],
    ["return rival === undefined ? claim : claim.under(rival);", "return claim;"],
    ["return claim.under(rival, memory);", "return claim.under(rival);"],
  ]),
  ...mistakesIn("src/claim/law.ts", claim("law"), [
    ["const factor = 1 + 2 * within;", "const factor = 1 + within;"],
    ["scaled(law, 1 / factor,", "scaled(law, factor,"],
    ["(Number(setting[name]) / middle(name)) ** by", "Number(setting[name]) ** by"],
    ["[power(name, MOVED), power(name, -MOVED)]", "[power(name, MOVED), power(name, MOVED)]"],
    ["law: (setting: Spec) => law(at(setting, [name])),", "law: (setting: Spec) => law(setting),"],
    ["law: (setting: Spec) => law(at(setting, ignored)),", "law: (setting: Spec) => law(setting),"],
    ["law(setting) - term(setting)", "law(setting)"],
    ["law: (setting) => factor * law(setting),", "law,"],
    ["if (!(from > 0 && to > from && to < Infinity)) {", "if (false) {"],
    ["return Math.sqrt(from * to);", "return (from + to) / 2;"],
  ]),
  ...mistakesIn("src/claim/lawful_claim.ts", claim("lawful_claim"), [
    ["rival === undefined ? stated : lawOf(claim, rival), memory", "stated, memory"],
    [
      "within === undefined ? -claim.bound : claim.bound",
      "within === undefined ? claim.bound : claim.bound",
    ],
    [
      "within === undefined ? -claim.bound : claim.bound",
      "within === undefined ? -claim.bound : -claim.bound",
    ],
    ["Number.isFinite(effect(measured, stated, spec)) ? worst : own", "worst"],
    ["Math.abs(own) !== Infinity", "Number.isFinite(own)"],
    [
      "rival === undefined ? stated : lawOf(claim, rival), memory",
      "rival === undefined ? stated : lawOf(claim, rival)",
    ],
    ["under: (rival) => own(lawOf(claim, rival)),", "under: () => own(law),"],
    ["if (rival === undefined) throw", "if (false) throw"],
  ]),
  ...mistakesIn("src/claim/remembered.ts", claim("remembered"), [
    ["if (known?.spec === key) {", "if (known !== undefined) {"],
    ["for (const name of known.read) Reflect.get(subject, name);", ""],
    ['if (typeof name === "string") read.add(name);', ""],
    ["freeze(measured);", ""],
    ["memory.set(seed, { spec: key, read: [...read], measured });", ""],
  ]),
  ...mistakesIn("src/claim/strata.ts", claim("strata"), [
    ["settings.length === 0 || settings.length > MOST_STRATA", "settings.length === 0"],
    ["settings.length === 0 || settings.length > MOST_STRATA", "settings.length > MOST_STRATA"],
    ["({ ...setting, [field]: value })", "({ [field]: value } as Partial<Spec>)"],
  ]),
  ...mistakesIn("src/verify/strata_outcome.ts", verify("strata_outcome"), [
    ["return { alpha, beta: beta / strata };", "return { alpha, beta };"],
    [
      "return { alpha, beta: beta / strata };",
      "return { alpha: alpha * strata, beta: beta / strata };",
    ],
    ['hashSeed(seed, "stratum", name)', 'hashSeed(seed, "stratum")'],
    ["if (refuted) return refuted;", ""],
    ["(open.length > 0 ? open : strata)", "strata"],
    ["evidence(b) < evidence(a) ? b : a", "evidence(b) > evidence(a) ? b : a"],
    ["Array.from({ length: of - evidence.length }, () => 0)", "[]"],
    ["evidence.length < of ? Math.min(0, least) : least", "least"],
    ["const least = Math.min(", "const least = Math.max("],
    ["largest + Math.log(sum / of)", "largest + Math.log(sum)"],
    ["Number.isFinite(largest) ?", "true ?"],
    ["if (broken) return undecided(cases,", "if (false) return undecided(cases,"],
    ['weakest.verdict === "verified" && strata.length < all.length', "false"],
    [
      "const cases = strata.reduce((sum, part) => sum + part.cases, 0);",
      "const cases = strata[0].cases;",
    ],
    [
      "logEvidence: strataEvidence(strata.map(({ logEvidence }) => logEvidence!), all.length),",
      "",
    ],
    [
      '.filter(({ verdict }) => verdict !== "undecided")',
      '.filter(({ verdict }) => verdict === "refuted")',
    ],
  ]),
  ...mistakesIn("src/verify/stratified_run.ts", verify("stratified_run"), [
    ["seed: stratumSeed(control.seed, name),", ""],
    ["rates: strataRates(control.rates, strata.length),", ""],
    ["if (outcome === undefined) return undefined;", "if (outcome === undefined) break;"],
    ["if (this.#endsWith(outcome)) break;", ""],
    ["if (logEvidence === undefined) return true;", "if (logEvidence === undefined) return false;"],
    ["if (shrink) return false;", ""],
    ['if (shard.of === 1) return verdict === "refuted";', "if (shard.of === 1) return false;"],
    ["-Math.log(beta) * stoppingShare(shard)", "Infinity", verify("merge_strata")],
    ["judgeNeeds(judgeReach(outcome), this.#claim, read)", "judgeReach(outcome)"],
    ["if (this.#control.someStrata) return outcome;", ""],
    ["if (this.#control.someStrata) return outcome;", "return outcome;"],
    [
      "judgeNeeds(judgeReach(outcome), this.#claim, read)",
      "judgeNeeds(outcome, this.#claim, read)",
    ],
    [
      "{ ...outcome, read: [...read].sort() }",
      "{ ...outcome, read: [] }",
      verify("merge_strata"),
    ],
    ["...joined, ...mergeCells(outcomes) }", "...joined }"],
    ["progress.of * this.#runs.length", "progress.of"],
    ["this.#control.shrink ? open : open.slice(0, 1)", "open"],
    ["this.#control.shrink ? open : open.slice(0, 1)", "open.slice(0, 1)"],
    ["this.#runs[this.#names.indexOf(stratum)]", "this.#runs[0]"],
    ["const own = i === 0 ? ends : ends.slice(-1);", "const own = i === 0 ? ends : [];"],
    ["isOpen ? { ...joined, ...obstacle } : joined", "{ ...joined, ...obstacle }"],
    ["this.#outcome ??= outcome;", ""],
    ["run.secondsLeftAt(mean)", "run.secondsLeftAt(0)"],
  ]),
  ...mistakesIn("src/verify/strata_contradiction.ts", verify("strata_contradiction"), [
    ["return logEvidence\n      ?", "return false\n      ?"],
    ["if (failing !== undefined) return", "if (false) return"],
    ["if (counterexample) return", "if (false) return"],
    ["if (places.some((place, i) => place <= (places[i - 1] ?? -1))) {", "if (false) {"],
    ["place <= (places[i - 1] ?? -1)", "place < 0"],
    ["rates: strataRates(rates, names.length)", "rates"],
    ["if (part.cases > limit) return", "if (false) return"],
    ["if (part.logEvidence === undefined) return", "if (false) return"],
    ["const wrong = obstacleContradiction(part) ??", "const wrong ="],
    ["if (wrong) return `in", "if (false) return `in"],
    ["if (outcome.cases !== joined.cases) {", "if (false) {"],
    ["if (outcome.verdict !== joined.verdict) {", "if (false) {"],
    [
      "if (logEvidence === undefined || !sameEvidence(joined.logEvidence!, logEvidence)) {",
      "if (false) {",
    ],
    ["return other && `its", "return undefined && `its"],
    ["!Number.isFinite(inner)", "false"],
  ]),
];
