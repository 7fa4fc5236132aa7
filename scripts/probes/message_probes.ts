/** What a claim's process says is taken for an answer only where it is one: printed, forged or changed. */

import { gainText } from "../test_project/claim_texts.ts";
import { byName } from "../test_project/other_project.ts";
import { BAD_FILE, badClaim, HOLDS } from "./good_project.ts";
import type { Guard, Probe } from "./probe.ts";
import { attest, verdicts } from "./steps.ts";

const PROCESS = "scripts/judged/claim_process.ts";
const REPORT = "attest-report/report.json";
const QUICK = ["verify", "--profile", "quick", "--no-keep"];
const ONLY = { "props/large_test.ts": null, "props/gain_test.ts": null };

const PREFIXED: Guard = {
  file: PROCESS,
  find: "if (line.startsWith(prefix)) this.#take(line.slice(prefix.length), messages);",
  replace: 'if (line.includes("{")) this.#take(line.slice(line.indexOf("{")), messages);',
};

/** A check that fails, and says on the channel of its answers that it was all that was asked for. */
const FORGED = `writeSync(1, '\\n{"kind":"ran","seconds":0}\\n0000 {"kind":"ran","seconds":0}\\n');
    return inequalityMargin("x", x, 5, { tolerance: 0 });`;

/** All of them. */
export const MESSAGE_PROBES: readonly Probe[] = [
  ...["plain", "ran"].map((name): Probe => ({
    name: `what is printed is no answer, whatever it looks like: ${name}`,
    part: 1,
    files: {
      ...ONLY,
      [BAD_FILE]: 'import { writeSync } from "node:fs";\n' +
        badClaim({
          largest: 50,
          check: name === "ran" ? FORGED : FORGED.replace("writeSync(1, ", "console.log("),
        }),
    },
    steps: [
      attest(QUICK, { code: 1 }),
      verdicts(REPORT, { A1: "verified", B1: "refuted" }),
    ],
    guards: name === "ran" ? [PREFIXED] : [{
      file: "scripts/judged/channel.ts",
      find: "console[name] = console.error;",
      replace: "console[name] = (text) => globalThis.Deno.stderr.writeSync(new Uint8Array(2e6));",
    }],
  })),
  {
    name: "a message with more than was asked for is none, and ends its process",
    part: 1,
    files: {
      ...ONLY,
      [BAD_FILE]: badClaim({
        check: `return { ...identityMargin("w", weigh(Float64Array.of(0))[0], 1, { tolerance: 0 }),
      more: 1 };`,
      }),
    },
    steps: [
      attest(QUICK, { code: 1 }),
      verdicts(REPORT, { A1: "verified", B1: "undecided" }, {
        of: "B1",
        is: /^crashed: its answer is not one that attest asks for$/,
      }),
    ],
    guards: [{
      file: "scripts/judged/messages.ts",
      find: "const margin = z.strictObject({",
      replace: "const margin = z.object({",
    }],
  },
  {
    name: "a file that ends the process that lists the claims is named",
    part: 1,
    files: { [BAD_FILE]: `Deno.exit(0);\n${badClaim()}` },
    steps: [
      attest(["list"], { code: 2, says: `${BAD_FILE} must load, got ` }),
      attest(["list", "--json"], { code: 2, says: `${BAD_FILE} must load, got ` }),
      attest([...QUICK, "--claim", "A1"], { code: 2, says: `${BAD_FILE} must load, got ` }),
    ],
    guards: [{
      file: "scripts/judged/list_claims.ts",
      find: 'if (note.kind === "reading") file = note.file;',
      replace: "",
    }],
  },
  {
    name: "a file that throws as it is loaded is named",
    part: 1,
    files: { [BAD_FILE]: `throw new Error("broken");\n${badClaim()}` },
    steps: [
      attest(["list"], { code: 2, says: `${BAD_FILE} must load, got broken` }),
      attest([...QUICK, "--claim", "A1"], { code: 2, says: `${BAD_FILE} must load, got broken` }),
    ],
    guards: [{
      file: "scripts/project/load_claims.ts",
      find: "throw new UsageError(`props/${name} must load, got ${complaint(error)}`);",
      replace: "return {};",
    }],
  },
  {
    name: "facts that change from one process to the next are no facts",
    part: 1,
    files: {
      ...ONLY,
      [BAD_FILE]: byName(gainText({ id: "B1", slug: "bad" }))
        .replace("bound: 1,", "bound: 1 + Math.random(),"),
    },
    steps: [
      attest(QUICK, { code: 1 }),
      verdicts(REPORT, { A1: "verified", B1: "undecided" }, {
        of: "B1",
        is: /tells other facts of B1 now/,
      }),
    ],
    guards: [{
      file: "scripts/pool/loaded_claim.ts",
      find: "if (isSameCard(reply.card, listed)) return undefined;",
      replace: "if (reply.card) return undefined;",
    }],
  },
  {
    name: "a mutant on which a claim exits is not killed",
    part: 1,
    files: {
      ...ONLY,
      [BAD_FILE]: badClaim({
        check: `if (weigh(Float64Array.of(0))[0] !== 1) Deno.exit(1);\n    ${HOLDS}`,
      }),
    },
    steps: [
      attest(QUICK, { code: 1 }),
      verdicts(REPORT, { A1: "verified", B1: "verified" }),
    ],
    guards: [{
      file: "scripts/pool/loaded_claim.ts",
      find: 'if (reply.kind !== "ran") {',
      replace: 'if (reply.kind === "ended") return { kind: "done", seconds: 0, ' +
        'outcome: { verdict: "refuted", cases: 1 } };\n    if (reply.kind !== "ran") {',
    }],
  },
];
