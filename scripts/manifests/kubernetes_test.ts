/** The Kubernetes file is what its schemas and types say, and its commands are run as a pod runs them. */

import { assertEquals, assertThrows } from "@std/assert";
import { fileURLToPath } from "node:url";
import { type IJob, Job } from "kubernetes-models/batch/v1/Job";
import { parseAllDocuments } from "yaml";
import { makeStub } from "../engines/stub_for_tests.ts";

const ROOT = new URL("../../", import.meta.url);
const HERE = fileURLToPath(new URL(".", import.meta.url));

function jobs(): IJob[] {
  const text = Deno.readTextFileSync(new URL("scripts/engines/kubernetes.yaml", ROOT));
  return parseAllDocuments(text).map((document) => {
    assertEquals([document.errors, document.warnings], [[], []]);
    return document.toJS();
  });
}

/** What the type checker says of jobs that are right and of slips, each of which is to be an error. */
async function typeErrors(right: readonly IJob[], slipped: readonly unknown[]): Promise<string> {
  const folder = new URL(".attest/", ROOT);
  await Deno.mkdir(folder, { recursive: true });
  const file = await Deno.makeTempFile({ dir: fileURLToPath(folder), suffix: ".ts" });
  const lineOf = (job: unknown, i: number) =>
    `export const job${i}: IJob = ${JSON.stringify(job)};\n`;
  const lines = [
    `import type { IJob } from "kubernetes-models/batch/v1/Job";\n`,
    ...right.map(lineOf),
    ...slipped.map((job, i) => `// @ts-expect-error\n${lineOf(job, right.length + i)}`),
  ];
  try {
    await Deno.writeTextFile(file, lines.join(""));
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["check", "--quiet", `--config=${HERE}deno.json`, file],
      stdin: "null",
    }).output();
    return code === 0 ? "" : new TextDecoder().decode(stderr);
  } finally {
    await Deno.remove(file);
  }
}

// deno-lint-ignore no-explicit-any -- a slip has no type
type Loose = any;

/** Slips next to what is right, that only the types know from it, and others. */
const MISTYPED: readonly ((job: Loose) => void)[] = [
  ({ spec }) => spec.completionMod = "Indexed",
  ({ spec }) => spec.template.spec.containers[0].env[0].values = "1",
  ({ spec }) => spec.template.spec.containers[0].resource = {},
];
const INVALID: readonly ((job: Loose) => void)[] = [
  ({ spec }) => spec.template.spec.restartPolicy = "Sometimes",
  ({ spec }) => delete spec.template.spec.containers[0].name,
  ({ spec }) => spec.completions = "four",
];

Deno.test("kubernetes: its jobs are valid, and a slip is not", () => {
  for (const job of jobs()) {
    new Job(job).validate();
    for (const slip of INVALID) {
      const slipped = structuredClone(job);
      slip(slipped);
      assertThrows(() => new Job(slipped).validate());
    }
  }
});

Deno.test("kubernetes: every field of its jobs is one that there is", async () => {
  const right = jobs();
  const slipped = MISTYPED.map((slip) => {
    const job = structuredClone(right[0]);
    slip(job);
    return job;
  });
  assertEquals(await typeErrors(right, slipped), "");
});

/** The variables of a pod, by name, those that the cluster fills in from the manifest itself included. */
function variablesOf(job: IJob, { index, pod }: { readonly index: number; readonly pod: string }) {
  const [{ env = [], resources }] = job.spec!.template.spec!.containers;
  const filled = env.map(({ name, value, valueFrom }) => {
    const of = valueFrom?.resourceFieldRef?.resource;
    if (of === "requests.cpu") return [name, String(resources!.requests!.cpu)];
    return [name, valueFrom?.fieldRef?.fieldPath === "metadata.name" ? pod : value!];
  });
  return { ...Object.fromEntries(filled), JOB_COMPLETION_INDEX: String(index) };
}

Deno.test("kubernetes: its pods are the shards of one run, and a second pod of one goes on", async () => {
  await using stub = await makeStub();
  const [shard, merge] = jobs();
  const said = async (job: IJob, at: { readonly index: number; readonly pod: string }) => {
    const [{ command = [], args = [] }] = job.spec!.template.spec!.containers;
    const { code, stdout, stderr } = await stub.run([...command, ...args], variablesOf(job, at));
    assertEquals(code, 0, stderr);
    return stdout.trim();
  };
  const completions = shard.spec!.completions!;
  assertEquals(shard.spec!.parallelism, completions);
  for (let index = 0; index < completions; index++) {
    const own = `${index + 1}`;
    const asked = `--profile deep --seed 1 --shard ${own}/${completions}`;
    assertEquals(
      await said(shard, { index, pod: `first-${index}` }),
      `verify ${asked} --out attest-shards/1/${own}.first-${index} --anew --workers 2`,
    );
  }
  assertEquals(
    await said(shard, { index: 2, pod: "second" }),
    "verify --resume attest-shards/1/3.second --workers 2",
  );
  const parts = ["1.first-0", "2.first-1", "3.second", "4.first-3"];
  assertEquals(
    await said(merge, { index: 0, pod: "merge" }),
    `merge ${parts.map((part) => `attest-shards/1/${part}`).join(" ")} --out attest-report`,
  );
});
