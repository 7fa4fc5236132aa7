import { assertEquals } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { ROOT } from "../base/paths.ts";
import { commandLine } from "../commands/command_line.ts";
import { documentErrors, type Existing } from "./documents.ts";

const ignore = Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted";
const nothing = () => Promise.resolve();
const PROGRAM = commandLine({
  ...{ verify: nothing, merge: nothing, list: nothing, replay: nothing, report: nothing },
  ...{ compare: nothing, accept: nothing, completion: nothing },
  ...{ historyAdd: nothing, historyShow: nothing, historyPlot: nothing },
  ...{ subjectCheck: nothing, subjectNew: nothing, diagnose: nothing, answer: nothing },
});
const EXISTING: Existing = {
  tasks: Object.keys(config.tasks),
  program: PROGRAM,
  exists(path) {
    try {
      return Deno.statSync(new URL(path, ROOT)) !== undefined;
    } catch {
      return false;
    }
  },
};

Deno.test("documents: a task, a command, an option or a path that is not there is named", {
  ignore,
}, () => {
  const text = [
    "`deno task verify` and `npx --yes deno@2.9.6 task nothing`",
    "deno task attest verify --claim A1 --bad # and --this is a comment",
    "deno task attest erase DIR",
    "deno task attest verfy",
    "`attest hstory show`",
    "`attest history show --db FILE` is fine, as is that attest is.",
    "`src/mod.ts`, `src/nothing.ts`, `props/SLUG_test.ts`, [a page](GUIDE.md#words), [none](../none.md)",
  ].join("\n");
  assertEquals(documentErrors(".github/A.md", text, EXISTING), [
    ".github/A.md names deno task nothing, which is no task",
    ".github/A.md names attest verify --bad, of which attest knows nothing",
    ".github/A.md names attest erase, of which attest knows nothing",
    ".github/A.md names attest verfy, of which attest knows nothing",
    ".github/A.md names attest hstory, of which attest knows nothing",
    ".github/A.md names src/nothing.ts, which is not there",
    ".github/A.md names none.md, which is not there",
  ]);
});

for (
  const file of [
    "README.md",
    ".github/ARCHITECTURE.md",
    ".github/CHANGELOG.md",
    ".github/CONTRIBUTING.md",
    ".github/GUIDE.md",
    ".github/SUBJECTS.md",
  ]
) {
  Deno.test(`documents: ${file} names what there is`, { ignore }, async () => {
    assertEquals(documentErrors(file, await Deno.readTextFile(new URL(file, ROOT)), EXISTING), []);
  });
}
