/** What tests of engines share: a bundle in a directory of its own, and programs that are run there. */

import { assertEquals } from "@std/assert";
import { fileURLToPath } from "node:url";
import { type Report, reportSchema } from "../../src/report/schema.ts";
import { ROOT, SCRATCH } from "../base/paths.ts";
import { ELSEWHERE, type Ran, readOutput } from "../test_project/project.ts";

/** What starts and ends a cluster, and runs the commands of Slurm in it. */
export const CLUSTER: string = fileURLToPath(new URL("cluster.sh", import.meta.url));

/** Whether Slurm and GNU parallel may be run: only `deno task test:engines` gives leave to. */
export const MAY_RUN_ENGINES: boolean =
  Deno.permissions.querySync({ name: "run", command: CLUSTER }).state === "granted";

/** Cheap claims of all kinds: cases, a false sentence, replicates with strata and rivals. */
export const ASKED: readonly string[] = [
  ...["--profile", "quick", "--no-keep"],
  ...["--claim", "A1,A2,A7,C4"],
];

/** One of them. */
export const LITTLE: readonly string[] = ["--profile", "quick", "--no-keep", "--claim", "A7,C4"];

/** A bundle, and where it lies; gone when it is disposed of. */
export interface Engine extends AsyncDisposable {
  readonly at: string;
  /** Runs a program in the bundle; throws where it fails. */
  readonly run: (program: string, ...args: string[]) => Promise<string>;
  /** Runs attest in the bundle by its task; throws where it fails. */
  readonly attest: (...args: string[]) => Promise<string>;
  readonly report: (directory: string) => Promise<Report>;
  /** The results in a journal, in natural order, without their times. */
  readonly results: (directory: string) => Promise<string[]>;
}

/** Makes a bundle; a path of it has no blank. */
export async function makeEngine(): Promise<Engine> {
  await Deno.mkdir(SCRATCH, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "engine-" });
  const at = `${folder}/bundle`;
  const run = (cwd: string | URL) => async (program: string, ...args: string[]) => {
    const ran = await runIn(cwd, [program, ...args]);
    assertEquals(ran.code, 0, `${program} ${args.join(" ")}: ${ran.stdout}${ran.stderr}`);
    return ran.stdout;
  };
  await run(ROOT)(Deno.execPath(), "task", "--quiet", "bundle", "--with-deno", "--out", at);
  const read = (path: string) => Deno.readTextFile(`${at}/${path}`);
  return {
    at,
    run: run(at),
    attest: (...args) => run(at)(Deno.execPath(), "task", "--quiet", "attest", ...args),
    report: async (directory) =>
      reportSchema.parse(JSON.parse(await read(`${directory}/report.json`))),
    async results(directory) {
      const [, ...lines] = (await read(`${directory}/journal.jsonl`)).trimEnd().split("\n");
      return lines.map((line) => {
        const { seconds: _seconds, ...result } = JSON.parse(line);
        return JSON.stringify(result);
      }).sort();
    },
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** What a program does in a directory. */
export async function runIn(
  cwd: string | URL,
  [program, ...args]: readonly string[],
): Promise<Ran> {
  const env = { ...ELSEWHERE };
  const command = new Deno.Command(program, { args, cwd, env, stdin: "null" });
  return readOutput(await command.output());
}

/** Fails unless the run of all shards is the whole run: to the bit in cases, in its verdicts where e-values multiply. */
export function assertSameRun(joined: Report, whole: Report): void {
  const verdicts = ({ claims }: Report) =>
    claims.map(({ id, verdict, ok, mutants }) => ({
      ...{ id, verdict, ok },
      mutants: mutants.map(({ name, verdict }) => ({ name, verdict })),
    }));
  assertEquals(verdicts(joined), verdicts(whole));
  assertEquals(joined.run.interrupted, false);
  const exact = ({ claims }: Report) =>
    claims.filter(({ unit, failsIn }) => unit === "cases" && failsIn === null)
      .map((claim) => ({ ...claim, seconds: 0, mutants: [] }));
  assertEquals(exact(joined), exact(whole));
}
