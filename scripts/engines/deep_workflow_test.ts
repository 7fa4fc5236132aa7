/** The nightly workflow calls two commands: all shards are of one run, and are joined. */

import { assertEquals } from "@std/assert";
import { ROOT } from "../base/paths.ts";
import { askedBy } from "./asked_for_tests.ts";

Deno.test({
  name: "engines: deep.yml verifies a shard and merges",
  ignore: Deno.permissions.querySync({ name: "read", path: ROOT }).state !== "granted",
  async fn() {
    const text = await Deno.readTextFile(new URL(".github/workflows/deep.yml", ROOT));
    // What the shell fills in is a 1.
    const calls = [...text.matchAll(/^ *- run: \.\/attest (.*)$/gm)].map(([, call]) =>
      call.replaceAll(/\$\{\{[^}]*\}\}|\$\w+/g, "1").replaceAll('"', "")
    );
    const shard = { index: 1, of: 1 };
    const own = { claim: [], json: false, keep: true, profile: "deep", seed: 1, shard };
    assertEquals(await Promise.all(calls.map(askedBy)), [
      ["verify", { ...own, out: "shards/1" }],
      ["merge", { directories: ["shards/*"], out: "attest-report", json: false }],
    ]);
    const [, shards] = /^ +SHARDS: (\d+)$/m.exec(text)!;
    const [, indices] = /^ *index: \[(.*)\]$/m.exec(text)!;
    assertEquals(indices, Array.from({ length: Number(shards) }, (_, i) => i + 1).join(", "));
  },
});
