/** Mistakes in how replicates are judged: computed in blocks, decided in order, held to what they say. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const verify = (...names: readonly string[]) => testsIn("src/verify", ...names);

/** In src/verify. */
export const IN_REPLICATES = [
  ...mistakesIn("src/verify/replicate_block.ts", verify("verify_statistical", "replicate_queue"), [
    // Memory of a block that was cut short is read as effects.
    [
      "return { ...end(), done, halt: crashed(crash, `replicate ${from + done}`).reason, crash };",
      "return { ...end(), done: count };",
    ],
    ["if (outside !== undefined) return { ...end(), done, halt: outside.reason };", ""],
    ["replicateSeed(own, from + done)", "replicateSeed(own, from)"],
    ['hashSeed(seed, "replicate", index)', 'hashSeed(seed, "replicate")'],
    ["if (stopped?.()) return { ...end(), done };", "", verify("replicate_block")],
    ["fc.noBias(generator)", "generator", verify("replicate_block", "verify_statistical")],
    // A stratum is the whole regime once more, or another one.
    ["return { ...drawn, ...own.setting };", "return drawn;", verify("replicate_block")],
    [
      "if (own === undefined) throw new Error(`${id} has no stratum ${stratum}`);",
      "if (own === undefined) return drawn;",
      verify("replicate_block"),
    ],
    [
      "if (strata === undefined && stratum === undefined) return drawn;",
      "if (stratum === undefined) return drawn;",
      verify("replicate_block"),
    ],
    [
      "stratum === undefined ? root : stratumSeed(root, stratum)",
      "root",
      verify("replicate_block"),
    ],
    ["% strata.length].name", "% 1].name", verify("replicate_block")],
  ]),
  ...mistakesIn("src/verify/replicate_run.ts", verify("replicate_run", "verify_statistical"), [
    ["if (i === block.done && block.halt === undefined) return this.#interrupt();", ""],
    ["const halt = i === block.done ? block.halt : undefined;", "const halt = undefined;"],
    ['broke(halt ?? "a replicate came without its setting")', "undefined"],
    ["this.#ledger.enter(drawn.spec, drawn.cells) ?? (halt", "(halt"],
    ["if (block.from !== this.next) {", "if (false) {", verify("replicate_queue")],
    [
      "this.#outcome = undecided(count, crashed(describeError(error), `replicate ${index}`));\n      return;",
      "this.#effects.push(0);",
    ],
    ["margin.margin < this.#closest.margin.margin", "margin.margin > this.#closest.margin.margin"],
    [
      "if (!isEnough(this.#decider, this.#control) && this.next < this.#to) return;",
      "if (this.next < this.#to) return;",
    ],
    [": judgeNeeds(judgeReach(outcome), this.#claim, this.#read)", ": judgeReach(outcome)"],
    [
      "judgeNeeds(judgeReach(outcome), this.#claim, this.#read);",
      "judgeNeeds(outcome, this.#claim, this.#read);",
    ],
    // A stratum that reads or reaches too little is judged by itself, and so is a shard.
    ["isPart || this.#shard.of > 1;", "this.#shard.of > 1;", verify("stratified_run")],
    ["isPart || this.#shard.of > 1;", "isPart;", verify("contradiction")],
    ["if (i > 0 && this.stop()) return i;", ""],
    ["if (this.#outcome === undefined && this.#control.stopped?.()) this.#interrupt();", ""],
    ["for (const name of block.read) this.#read.add(name);", ""],
    ["read: [...this.#read].sort()", "read: this.#claim.needs", verify("contradiction")],
    [
      "return first.index === last.index ? [first] : [first, ...between, last];",
      "return [first];",
    ],
  ]),
  ...mistakesIn("src/verify/replicate_queue.ts", verify("replicate_queue_order"), [
    ["return this.#refused ?? this.#run.outcome;", "return this.#run.outcome;"],
    [
      "if (block === undefined) this.refuse(undecided(0, crashed(this.#death)));",
      "if (block === undefined) break;",
    ],
    [
      "if (block.count === 1) this.#early.set(block.from, undefined);\n    else this.giveBack(block);",
      "this.giveBack(block);",
    ],
    ["this.#early.set(block.from, block);", "this.#early.set(this.#run.next, block);"],
    [
      "this.#again = [...this.#again, ...numbers].toSorted((a, b) => a - b);",
      "this.#again = [...this.#again, ...numbers.slice(1)];",
    ],
    ["this.#seconds += block.seconds;", ""],
  ]),
  ...mistakesIn("src/verify/replicate_rule.ts", verify("verify_statistical"), [
    [
      "return within === undefined\n    ? new SequentialTest(rule)\n    :",
      "return true\n    ? new SequentialTest(rule)\n    :",
    ],
    ["within === undefined ? effect : within - Math.abs(effect)", "effect"],
    [
      'if (shard.of === 1) return decider.verdict !== "undecided";',
      "if (shard.of === 1) return false;",
    ],
    ["-Math.log(rates.alpha) * share ||", "0 ||", verify("merge_outcomes", "shard")],
  ]),
  ...mistakesIn("src/verify/shard.ts", verify("shard"), [
    ["index >= 1 && index <= of", "index >= 1"],
    ["from: Math.floor(((index - 1) * limit) / of)", "from: 0"],
    ["return Math.min(1, ROOM / of);", "return 1 / of / of;", verify("shard", "merge_outcomes")],
  ]),
];
