/** What each task may run and reach: a change of deno.json shows here. */

import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };

/** What the shell puts in for the path of deno. */
const DENO = `$(deno eval --no-config 'console.log(Deno.execPath())')`;

/** The values of one permission in all commands of a task, sorted. */
function granted(command: string, permission: string): string[] {
  const flags = command.replaceAll(DENO, "deno").replaceAll('"', "")
    .matchAll(new RegExp(`--allow-${permission}(?:=(\\S*))?`, "g"));
  return [...new Set([...flags].flatMap(([, value]) => value?.split(",") ?? ["anything"]))].sort();
}

/** Tasks by what they are granted of a permission; those that get none are left out. */
function byTask(permission: string): Record<string, string> {
  const tasks = Object.entries(config.tasks).map(([task, { command }]) =>
    [task, granted(command, permission).join(" ")] as const
  );
  return Object.fromEntries(tasks.filter(([, values]) => values !== ""));
}

Deno.test("tasks: each starts what it needs, and the processes of claims by one launcher", () => {
  const launcher = "scripts/judged/child.sh";
  // Tasks that start deno alone run tests or other tasks.
  const programs = Object.entries(byTask("run")).filter(([, values]) => values !== "deno");
  assertEquals(Object.fromEntries(programs), {
    // The other launchers are those of users' models and of their records.
    "attest:run":
      `scripts/charts/draw.sh ${launcher} scripts/records/records.sh scripts/subject/start.sh`,
    ...{
      bench: launcher,
      calibrate: launcher,
      "claims:check": launcher,
      site: `scripts/charts/draw.sh ${launcher}`,
      "test:rooms": `deno ${launcher}`,
      "verdicts:check": launcher,
    },
    "test:engines": "deno scripts/engines/cluster.sh",
    "bench:peers": `.attest/bench/icl_step /usr/bin/python3 deno gcc ${launcher}`,
  });
});

Deno.test("tasks: one may do anything, and one reaches the network", () => {
  assertEquals(byTask("all"), { "test:browser": "anything" });
  assertEquals(byTask("net"), { "test:fresh": "anything" });
});

Deno.test("tasks: what users type shows no permissions when it is echoed", () => {
  for (const task of ["attest", "verify"] as const) {
    assertEquals(granted(config.tasks[task].command, "read"), [], task);
  }
});
