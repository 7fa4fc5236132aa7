/** What one claim patches, no other notices: each runs in a process of its own, and is listed apart from what it changed. */

import { badClaim } from "./good_project.ts";
import type { Guard, Probe, Step } from "./probe.ts";
import { attest, given, verdicts } from "./steps.ts";

const QUICK = ["verify", "--profile", "quick", "--no-keep"];

const PATCHES = [
  "Array.prototype.every = () => true;",
  "Array.prototype.some = () => false;",
  "Array.prototype.map = function () { return []; };",
  "JSON.stringify = () => '{}';",
  "JSON.parse = () => ({ kind: 'ran', seconds: 0 });",
  "Math.exp = () => 1;",
  "Float64Array.prototype.reduce = () => 1;",
  "globalThis.Float64Array = Array;",
  "Object.is = () => true;",
  "Number.prototype.toString = () => '1';",
].join(" ");

const patched = (id: string, slug: string) => `${PATCHES}\n${badClaim({ id, slug })}`;

/** The claims of two reports, the second one's and no other, are the same but for their times. */
const sameClaims =
  (one: string, other: string, ids: readonly string[]): Step => async ({ project }) => {
    const [a, b] = await Promise.all([one, other].map(async (path) => {
      const { claims } = JSON.parse(await project.read(path));
      return ids.map((id) => ({
        ...claims.find((claim: { id: string }) => claim.id === id),
        seconds: 0,
      }));
    }));
    const text = (claims: unknown) => JSON.stringify(claims).replaceAll(/"file":"[^"]*"/g, "");
    if (text(a) !== text(b)) throw new Error(`other claims: ${text(a)} and ${text(b)}`);
  };

const changed: Guard = {
  file: "scripts/judged/answers.ts",
  find: "if (changed() !== undefined) break;",
  replace: "",
};

/** All of them. */
export const PATCH_PROBES: readonly Probe[] = [
  {
    name: "a claim that changes what all code shares harms no other's facts",
    part: 1,
    files: {
      "props/large_test.ts": null,
      "props/gain_test.ts": null,
      // What fingerprints of generators are made by.
      "props/aa_test.ts": `Math.imul = () => 1;\n${badClaim({ id: "A0", slug: "aa" })}`,
    },
    steps: [
      attest([...QUICK, "--claim", "A1"], { code: 0 }),
      verdicts("attest-partial/report.json", { A1: "verified" }),
    ],
    guards: [changed],
  },
  {
    name: "a claim that changes what all code shares harms no other's verdict",
    part: 1,
    files: { "props/aa_test.ts": patched("A0", "aa") },
    steps: [
      given("plain", [...QUICK, "--seed", "7", "--claim", "A1,B10", "--out", "plain"]),
      attest([...QUICK, "--seed", "7", "--workers", "1", "--claim", "A0,A1,B10", "--out", "all"], {
        code: 1,
      }),
      sameClaims("plain/report.json", "all/report.json", ["A1", "B10"]),
    ],
    // One process for all of them is what would let it.
    guards: [{
      file: "scripts/pool/worker_pool.ts",
      find:
        "this.#claim?.end();\n      this.#guise = guise;\n      this.#claim = new LoadedClaim(" +
        "this.#options.claims.get(claimId)!, {\n        process: this.#spares.take(),",
      replace: "const shared = globalThis as unknown as { one: " +
        "ReturnType<SpareProcesses['take']> };\n      this.#claim = new LoadedClaim(" +
        "this.#options.claims.get(claimId)!, {\n        process: shared.one ??= this.#spares.take(),",
    }],
  },
];
