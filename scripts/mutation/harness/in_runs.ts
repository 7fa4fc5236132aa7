/** Mistakes in what a run leaves in its directory, and in how that is read again. */

import { mistakesIn, testsIn } from "./harness_mutation.ts";

const files = (...names: readonly string[]) => testsIn("scripts/run_directory", ...names);

/** In scripts/run_directory and scripts/project. */
export const IN_RUNS = [
  ...mistakesIn("scripts/run_directory/journal.ts", files("journal"), [
    [
      "const keys = Object.keys(planSchema.shape) as (keyof RunPlan)[];\n  const",
      'const keys = ["schema", "seed"] as (keyof RunPlan)[];\n  const',
    ],
    ["writeLines(file, [headOf(plan), ...runs.map(lineOf)]);", "writeLines(file, [headOf(plan)]);"],
    ["file.truncateSync(bytes);", ""],
    ["writeLines(this.#file, [lineOf(run)]);", ""],
    ["file.seekSync(0, Deno.SeekMode.End);", ""],
    ["Deno.removeSync(temporary);", ""],
  ]),
  ...mistakesIn("scripts/run_directory/read_journal.ts", files("journal"), [
    // Lines of another head are accepted.
    ["if (line !== headOf(plan)) throw", "if (false) throw"],
    ["if (known !== undefined && known.text !== text) {", "if (false) {"],
    [
      "throw new UsageError(`${path} must hold a result on line",
      "return undefined as never; throw new UsageError(`${path} must hold a result on line",
    ],
    ["const lineSchema = z.strictObject({", "const lineSchema = z.object({"],
    ["if (!headOf(plan).startsWith(new TextDecoder().decode(data))) {", "if (false) {"],
    [
      "outcome: parseOutcome(decodeSpec(outcome as Json))",
      'outcome: decodeSpec(outcome as Json) as JobRun["outcome"]',
    ],
    ["data.lastIndexOf(NEWLINE) + 1", "data.length"],
  ]),
  ...mistakesIn("scripts/run_directory/planned_runs.ts", files("planned_runs"), [
    ["if (nobody !== undefined) {", "if (false) {"],
    ["if (subject !== referenceSubject.name) {", "if (false) {"],
    [
      "if (claim === undefined) throw refuse",
      "if (claim === undefined) continue; else if (false) throw refuse",
    ],
    ["if (!plan.shards.run.includes(run.shard)) throw", "if (false) throw"],
    ['return matrix ? "quick" : undefined;', 'return "quick";'],
    ["return opponentProfile(claim, profile);", "return profile;"],
    ['return matrix ? "quick" : undefined;', "return matrix ? profile : undefined;"],
    ["shard: { index: run.shard, of: plan.shards.of },", "shard: { index: 1, of: 1 },"],
    ["if (wrong !== undefined) throw refuse(wrong);", ""],
    ["selected.length === 0 || selected.includes(id)", "true"],
  ]),
  ...mistakesIn("scripts/run_directory/report_of_plan.ts", files("run_plan"), [
    ["if (key !== undefined) return", "if (false) return"],
    ["if (plan.matrix === (matrix !== null)) return undefined;", "return undefined;"],
    ['"deno", "code", "build", "shards"', '"deno", "code", "shards"'],
    ["throw new UsageError(", "new UsageError(", {
      ...testsIn("scripts/commands", "edited_reports"),
      filter: "held to the plan",
    }],
  ]),
  ...mistakesIn("scripts/run_directory/run_plan.ts", files("run_plan"), [
    ["index <= of && index > (run[i - 1] ?? 0)", "index > (run[i - 1] ?? 0)"],
    ["index <= of && index > (run[i - 1] ?? 0)", "index <= of"],
    ["regex(/^[^/\\\\]+\\.json$/)", "min(1)"],
    ['matrix || given !== undefined || profile !== "deep"', "true"],
    ["export const planSchema = z.strictObject({", "export const planSchema = z.object({"],
  ]),
  ...mistakesIn("scripts/run_directory/directory_owner.ts", files("directory_owner"), [
    // The lock is not taken.
    ["if (!file.tryLockSync(true)) throw", "if (false) throw"],
    // The mark is not written, or not read.
    ["writeText(owner.#file, `process ${Deno.pid} since ${new Date().toISOString()}\\n`);", ""],
    ['return text === "" ? undefined : ownerIn(text);', "return undefined;"],
    [
      'if (!info.isFile) return "something else than a run";',
      "if (!info.isFile) return undefined;",
    ],
    ["this.#isDone = !this.#wasUnfinished;", "this.#isDone = true;"],
    ["if (this.#isDone) Deno.removeSync(this.#path);", "Deno.removeSync(this.#path);"],
    ["this.#file.truncateSync(0);", ""],
  ]),
  ...mistakesIn("scripts/run_directory/read_report.ts", files("read_report"), [
    ["if (owner !== undefined) {", "if (false) {", files("unfinished_report")],
    ["if (version === undefined) {", "if (false) {"],
    ["if (version > Number(ours)) {", "if (false) {"],
    ["if (version < Number(ours)) {", "if (false) {"],
    [
      "if (contrary !== undefined) throw unusable(path, contrary);",
      "",
      files("changed_report"),
    ],
    [
      "if (data === undefined) throw unusable(path, firstIssue(error));",
      "if (data === undefined) return value as Report;",
    ],
  ]),
  ...mistakesIn("scripts/run_directory/build_hash.ts", files("build_hash"), [
    ["    ...about,\n", ""],
    ["    ...readFiles(judging, workshopPaths(judging)),\n", ""],
    ['["deno.json", "deno.lock"]', '["deno.json"]'],
    ["/\\.(?:ts|sh)$/", "/\\.ts$/"],
    ["build: await hashFiles(build)", "build: await hashFiles(about)"],
    ["SCRIPT.test(path) && !isTestSource(path)", "SCRIPT.test(path)"],
    ["(path) => NOT_RUN.has(path) || isRoomApart(at, path)", "() => false"],
    ["!WRITTEN.test(path) && !isJudged(path)", "!isJudged(path)"],
    ['isOwn ? "fixtures" : "."', '"fixtures/none"'],
  ]),
  ...mistakesIn("scripts/project/content_seed.ts", testsIn("scripts/project", "content_seed"), [
    // Mutants are left out of the hash.
    ['[...BESIDE_CLAIMS, "props"].flatMap', '["props"].flatMap'],
    ['"fixtures/laws", "fixtures/mutants"]', '"fixtures/mutants"]'],
    ["    ...readFiles(own, claimed),\n", ""],
    ['if (path.startsWith("props/")) return path.endsWith(".ts");', ""],
    [
      "BESIDE_CLAIMS.some((folder) => path.startsWith(`${folder}/`)) && isCode(path)",
      "isCode(path)",
      files("build_hash"),
    ],
    ['path.endsWith(".ts") && !isTestSource(path)', 'path.endsWith(".ts")'],
    ["a < b ? -1 : 1", "0"],
    ["parseInt(code.slice(0, 8), 16)", "parseInt(code.slice(0, 7), 16)"],
    ["encoder.encode(`${path}\\n${bytes.length}\\n`),", ""],
  ]),
  ...mistakesIn("scripts/run_directory/last_verdicts.ts", files("last_verdicts"), [
    ["VERDICTS.includes(verdict)) return", "true) return"],
  ]),
  ...mistakesIn("scripts/project/baseline.ts", testsIn("scripts/project", "baseline"), [
    ["if (missing !== undefined) return", "if (false) return"],
    ["if (run.subject !== referenceSubject.name) {", "if (false) {"],
    // A baseline may miss claims.
    ["run.selected.length > 0 || absent.length > 0", "run.selected.length > 0"],
    ["run.selected.length > 0 || absent.length > 0", "absent.length > 0"],
    ["if (!run.ok) return", "if (false) return"],
    ["if (run.code !== code) {", "if (false) {"],
  ]),
  ...mistakesIn("scripts/project/select_claims.ts", testsIn("scripts/project", "select_claims"), [
    ["if (claims.some((claim) => isNamed(claim, name))) continue;", "continue;"],
    ["id.startsWith(`${name}.`)", "false"],
  ]),
  ...mistakesIn("scripts/project/claim_files.ts", testsIn("scripts/project", "select_claims"), [
    ["if (other !== undefined) {", "if (false) {"],
    ["if (both !== undefined) {", "if (false) {", testsIn("scripts/project", "claim_files")],
    [
      'if (!isFile || !name.endsWith("_test.ts")) {',
      'if (!isFile || !name.endsWith("_test.ts")) continue;\n    if (false) {',
      testsIn("scripts/project", "claim_files"),
    ],
  ]),
  ...mistakesIn("scripts/project/corpus.ts", {
    ...testsIn("scripts/project", "corpus"),
    filter: "a stale case is red",
  }, [
    [
      "return { id: claim.id, file, spec, ...(stale !== undefined && { stale }) };",
      "return { id: claim.id, file, spec };",
    ],
    [
      'return claim.unit === "cases" ? whyStale(counterexample, claim) :',
      'return claim.unit === "cases" ? undefined :',
    ],
  ]),
];
