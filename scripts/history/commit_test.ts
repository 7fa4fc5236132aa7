import { fileURLToPath } from "node:url";
import { assertEquals, assertRejects } from "@std/assert";
import { SCRATCH } from "../base/paths.ts";
import { UsageError } from "../base/usage_error.ts";
import { findCommit, headCommit } from "./commit.ts";

const [ONE, TWO] = ["1", "2"].map((digit) => digit.repeat(40));

/** A test in a directory with these files. */
function testTree(
  name: string,
  files: Readonly<Record<string, string>>,
  run: (root: string) => Promise<void>,
): void {
  Deno.test({
    name: `commit: ${name}`,
    ignore: (["read", "write"] as const).some((name) =>
      Deno.permissions.querySync({ name, path: SCRATCH }).state !== "granted"
    ),
    async fn() {
      await Deno.mkdir(SCRATCH, { recursive: true });
      const root = await Deno.makeTempDir({ dir: fileURLToPath(SCRATCH), prefix: "commit-" });
      try {
        for (const [path, text] of Object.entries(files)) {
          await Deno.mkdir(`${root}/${path}`.replace(/\/[^/]*$/, ""), { recursive: true });
          await Deno.writeTextFile(`${root}/${path}`, text);
        }
        await run(root);
      } finally {
        await Deno.remove(root, { recursive: true });
      }
    },
  });
}

testTree("a branch, and what is said before it", {
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/refs/heads/main": `${ONE}\n`,
}, async (root) => {
  const find = (asked?: string, environment?: string) => findCommit({ asked, environment, root });
  assertEquals(await find(), ONE);
  assertEquals(await find(undefined, TWO), TWO);
  assertEquals(await find("abcdef1", TWO), "abcdef1");
  // A variable that holds something else says nothing.
  assertEquals(await find(undefined, "main"), ONE);
});

testTree("a packed branch", {
  ".git/HEAD": "ref: refs/heads/deep/main\n",
  ".git/packed-refs":
    `# pack-refs with: peeled\n${ONE} refs/heads/main\n${TWO} refs/heads/deep/main\n^${ONE}\n`,
}, async (root) => assertEquals(await headCommit(root), TWO));

testTree("a commit without a branch", { ".git/HEAD": `${TWO}\n` }, async (root) => {
  assertEquals(await headCommit(root), TWO);
});

testTree("a worktree keeps its branch where its repository is", {
  "tree/.git": "gitdir: ../main/.git/worktrees/tree\n",
  "main/.git/worktrees/tree/HEAD": "ref: refs/heads/topic\n",
  "main/.git/worktrees/tree/commondir": "../..\n",
  "main/.git/refs/heads/topic": `${ONE}\n`,
}, async (root) => assertEquals(await headCommit(`${root}/tree`), ONE));

for (
  const [what, files] of Object.entries({
    "no repository": {},
    "a branch without a commit": { ".git/HEAD": "ref: refs/heads/main\n" },
    "a branch outside": { ".git/HEAD": "ref: refs/../../secret\n", secret: ONE },
    "no commit at all": { ".git/HEAD": "main\n" },
  })
) {
  testTree(`${what}: one must be given`, files as Record<string, string>, async (root) => {
    await assertRejects(
      () => findCommit({ asked: undefined, environment: undefined, root }),
      UsageError,
      "--commit must be given where .git has no commit",
    );
  });
}
