/** What nothing catches: one line of ours, whatever was thrown and wherever. */

import { assert, assertEquals } from "@std/assert";
import { testProject } from "../test_project/project.ts";

/** What a script does after it has begun, and what comes of it. */
const THROWN: readonly [body: string, code: number, stderr: string][] = [
  [`throw new Error("a\\x1b[31mb\\nc")`, 70, "attest: a\ufffd[31mb\n"],
  [`await Promise.reject(new Error("late"))`, 70, "attest: late\n"],
  [`Promise.reject("::error::text"); await new Promise(() => {})`, 70, "attest: ::error::text\n"],
  [`setTimeout(() => { throw new UsageError("rule, got x") })`, 2, "attest: rule, got x\n"],
  [`await Deno.readTextFile("gone")`, 2, "attest: No such file or directory (os error 2): "],
  [`await Deno.writeTextFile("/proc/a", "")`, 2, "attest: Requires write access to "],
  [`Promise.reject(Object.create(null))`, 70, "attest: an error that cannot be shown\n"],
  [
    `endWith(new Promise(() => {}))`,
    70,
    "attest: it came to no end, with nothing left to wait for\n",
  ],
  [`endWith(Promise.reject(new Error("within")))`, 70, "attest: within\n"],
  [`endWith(Promise.resolve(3))`, 3, ""],
];

testProject("what nothing catches is one line, without a stack", async (project) => {
  for (const [body, code, wanted] of THROWN) {
    await project.write(
      "scripts/thrown.ts",
      `import { UsageError } from "./base/usage_error.ts";
      import { endWith } from "./terminal/uncaught.ts";
      if (false) console.log(UsageError, endWith);
      ${body};`,
    );
    const ran = await run(project.path("scripts/thrown.ts"));
    assertEquals(ran.code, code, `${body}: ${ran.stderr}`);
    assert(ran.stderr.startsWith(wanted), `${body}: ${ran.stderr}`);
    assertEquals(ran.stderr.split("\n").length, wanted === "" ? 1 : 2, ran.stderr);
  }
});

async function run(file: string) {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--no-check", "--allow-read", file],
    stdin: "null",
  });
  const { code, stderr } = await command.output();
  return { code, stderr: new TextDecoder().decode(stderr) };
}
