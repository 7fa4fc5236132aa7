/** A claim that goes on and on, answer after answer, is ended as a whole, and no other claim with it. */

import { assert, assertEquals } from "@std/assert";
import { testProject } from "../test_project/project.ts";

testProject("a claim that takes too long is undecided, and no other is", async (project) => {
  for (const workers of ["1", "2"]) {
    const begun = performance.now();
    const { code, stdout, stderr } = await project.attest(
      ...["verify", "--claim", "A1,D1,B10.more", "--json", "--no-keep"],
      ...["--claim-limit", "5", "--workers", workers],
    );
    assertEquals(code, 1, stderr);
    assert(performance.now() - begun < 60_000);
    const claims: { id: string; verdict: string; reason: string | null; mutants: unknown[] }[] =
      JSON
        .parse(stdout).claims;
    const told = claims.map(({ id, verdict, reason }) => [id, verdict, reason]);
    assertEquals(told, [
      ["A1", "verified", null],
      ["B10.more", "verified", null],
      ["D1", "undecided", "it was not decided in 5 s"],
    ]);
  }
});
