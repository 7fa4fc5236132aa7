/** `attest completion`, run in the shell that it is for. */

import { assertEquals, assertMatch } from "@std/assert";
import { completionScript } from "../completion/completion_script.ts";
import { completedCommands } from "../completion/completed_commands.ts";
import { MAY_RUN, testProject } from "../test_project/project.ts";
import { runProgram } from "../test_project/run_program.ts";
import { commandLine } from "./command_line.ts";

/** Command lines up to the cursor, and what bash may put there. */
const COMPLETED: readonly (readonly [line: string, words: string])[] = [
  ["deno task attest ver", "verify"],
  ["deno task --quiet attest verify --claim B1", "B10 B10.more"],
  ["deno task attest verify --claim A1 A", "A1 A2"],
  ["deno task verify --claim C3 --prof", "--profile"],
  ["deno task attest verify --profile ", "quick ci deep"],
  ["deno task attest verify --profile quick ", ""],
  ["deno task attest verify --seed ", ""],
  ["npx --yes deno@2.9.6 task attest list --verdict u", "undecided"],
  ["deno task attest list --group B", "B B10"],
  ["deno task attest history ", "add show plot"],
  ["deno task attest history show --cl", "--claim"],
  ["deno task attest history show --claim D", "D1 D2"],
  ["deno task attest --project props ver", "verify"],
  ["deno task attest replay pro", "props"],
  ["deno task --config ../a/deno.json attest completion ", "bash zsh fish"],
  // Whatever is not attest is not its business.
  ["deno run ver", ""],
  ["deno task test ver", ""],
];

testProject("what bash completes is what there is", async (project) => {
  const { code, stdout, stderr } = await project.attest("completion", "bash");
  assertEquals(code, 0, stderr);
  await project.write("props/completion.bash", stdout);
  const tries = COMPLETED.map(([line]) => {
    const words = line.split(" ").map((word) => `'${word}'`).join(" ");
    return `COMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); COMPREPLY=()
      _attest_complete "\${COMP_WORDS[0]}"; echo "\${COMPREPLY[*]}"`;
  });
  const script = `source props/completion.bash\n${tries.join("\n")}`;
  const ran = await runProgram(["bash", "--norc", "-c", script], { cwd: project.path(".") });
  assertEquals([ran.code, ran.stderr], [0, ""]);
  const got = ran.stdout.split("\n");
  COMPLETED.forEach(([line, words], i) => assertEquals(got[i], words, line));
});

const nothing = () => Promise.resolve();
const PROGRAM = commandLine({
  ...{ verify: nothing, merge: nothing, list: nothing, replay: nothing, report: nothing },
  ...{ compare: nothing, accept: nothing, completion: nothing },
  ...{ subjectCheck: nothing, subjectNew: nothing, diagnose: nothing, answer: nothing },
  ...{ historyAdd: nothing, historyShow: nothing, historyPlot: nothing },
});
const COMMANDS = completedCommands(PROGRAM, { claims: ["A1", "A1.part", "B2"], mutants: ["off"] });

Deno.test("completion: every command with every option, ids and rows where they fit", () => {
  const of = (name: string) => COMMANDS.find((command) => command.name === name)!;
  const values = (name: string, flag: string) =>
    of(name).options.find((option) => option.flag === flag)?.values;
  assertEquals(of("").values, PROGRAM.commands.map((command) => command.name()));
  assertEquals(values("verify", "--claim"), ["A1", "A1.part", "B2"]);
  assertEquals(values("list", "--group"), ["A", "A1", "B", "B2"]);
  assertEquals(values("verify", "--profile"), ["quick", "ci", "deep"]);
  assertEquals([values("verify", "--out"), values("verify", "--watch")], ["path", undefined]);
  for (const command of PROGRAM.commands) {
    const flags = of(command.name()).options.map(({ flag }) => flag);
    assertEquals(flags, [...command.options.map(({ long }) => long!), "--help"]);
  }
});

for (const shell of ["bash", "zsh", "fish"] as const) {
  Deno.test({
    name: `completion: ${shell} understands its script`,
    ignore: !MAY_RUN,
    async fn(t) {
      const script = completionScript(shell, { commands: COMMANDS, command: "deno task attest" });
      assertMatch(script, new RegExp(`^# ${shell} completion of`));
      const has = await runProgram(["sh", "-c", `command -v ${shell}`]);
      // Only bash is on every machine.
      await t.step({
        name: "parsed",
        ignore: has.code !== 0,
        async fn() {
          const ran = await runProgram(["sh", "-c", `${shell} -n <<'END'\n${script}\nEND`]);
          assertEquals([ran.code, ran.stderr], [0, ""]);
        },
      });
    },
  });
}
