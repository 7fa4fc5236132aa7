/** The line of the guide for GNU parallel, run; `deno task test:engines`. */

import { assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { assertSameRun, LITTLE, makeEngine, MAY_RUN_ENGINES } from "./run_engine_for_tests.ts";

Deno.test({
  name: "parallel: the line of the guide is the run of one machine",
  ignore: !MAY_RUN_ENGINES,
  async fn() {
    const guide = await Deno.readTextFile(new URL(".github/GUIDE.md", ROOT));
    const [line] = /^parallel .*$/m.exec(guide)!;
    await using engine = await makeEngine();
    const command = line.replace("--profile ci", LITTLE.join(" "));
    assertEquals(command === line, false);
    // A task has a shell, and a test that may start deno needs no other.
    const config = `${engine.at}/../parallel.json`;
    await Deno.writeTextFile(config, JSON.stringify({ tasks: { line: { command } } }));
    await engine.run(Deno.execPath(), "task", `--config=${config}`, `--cwd=${engine.at}`, "line");
    await engine.attest("verify", ...LITTLE, "--seed", "7", "--out", "whole");
    const joined = await engine.report("attest-report");
    assertSameRun(joined, await engine.report("whole"));
    assertEquals(joined.run.shards, { of: 4, run: [1, 2, 3, 4] });
  },
});
