import { assertEquals, assertMatch } from "@std/assert";
import { claimLines, linesOfClaims } from "./claim_locations.ts";
import { project } from "../base/project.ts";
import { claimText } from "../test_project/claim_texts.ts";

const { props } = project();
const MAY_READ = Deno.permissions.querySync({ name: "read", path: props }).state === "granted";

Deno.test("lines of a claim: those of the export and of its mutants", () => {
  const lines = claimText({ id: "A1", slug: "a" }).split("\n");
  assertEquals(claimLines(lines.join("\n")), {
    claim: lines.findIndex((line) => line.startsWith("export const claim")) + 1,
    mutants: lines.findIndex((line) => line.startsWith("  mutants:")) + 1,
  });
});

Deno.test("lines of a claim: what only looks like it is passed over", () => {
  const text = `// export const claim = 1; mutants: none
const other = { mutants: [] };
/*
export const claim
*/
export const claim = universalClaim({
  check: () => ({ mutants: 3 }),
  id: "mutants:",
  mutants,
});`;
  assertEquals(claimLines(text), { claim: 6, mutants: 9 });
});

Deno.test("lines of a claim: mutants from elsewhere are at the claim, without a claim there are none", () => {
  assertEquals(claimLines("\nexport const claim = build(base);"), { claim: 2, mutants: 2 });
  assertEquals(claimLines("export const claims = [];"), undefined);
  assertEquals(claimLines("not TypeScript"), undefined);
  assertEquals(claimLines(""), undefined);
});

Deno.test({
  name: "lines of a claim: every claim file has them",
  ignore: !MAY_READ,
  async fn() {
    const names = (await Array.fromAsync(Deno.readDir(props))).map(({ name }) => name)
      .filter((name) => name.endsWith("_test.ts"));
    const claims = names.map((name) => ({ id: name, slug: name.slice(0, -"_test.ts".length) }));
    const lines = await linesOfClaims([...claims, { id: "X1", slug: "missing" }]);
    assertEquals([...lines.keys()], names);
    for (const [name, { claim, mutants }] of lines) {
      const text = (await Deno.readTextFile(new URL(name, props))).split("\n");
      assertMatch(text[claim - 1], /^export const claim\b/);
      assertMatch(text[mutants - 1], /^ {2}mutants\b/);
    }
  },
});
